// The ask page: what a board asks for follows the board that is chosen.

const form = document.querySelector("form[data-ask]");
const place = form.querySelector("[data-fields]");
// As the page came: what was kept in this tab may have chosen another since.
let shown = form.querySelector("[name=board][checked]")?.value ?? "";
let running;

function typed() {
  const texts = place.querySelectorAll("input:not([type=radio], [type=checkbox]), select");
  return new Map([...texts].map((input) => [input.name, input.value]));
}

async function change() {
  const board = form.elements.board.value;
  if (board === shown) return;
  running?.abort();
  running = new AbortController();
  const address = new URL(place.dataset.fields, location);
  address.searchParams.set("board", board);
  try {
    const answer = await fetch(address, { signal: running.signal });
    if (!answer.ok) return;
    const kept = typed();
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    place.replaceChildren(...found.body.children);
    for (const [name, value] of kept) if (form.elements[name]) form.elements[name].value = value;
    sort();
    shown = board;
  } catch (error) {
    if (error.name !== "AbortError" && error.name !== "TypeError") throw error;
  }
}

// Only questions tell what a board asks for, only a discussion says whether it wants an answer.
function sort() {
  const kind = form.elements.kind?.value || "question";
  const details = place.querySelector("[data-of-questions]");
  if (details) details.hidden = kind !== "question";
  const wish = form.elements.wants_answer?.closest(".inset");
  if (wish) wish.hidden = kind !== "discussion";
}

form.addEventListener("change", (event) => {
  if (event.target.name === "board") change();
  if (event.target.name === "kind") sort();
});
sort();
change();
