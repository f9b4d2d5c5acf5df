// Images and files of a text: chosen, pasted or dropped, sent one after the other, each in a row of its own.

function put(area, text) {
  const { selectionStart: at, value } = area;
  // An image is a paragraph of its own.
  const lead = "\n".repeat(Math.max(0, 2 - value.slice(0, at).match(/\n*$/)[0].length) * (at > 0));
  area.setRangeText(`${lead}${text}\n`, at, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function withdraw(area, id) {
  // The image with its line, wherever its writer has moved it.
  const named = new RegExp(`!\\[[^\\]\\n]*\\]\\(upload:${id}[^)\\n]*\\)\\n?`, "g");
  const left = area.value.replace(named, "");
  if (left === area.value) return;
  area.value = left;
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function send(address, token, file, tell) {
  const request = new XMLHttpRequest();
  const fields = new FormData();
  fields.set("csrf_token", token);
  fields.set("file", file, file.name || "image.png");
  request.open("POST", address);
  request.responseType = "json";
  request.upload.addEventListener("progress", (event) => tell(event.loaded / event.total));
  const done = new Promise((resolve) => request.addEventListener("loadend", () => resolve(request)));
  request.send(fields);
  return { request, done };
}

// What a camera calls it says nothing to who can't see it.
const BY_A_CAMERA = /^(img|dsc\w?|pxl|image|photo|foto|bild|screenshot|bildschirmfoto)?[\W\d_]*$/i;

function describe(name, otherwise) {
  const words = name.replace(/\.\w+$/, "").replace(/[\[\]\\`*_<>]/g, " ").trim();
  return BY_A_CAMERA.test(words) ? otherwise : words;
}

for (const box of document.querySelectorAll("[data-uploads]")) {
  const form = box.closest("form");
  const editor = form.querySelector("[data-editor]");
  const area = editor.querySelector("textarea");
  const rows = box.querySelector("[data-rows]");
  const status = box.querySelector("[data-status]");
  const picker = box.querySelector("input[type=file]");
  let running = 0;
  let sending = Promise.resolve();
  let submitter; // what was pressed while something was still under way

  const say = (words) => (status.textContent = words);

  function remove(row) {
    say(`${box.dataset.gone} ${row.querySelector("[data-name]").textContent}`);
    row.remove();
    picker.focus();
  }

  function finished() {
    running -= 1;
    if (running || submitter === undefined) return;
    const pressed = submitter;
    submitter = undefined;
    form.requestSubmit(pressed);
  }

  function fill(row, kept) {
    row.dataset.row = kept.id;
    const field = row.querySelector("input");
    field.name = "uploads";
    field.value = kept.id;
    row.querySelector("[data-name]").textContent = kept.name;
    row.querySelector("[data-said]").textContent = kept.said;
    if (kept.image) {
      const image = new Image();
      image.alt = "";
      image.src = kept.path;
      row.querySelector(".thumb").replaceChildren(image);
      put(area, `![${describe(kept.name, box.dataset.image)}](upload:${kept.id})`);
    }
    say(`${box.dataset.done} ${kept.name}, ${kept.said}`);
  }

  function fail(row, words) {
    const said = row.querySelector("[data-said]");
    said.textContent = words;
    said.className = "bad xs";
    say(words);
  }

  async function add(row, file) {
    const bar = row.querySelector("progress");
    if (!row.isConnected) return;
    const { request, done } = send(box.dataset.uploads, form.elements.csrf_token.value, file, (part) => (bar.value = 100 * part));
    row.querySelector("[data-cancel]").addEventListener("click", () => request.abort());
    await done;
    bar.remove();
    const [cancel, drop] = row.querySelectorAll("[data-cancel], [data-drop]");
    drop.hidden = false;
    // Who waited on the button that stops it stands on the one that takes it off.
    if (cancel === document.activeElement) drop.focus();
    cancel.remove();
    if (!row.isConnected) return;
    if (request.status === 201) fill(row, request.response);
    else fail(row, request.response?.said ?? box.dataset.failed);
  }

  function take(files) {
    for (const file of files) {
      if (rows.children.length >= Number(box.dataset.most)) return say(box.dataset.full);
      rows.append(box.querySelector("template").content.cloneNode(true));
      const row = rows.lastElementChild;
      row.querySelector("[data-name]").textContent = file.name;
      row.querySelector("progress").setAttribute("aria-label", file.name);
      for (const place of row.querySelectorAll("button .vh")) place.textContent = ` ${file.name}`;
      row.querySelector("[data-cancel]").addEventListener("click", () => remove(row));
      running += 1;
      // One after the other: the server looks at one image at a time, and a phone's line is narrow.
      sending = sending.then(() => add(row, file)).finally(finished);
    }
  }

  const opener = editor.querySelector("[data-pick]");
  opener.hidden = false;
  opener.addEventListener("click", () => picker.click());
  picker.addEventListener("change", () => {
    take(picker.files);
    // They are sent already; the form must not send them once more.
    picker.value = "";
  });
  area.addEventListener("paste", (event) => {
    const { files } = event.clipboardData;
    if (!files.length) return;
    event.preventDefault();
    take(files);
  });
  editor.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    editor.classList.add("drop");
  });
  for (const name of ["dragleave", "drop"]) editor.addEventListener(name, () => editor.classList.remove("drop"));
  editor.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    take(event.dataTransfer.files);
  });
  rows.addEventListener("click", (event) => {
    const button = event.target.closest("[data-drop]");
    if (!button) return;
    const row = button.closest("[data-row]");
    if (row.dataset.row) withdraw(area, row.dataset.row);
    remove(row);
  });
  form.addEventListener("submit", (event) => {
    if (!running) return;
    event.preventDefault();
    submitter = event.submitter;
    say(box.dataset.busy);
  });
}
