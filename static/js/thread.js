// Buttons that stay pressed are swapped for the one the server answers with; what was read is told when the page was seen.

const WITHOUT_PAGE = { "X-Part": "button" };

async function press(form) {
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: WITHOUT_PAGE }).catch(() => null);
  // Who has to sign in first, or is refused, is told by a page.
  if (!answer?.ok || answer.redirected) return form.submit();
  const shown = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("form");
  const before = form.querySelector("button");
  const focused = before === document.activeElement;
  const button = shown.querySelector("button");
  button.className = before.className;
  const next = form.querySelector("[name=next]");
  if (next) shown.append(next);
  form.replaceWith(shown);
  if (focused) button.focus();
}

document.addEventListener("submit", (event) => {
  if (event.target.dataset.toggle === undefined) return;
  event.preventDefault();
  press(event.target);
});

const reading = document.querySelector("form[data-reading]");

if (reading) {
  const field = reading.elements.post_id;
  let seen = 0;
  let told = 0;

  const tell = () => {
    if (seen <= told || document.visibilityState === "prerender") return;
    told = seen;
    field.value = String(seen);
    fetch(reading.action, { method: "POST", body: new FormData(reading), headers: { "X-Part": "none" }, keepalive: true }).catch(() => {});
  };

  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) seen = Math.max(seen, Number(entry.target.id.replace("post-", "")));
    }
    setTimeout(tell, 1000);
  });
  for (const post of document.querySelectorAll("article.post[id]")) observer.observe(post);
  addEventListener("pagehide", tell);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && tell());
}
