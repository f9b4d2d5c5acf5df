// "Quote" puts what is selected in a post, else all of it, into the reply, without leaving the page.

const area = document.querySelector("#reply textarea");

// What is selected counts only where all of it stands in this post.
function words(prose) {
  const chosen = getSelection();
  const text = chosen.toString().trim();
  const within = text && prose.contains(chosen.anchorNode) && prose.contains(chosen.focusNode);
  return within ? text : prose.innerText.trim();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-quote]");
  const prose = link?.closest("article").querySelector(".prose");
  if (!area || !prose) return;
  event.preventDefault();
  const lines = [link.dataset.quote, "", ...words(prose).split("\n")];
  const quotation = lines.map((line) => `> ${line}`.trimEnd()).join("\n");
  const before = area.value.trimEnd();
  area.focus();
  area.value = `${before ? `${before}\n\n` : ""}${quotation}\n\n`;
  area.setSelectionRange(area.value.length, area.value.length);
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.scrollIntoView({ block: "center" });
});
