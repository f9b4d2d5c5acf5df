// Every page: forms are sent once, menus close, errors take the focus, passwords are shown, lists grow, search fields suggest.

for (const summary of document.querySelectorAll("[data-focus]")) summary.focus();

// What an act has done is said: readers hear what comes into a region, not what stood there when the page came.
const done = document.querySelector(".toasts");
if (done?.children.length) {
  setTimeout(() => done.contains(document.activeElement) || done.append(...done.children), 300);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  // What its form holds back, for a file that is under way, is sent later.
  if (form.method !== "post" || event.defaultPrevented) return;
  form.dataset.sent = "1";
  event.submitter?.setAttribute("aria-disabled", "true");
});

// Coming back by the back button shows the page as it was left; it may be sent again.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.forms) delete form.dataset.sent;
  for (const button of document.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
});

const openMenus = () => document.querySelectorAll("details.menu[open]");

// Who goes on with Tab has left it as well; what comes next must not lie beneath it.
for (const way of ["click", "focusin"]) {
  document.addEventListener(way, (event) => {
    for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
  });
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A password can be looked at while it is typed; it is sent as one, so that no browser keeps it among texts.
for (const button of document.querySelectorAll("[data-reveal]")) {
  const field = button.previousElementSibling;
  const reveal = (shown) => {
    field.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
  };
  button.hidden = false;
  button.addEventListener("click", () => reveal(field.type === "password"));
  field.form.addEventListener("submit", () => reveal(false));
}

// On phones a strip of links scrolls; the one of this page is brought into sight.
for (const here of document.querySelectorAll("nav [aria-current]")) {
  const strip = here.closest("nav");
  if (strip.scrollWidth > strip.clientWidth) {
    strip.scrollLeft += here.getBoundingClientRect().left - strip.getBoundingClientRect().left - 16;
  }
}

// A search field learns to suggest when somebody turns to it; most visits never need the script.
document.addEventListener("focusin", async ({ target }) => {
  const form = target.closest("form[data-suggest]");
  if (!form || target.name !== "q" || form.dataset.suggesting) return;
  form.dataset.suggesting = "1";
  const { suggest } = await import(form.dataset.script);
  suggest(form, target);
});

// The boxes beside search results apply at once; the script comes with the first that is ticked.
document.addEventListener("change", async ({ target }) => {
  const form = target.closest("[data-facets]");
  if (!form) return;
  const { apply } = await import(form.dataset.facets);
  apply(form);
});

// The next page of a list of questions comes below the rows that are shown; its script with the first press.
const named = (nav) => {
  const link = nav?.querySelector("[data-more]");
  if (link) link.textContent = link.dataset.label;
};
named(document.querySelector(".pager"));
document.addEventListener("click", async (event) => {
  const link = event.target.closest("[data-more]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const { more } = await import(link.dataset.more);
  more(link).then(named);
});

// A thread is counted as read when it was shown to somebody, not when it was fetched.
for (const shown of document.querySelectorAll("[data-view]")) {
  const tell = () => {
    if (document.visibilityState !== "visible" || document.prerendering) return;
    document.removeEventListener("visibilitychange", tell);
    fetch(shown.dataset.view, { method: "POST", keepalive: true }).catch(() => {});
  };
  document.addEventListener("visibilitychange", tell);
  tell();
}

// The keys of public pages are fetched when the first is pressed.
document.addEventListener("keydown", async (event) => {
  const { keys } = document.body.dataset;
  if (!keys || event.ctrlKey || event.metaKey || event.altKey || !"/nNjJkKlL?".includes(event.key)) return;
  if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
  if (event.key !== "?" && localStorage.getItem("keys-off") !== null) return;
  event.preventDefault();
  const { pressed } = await import(keys);
  pressed(event.key.toLowerCase(), document.body);
});
