// Keys of the public pages, loaded when the first of them is pressed: / searches, N asks, J and K walk the posts,
// L leads to the solution, ? shows them all. Who turned them off here has kept that in this browser alone.

const OFF = "keys-off";

const turnedOff = () => localStorage.getItem(OFF) !== null;

// Tab goes on from there.
function go(post) {
  post.tabIndex = -1;
  post.focus({ preventScroll: true });
  post.scrollIntoView({ block: "start" });
}

function walk(step) {
  const posts = [...document.querySelectorAll(".post[id^=post-]")];
  if (!posts.length) return;
  const above = posts.findLastIndex((post) => post.getBoundingClientRect().top < 90);
  go(posts[Math.min(Math.max(above + step, 0), posts.length - 1)]);
}

function solution() {
  const here = document.querySelector("main .post.sol");
  if (here) go(here);
  else document.querySelector("main .answer footer a")?.click();
}

function offer(sheet) {
  const button = sheet.querySelector("[data-keys-off]");
  button.parentElement.hidden = false;
  button.setAttribute("aria-pressed", String(turnedOff()));
  button.addEventListener("click", () => {
    if (turnedOff()) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
    button.setAttribute("aria-pressed", String(turnedOff()));
  });
}

async function overview(address) {
  const answer = await fetch(address).catch(() => null);
  if (!answer?.ok) return location.assign(address);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const dialog = document.createElement("dialog");
  dialog.className = "keysheet";
  dialog.setAttribute("aria-label", page.querySelector("h1").textContent);
  dialog.append(page.querySelector("[data-sheet]"));
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  offer(dialog);
  dialog.showModal();
}

export function pressed(key, body) {
  if (document.querySelector("dialog[open]")) return;
  if (key === "/") document.querySelector("main input[type=search], #q")?.focus();
  else if (key === "n") location.assign(body.dataset.ask);
  else if (key === "j") walk(1);
  else if (key === "k") walk(-1);
  else if (key === "l") solution();
  else overview(body.dataset.overview);
}

for (const sheet of document.querySelectorAll("main [data-sheet]")) offer(sheet);
