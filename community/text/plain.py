"""Plain text from our HTML: for mails, search, excerpts, comparison; and digests of texts."""

import hashlib
import html
import re
from typing import Final

from community.text.tags import tokens

_PARAGRAPHS: Final = frozenset("p h1 h2 h3 h4 h5 h6 blockquote pre ul ol table hr".split())
_LINES: Final = frozenset("br li tr div".split())
_CELLS: Final = frozenset({"td", "th"})
_SPACE: Final = re.compile(r"[ \t\r\n\f\v]+")
_LINE_END: Final = re.compile(r"(?<![ \t])[ \t]++\n")
_LIST_MARK: Final = re.compile(r"^- ", re.MULTILINE)
_WORD: Final = re.compile(r"\w+(?:[’'-]\w+)*")
ELLIPSIS: Final = "…"


def plain(source: str) -> str:
    """Return the readable text of HTML: a blank line between paragraphs, `- ` before list items, code as it
    stands.
    """
    page = _Page()
    code = False
    for token in tokens(source):
        if isinstance(token, str):
            page.write(html.unescape(token), as_it_stands=code)
            continue
        if token.name == "pre":
            code = not token.closing
        if token.name in _PARAGRAPHS:
            page.newlines(2)
        elif token.name in _LINES:
            page.newlines(1)
            page.mark = "- " if token.name == "li" and not token.closing else page.mark
        elif token.name in _CELLS and token.closing:
            page.write(" ")
        elif token.name == "img":
            page.write(token.attributes.get("alt", ""))
    return _LINE_END.sub("\n", "".join(page.out)).strip()


class _Page:
    """Text written so far, with the line ends and the list mark that are due before the next word."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.due = 0
        self.mark = ""

    def newlines(self, count: int) -> None:
        # behind a list mark the first paragraph of the item follows on the same line
        if not self.mark:
            self.due = max(self.due, count)

    def write(self, text: str, *, as_it_stands: bool = False) -> None:
        if not as_it_stands:
            text = _SPACE.sub(" ", text)
            text = text.lstrip(" ") if self._at_line_start() else text
        if not text:
            return
        if self.due and self.out:
            # code ends with a line end of its own
            self.out[-1] = self.out[-1].rstrip("\n")
            self.out.append("\n" * self.due)
        self.out += [self.mark, text]
        self.due, self.mark = 0, ""

    def _at_line_start(self) -> bool:
        return bool(self.due or self.mark or not self.out or self.out[-1].endswith((" ", "\n")))


def excerpt(source: str, limit: int = 160) -> str:
    """Return one line of at most `limit` characters from HTML, cut between words and then ending in an
    ellipsis.
    """
    return opening(plain(source), limit)


def opening(plain_text: str, limit: int = 160) -> str:
    """Return of plain text what `excerpt` returns of the HTML it stands for."""
    text = " ".join(_LIST_MARK.sub("", plain_text).split())
    if len(text) <= limit:
        return text
    head = text[:limit]
    cut = head.rfind(" ")
    return (head[:cut] if cut > limit // 2 else head[:-1]).rstrip(" ,;:.-") + ELLIPSIS


def digest(*parts: str) -> str:
    """Return the SHA-256 in hexadecimal of the parts; no two different lists of parts are joined to the same
    bytes.
    """
    encoded = (part.encode("utf-8", "surrogatepass") for part in parts)
    return hashlib.sha256(b"".join(b"%d:%b" % (len(part), part) for part in encoded)).hexdigest()


def words(text: str) -> list[str]:
    """Return the words of plain text in order, as written."""
    return _WORD.findall(text)
