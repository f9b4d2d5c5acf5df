"""Quote what a post shows, for the reply to it."""

from community.text.blocks import first_blocks
from community.text.conversion import html_to_markdown

#: Characters of a quotation; who needs more of it follows the link.
LONGEST = 900


def quoted(html: str, opening: str) -> str:
    """Return the first blocks of our own safe HTML as a Markdown quotation after the line `opening`, ready to
    be answered below.
    """
    shown, shortened = first_blocks(html, LONGEST)
    lines = html_to_markdown(shown).strip().split("\n")
    if len("\n".join(lines)) > 2 * LONGEST:
        lines, shortened = "\n".join(lines)[: 2 * LONGEST].split("\n"), True
    body = [opening, "", *lines, *(["", "…"] if shortened else [])]
    return "\n".join(f"> {line}".rstrip() for line in body) + "\n\n"
