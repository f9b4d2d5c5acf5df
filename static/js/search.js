// The search page: boxes apply at once, and the number of results is said when it has settled.

const ANNOUNCE = 700; // milliseconds, so that three quick ticks are said once

const status = document.querySelector("[data-count]");
let announcing;
let running;

function say(words) {
  clearTimeout(announcing);
  status.textContent = "";
  announcing = setTimeout(() => (status.textContent = words), ANNOUNCE);
}

// What of the page follows the boxes; the box that has the focus stays as it is.
function take(page) {
  for (const part of ["[data-results]", "[data-corrected]"]) {
    document.querySelector(part).replaceChildren(...page.querySelector(part).childNodes);
  }
  const form = document.querySelector("[data-facets]");
  const fresh = page.querySelector("[data-facets]");
  if (!form || !fresh) return;
  const { name, value } = document.activeElement ?? {};
  form.replaceChildren(...fresh.childNodes);
  const summary = page.querySelector(".narrowby > summary");
  form.parentElement.querySelector("summary").replaceChildren(...summary.childNodes);
  [...form.elements].find((box) => name && box.name === name && box.value === value)?.focus();
}

export async function apply(form) {
  const address = new URL(form.action);
  address.search = new URLSearchParams([...new FormData(form)].filter(([name, value]) => name !== "since" || value !== "any"));
  running?.abort();
  running = new AbortController();
  try {
    const answer = await fetch(address, { signal: running.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok || !page.querySelector("[data-results]")) return location.assign(address);
    history.replaceState(null, "", address);
    take(page);
    say(document.querySelector("#hits").textContent);
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
  }
}

