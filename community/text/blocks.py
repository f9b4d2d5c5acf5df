"""The first blocks of a text, whole, for digests."""

from html.parser import HTMLParser

_VOID = frozenset({"br", "hr", "img", "input"})


class _Blocks(HTMLParser):
    """Finds where each block at the top level ends, and how many characters it says."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.depth = 0
        self.length = 0
        self.ends: list[tuple[int, int]] = []
        lines = html.split("\n")
        self.starts = [0]
        for line in lines[:-1]:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go one level down."""
        if tag not in _VOID:
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        """Come one level up; at the top a block has ended."""
        self.depth -= 1
        if self.depth == 0:
            line, column = self.getpos()
            end = self.html.index(">", self.starts[line - 1] + column) + 1
            self.ends.append((end, self.length))

    def handle_data(self, data: str) -> None:
        """Count what is said."""
        self.length += len(data)


def first_blocks(html: str, limit: int = 600) -> tuple[str, bool]:
    """Return the first whole blocks of our own safe HTML, at least one, up to `limit` characters of text.

    The second value says whether something was left out.
    """
    ends = _Blocks(html).ends
    if not ends:
        return html, False
    chosen = ends[0][0]
    for end, length in ends:
        if length > limit:
            break
        chosen = end
    return html[:chosen], bool(html[chosen:].strip())
