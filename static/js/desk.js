// Keys of the desk: J and K walk the cards, 1 to 4 the lanes, R answers. They work only while the focus is in the
// lanes or the case, so that nobody who dictates or taps a key elsewhere sets them off (WCAG 2.1.4).

const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
const cards = () => [...document.querySelectorAll(".tk h3 a")];

function walk(step) {
  const list = cards();
  const at = list.indexOf(document.activeElement);
  list.at(at < 0 ? 0 : Math.min(Math.max(at + step, 0), list.length - 1))?.focus();
}

function answer() {
  document.querySelector("[data-answer]")?.click();
  document.querySelector("#answer textarea")?.focus();
}

document.querySelector("[data-keys]")?.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "j") walk(1);
  else if (event.key === "k") walk(-1);
  else if (/^[1-4]$/.test(event.key)) document.querySelectorAll(".lane")[event.key - 1]?.querySelector("h3 a")?.focus();
  else if (event.key === "r") answer();
  else return;
  event.preventDefault();
});
