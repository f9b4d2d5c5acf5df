// Keeps what is written on the server, and in this tab where that can't be reached.

const PAUSE = 3000; // milliseconds without a key before saving
const LONGEST = 60_000; // characters that a request which outlives its page may carry
const NOT_TYPED = ["button", "file", "hidden", "submit"];

class Keeper {
  constructor(editor) {
    Object.assign(this, editor.dataset);
    this.form = editor.querySelector("textarea").form;
    this.line = editor.querySelector("[data-said]");
    this.discard = editor.querySelector("[data-discard]");
    this.name = `text:${this.writer}:${this.place}`;
    this.guests = `text:0:${this.place}`;
    // What the browser itself brings back on the way back comes later than this, and may be older.
    this.form.autocomplete = "off";
    this.kept = this.fields();
    this.bringBack();
    this.form.addEventListener("input", () => this.later());
    this.form.addEventListener("submit", () => this.sent());
    document.addEventListener("visibilitychange", () => document.hidden && this.save(true));
    addEventListener("pagehide", () => this.save(true));
    addEventListener("online", () => this.save());
  }

  fields() {
    const fields = new URLSearchParams();
    // Files are sent when they are chosen; the field that chose them says nothing.
    for (const [name, value] of new FormData(this.form)) if (typeof value === "string") fields.append(name, value);
    fields.set("place", this.place);
    return fields.toString();
  }

  later() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.save(), PAUSE);
  }

  sent() {
    clearTimeout(this.waiting);
    this.over = true;
    if (navigator.onLine) sessionStorage.removeItem(this.name);
  }

  async save(leaving = false) {
    clearTimeout(this.waiting);
    const body = this.fields();
    if (this.over || body === this.kept) return;
    // First here: whatever becomes of the request, the text is not lost.
    sessionStorage.setItem(this.name, body);
    const type = { "Content-Type": "application/x-www-form-urlencoded" };
    const keepalive = leaving && body.length < LONGEST;
    const answer = await fetch(this.saving, { method: "POST", body, headers: type, keepalive }).catch(() => null);
    if (!answer?.ok) {
      this.say(answer ? this.line.dataset.out : this.line.dataset.lost);
      return;
    }
    this.kept = body;
    sessionStorage.removeItem(this.name);
    const { said } = await answer.json();
    this.discard.hidden = !said;
    this.say(said || this.line.dataset.idle);
  }

  say(words) {
    if (this.line.textContent !== words) this.line.textContent = words;
  }

  // What could not be sent before the page was left comes back, over what the server has.
  bringBack() {
    // Who has signed in meanwhile goes on with what they wrote as a guest.
    const body = sessionStorage.getItem(this.name) ?? sessionStorage.getItem(this.guests);
    if (!body) return;
    if (this.name !== this.guests) sessionStorage.removeItem(this.guests);
    const kept = new URLSearchParams(body);
    for (const field of this.form.elements) {
      if (!field.name || NOT_TYPED.includes(field.type)) continue;
      const values = kept.getAll(field.name);
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
      else if (values.length) [field.value] = values;
    }
    this.later();
  }
}

for (const editor of document.querySelectorAll("[data-place]")) new Keeper(editor);
