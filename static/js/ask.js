// The ask page: matching threads while the title is typed, and steps that turn coral when they are done.

const PAUSE = 250; // milliseconds without a key before asking; the panel is there while the eye is still on the title
const ANNOUNCE = 700; // so readers are not interrupted at every letter
const SHORTEST = 10; // characters from which similar threads are worth showing

const form = document.querySelector("form[data-ask]");
const title = form.elements.title;
const panel = form.querySelector("[data-similar]");
const status = form.querySelector("[data-similar-status]");
let waiting;
let announcing;
let asked = title.defaultValue.trim(); // as the page came: what was kept in this tab may have changed it since
let running;

async function look() {
  const words = title.value.trim();
  if (words === asked) return;
  asked = words;
  running?.abort();
  if (words.length < SHORTEST) {
    panel.replaceChildren();
    return;
  }
  running = new AbortController();
  const address = new URL(panel.dataset.similar, location);
  address.search = new URLSearchParams({ part: "similar", title: words });
  try {
    const answer = await fetch(address, { signal: running.signal });
    if (!answer.ok) return;
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    // A whole page answers as well as a fragment does.
    panel.replaceChildren(...(found.querySelector("[data-similar]") ?? found.body).children);
    say(panel.querySelector("h2")?.textContent ?? "");
  } catch (error) {
    if (error.name !== "AbortError" && error.name !== "TypeError") throw error;
  }
}

function say(words) {
  clearTimeout(announcing);
  status.textContent = "";
  announcing = setTimeout(() => (status.textContent = words), ANNOUNCE);
}

// Nothing fits: the panel folds and the next step is at hand.
panel.addEventListener("click", (event) => {
  if (!event.target.closest("[data-none]")) return;
  event.preventDefault();
  panel.replaceChildren();
  form.querySelector("[name=board]").focus();
});

title.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(look, PAUSE);
});

const done = {
  title: () => title.value.trim() !== "",
  board: () => form.elements.board.value !== "",
  body: () => form.elements.body.value.trim() !== "",
};

function mark(at) {
  for (const step of form.querySelectorAll("[data-step]")) {
    const here = step.contains(at);
    const finished = done[step.dataset.step]();
    step.classList.toggle("done", finished && !here);
    step.classList.toggle("now", here);
  }
}

// Beside the form stands how the question will look in lists.
const looks = document.querySelector("[data-looks]");

function show() {
  const board = form.querySelector("[name=board]:checked")?.closest("label").textContent.trim();
  const told = form.querySelectorAll("[data-of-questions]:not([hidden]) :is(input, select)");
  const words = [...told].map((field) => (field.value && field.selectedOptions?.[0].text) || field.value);
  looks.hidden = title.value.trim() === "";
  looks.querySelector("[data-looks-title]").textContent = title.value;
  looks.querySelector("[data-looks-place]").textContent = [board, ...words].filter(Boolean).join(" · ");
}

form.addEventListener("input", (event) => {
  mark(event.target);
  show();
});
if (title.value !== title.defaultValue) mark(title);
look();
show();
