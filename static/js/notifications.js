// Signed-in pages: what is new about the thread on the page is read with it, and the bell keeps count while it is open.

const EVERY = 45000; // milliseconds between two looks
const bells = document.querySelectorAll("[data-bell]");
const status = document.querySelector("[role=status]");
let known = "";

function show({ unread, label }) {
  for (const bell of bells) {
    const before = Number(bell.dataset.unread);
    bell.dataset.unread = unread;
    bell.setAttribute("aria-label", label);
    bell.querySelector("b")?.remove();
    if (unread) {
      const count = document.createElement("b");
      count.setAttribute("aria-hidden", "true");
      count.textContent = unread < 100 ? unread : "99+";
      bell.append(count);
    }
    if (unread > before && bell === bells[0]) say(label);
  }
}

function say(words) {
  if (!status) return;
  status.querySelector("[data-said]")?.remove();
  const line = document.createElement("span");
  line.className = "vh";
  line.dataset.said = "";
  line.textContent = words;
  status.append(line);
}

async function look() {
  if (document.hidden || !bells.length) return;
  const headers = known ? { "If-None-Match": known } : {};
  const answer = await fetch(bells[0].dataset.bell, { headers, redirect: "error" }).catch(() => null);
  if (!answer?.ok) return; // 304: as before; signed out or offline: the page stays as it is
  known = answer.headers.get("ETag") ?? "";
  show(await answer.json());
}

async function read(form) {
  const sent = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" }).catch(() => null);
  if (!sent || (!sent.ok && sent.type !== "opaqueredirect")) return;
  form.remove();
  await look();
}

for (const form of document.querySelectorAll("[data-seen]")) {
  const whenSeen = () => {
    if (document.hidden) return;
    document.removeEventListener("visibilitychange", whenSeen);
    read(form);
  };
  document.addEventListener("visibilitychange", whenSeen);
  whenSeen();
}

if (bells.length) {
  setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
}
