// The text editor: keys for the vendored toolbar, the text as it will look, and names completed while they are typed.

import "./vendor/markdown-toolbar-element.js";

const KEYS = { b: "bold", i: "italic", k: "link" };

function toggle(editor, looking) {
  const area = editor.querySelector("textarea");
  const panel = editor.querySelector("[data-panel]");
  panel.hidden = !looking;
  area.hidden = looking;
  editor.querySelector("[data-write]").setAttribute("aria-pressed", String(!looking));
  editor.querySelector("[data-preview]").setAttribute("aria-pressed", String(looking));
}

async function look(editor) {
  const area = editor.querySelector("textarea");
  const button = editor.querySelector("[data-preview]");
  const panel = editor.querySelector("[data-panel]");
  const fields = new FormData();
  fields.set("csrf_token", area.form.elements.csrf_token.value);
  fields.set("body", area.value);
  const answer = await fetch(button.dataset.preview, { method: "POST", body: fields }).catch(() => null);
  // Where it can't be shown here the form goes to the server, which says what is the matter.
  if (!answer?.ok) return area.form.requestSubmit(button);
  const shown = new DOMParser().parseFromString(await answer.text(), "text/html");
  // As high as the text was, so that nothing below moves.
  panel.style.minHeight = `${area.offsetHeight}px`;
  panel.replaceChildren(...shown.body.children);
  toggle(editor, true);
  panel.focus();
}

function write(editor) {
  toggle(editor, false);
  editor.querySelector("textarea").focus();
}

function pressed(event, editor) {
  const area = editor.querySelector("textarea");
  const strong = event.ctrlKey || event.metaKey;
  // Where names are offered, Escape is for their list.
  if (event.key === "Escape" && area.getAttribute("aria-expanded") !== "true") {
    area.blur();
  } else if (strong && event.shiftKey && event.key.toLowerCase() === "p") {
    event.preventDefault();
    if (area.hidden) write(editor);
    else look(editor);
  } else if (strong && event.key === "Enter") {
    event.preventDefault();
    area.form.requestSubmit();
  } else if (strong && !event.shiftKey && KEYS[event.key]) {
    event.preventDefault();
    editor.querySelector(`[data-md-button=${KEYS[event.key]}]`).click();
  }
}

for (const editor of document.querySelectorAll("[data-editor]")) {
  const area = editor.querySelector("textarea");
  const button = editor.querySelector("[data-preview]");
  let sending = false;
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", (event) => {
    if (sending) return;
    event.preventDefault();
    sending = true;
    look(editor).finally(() => (sending = false));
  });
  editor.querySelector("[data-write]").addEventListener("click", () => write(editor));
  for (const part of [area, editor.querySelector("[data-panel]")]) {
    part.addEventListener("keydown", (event) => pressed(event, editor));
  }
  if (!editor.dataset.members) continue;
  // The names' script is larger than all the others; only who types a sign for it loads it.
  area.addEventListener("input", async function complete(event) {
    if (event.data !== "@" && event.data !== "#") return;
    area.removeEventListener("input", complete);
    (await import("./completing.js")).complete(editor);
    // What was typed while it came is looked up now.
    area.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
