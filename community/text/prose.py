"""What somebody wrote themselves in a Markdown source: without code, links and quotes."""

from collections.abc import Iterator

from markdown_it.token import Token

from community.text.markdown import parse


def prose(source: str) -> list[str]:
    """Return the text of each paragraph, heading and cell outside quotes; code and links leave a space."""
    found: list[str] = []
    quotes = 0
    for block in parse(source):
        if block.type in ("blockquote_open", "blockquote_close"):
            quotes += block.nesting
        elif block.type == "inline" and not quotes:
            found.append("".join(_words(block.children or [])))
    return found


def _words(tokens: list[Token]) -> Iterator[str]:
    links = 0
    for token in tokens:
        links += (token.type == "link_open") - (token.type == "link_close")
        if token.type == "text" and not links:
            yield token.content
        elif token.type in ("code_inline", "image", "softbreak", "hardbreak", "link_close"):
            yield " "
