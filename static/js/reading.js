// Keys of the reader's page: N and P walk the changes, C writes a note, Z returns, F twice approves, V changes the
// view. The page also says that somebody reads here, and learns who reads along. The keys work only
// while the focus is in the text or the bar, so that nobody sets them off by accident (WCAG 2.1.4).

const AGAIN = 5000; // milliseconds within which the second press approves

const changes = [...document.querySelectorAll("[data-change]")];
const approve = document.querySelector("[data-approve]");
const comment = document.querySelector("#comment");
const lease = document.querySelector("[data-lease]");
const beside = document.querySelector("[data-beside]");
const RENEWED = 60_000; // milliseconds; a lease holds for ten minutes
let at = -1;
let armed = 0;

function walk(step) {
  if (!changes.length) return;
  changes[at]?.classList.remove("chosen");
  at = (at + step + changes.length) % changes.length;
  changes[at].classList.add("chosen");
  changes[at].scrollIntoView({ block: "center" });
}

// At the change one stands at, else below the text.
function note() {
  const place = changes[at]?.querySelector("[data-note]");
  if (!place) return comment?.focus();
  place.parentElement.open = true;
  place.parentElement.querySelector("textarea").focus();
}

function turn() {
  const views = [...document.querySelectorAll(".seg a")];
  const shown = views.findIndex((view) => view.hasAttribute("aria-current"));
  views[(shown + 1) % views.length]?.click();
}

async function renew() {
  if (document.hidden) return;
  const answer = await fetch(lease.action, { method: "POST", body: new FormData(lease) }).catch(() => null);
  if (answer?.ok) beside.textContent = await answer.text();
}

function confirmed() {
  if (Date.now() - armed < AGAIN) {
    approve.click();
    return;
  }
  armed = Date.now();
  const words = document.createElement("span");
  words.setAttribute("role", "status");
  words.textContent = approve.dataset.again;
  const before = [...approve.childNodes];
  approve.replaceChildren(words);
  setTimeout(() => approve.replaceChildren(...before), AGAIN);
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  if (event.key === "n") walk(1);
  else if (event.key === "p") walk(-1);
  else if (event.key === "c") note();
  else if (event.key === "v") turn();
  else if (event.key === "z" && !comment?.value.trim()) comment?.focus();
  else if (event.key === "z") document.querySelector("[data-return]")?.click();
  else if (event.key === "f" && approve) confirmed();
  else return;
  event.preventDefault();
}

for (const region of document.querySelectorAll("[data-keys]")) region.addEventListener("keydown", pressed);
document.querySelector("[data-next]")?.addEventListener("click", (event) => {
  event.preventDefault();
  walk(1);
});
if (lease) {
  renew();
  setInterval(renew, RENEWED);
}
