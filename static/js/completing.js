// Completes @names and #questions while they are typed; the server says which the writer may see.

import "./vendor/text-expander-element.js";

const SHORTEST = 2; // letters from which names are looked up

async function listed(editor, key, words) {
  const address = new URL(key === "@" ? editor.dataset.members : editor.dataset.threads, location);
  address.searchParams.set("q", words);
  const answer = await fetch(address).catch(() => null);
  if (!answer?.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("[role=listbox]");
}

export function complete(editor) {
  const area = editor.querySelector("textarea");
  const expander = document.createElement("text-expander");
  expander.setAttribute("keys", "@ #");
  const { selectionStart, selectionEnd } = area;
  // It looks for its text when it comes into the page, so the text is in it by then.
  const spot = document.createTextNode("");
  area.replaceWith(spot);
  expander.append(area);
  spot.replaceWith(expander);
  // Moving it took the focus away.
  area.focus();
  area.setSelectionRange(selectionStart, selectionEnd);
  expander.addEventListener("text-expander-change", (event) => {
    const { key, text, provide } = event.detail;
    if (text.length < SHORTEST) return;
    provide(listed(editor, key, text).then((fragment) => ({ matched: fragment !== null, fragment })));
  });
  expander.addEventListener("text-expander-value", (event) => {
    event.detail.value = event.detail.item.dataset.value;
  });
  // The expander writes the value itself; what keeps the text hears of it as of typing.
  expander.addEventListener("text-expander-committed", () => {
    area.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
