// Adds the rows of the next page to a list of questions, and leads to the first of them.

const list = document.querySelector("ol.threads");
const first = location.href;
const addresses = (rows) => [...rows].map((row) => row.querySelector("h3 a").href);

// Who follows a row comes back to the page that it is on.
list.addEventListener("click", (event) => {
  const row = event.target.closest("li");
  if (row) history.replaceState(null, "", row.dataset.page ?? first);
});

export async function more(link) {
  const nav = link.closest("nav");
  if (link.ariaDisabled) return nav;
  link.ariaDisabled = "true";
  const answer = await fetch(link.href).catch(() => null);
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  // What got a reply meanwhile has moved up, and others down: nothing stands here twice.
  const shown = new Set(addresses(list.children));
  const rows = [...(page?.querySelector("ol.threads")?.children ?? [])].filter((row) => !shown.has(addresses([row])[0]));
  const next = page?.querySelector("nav.pager");
  if (!rows.length || !next) return location.assign(link.href);
  for (const row of rows) row.dataset.page = link.href;
  list.append(...rows);
  // What comes before the first row is still before it.
  next.querySelector("[rel=prev]").remove();
  const before = nav.querySelector("[rel=prev]");
  if (before) next.prepend(before);
  nav.replaceWith(next);
  rows[0].querySelector("h3 a").focus();
  return next;
}
