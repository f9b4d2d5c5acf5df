"""The allow-list: which elements and attributes a text may contain."""

import re
from typing import Final

from community.text.highlighting import CLASSES
from community.text.urls import safe_image, safe_link

#: Pages own h1 and h2; no element carries a style, an id or a handler.
TAGS: Final = frozenset(
    "a p br hr h3 h4 h5 h6 strong em s sub sup kbd code pre span blockquote ul ol li"
    " table thead tbody tr th td img".split()
)
VOID: Final = frozenset({"br", "hr", "img"})
ATTRIBUTES: Final[dict[str, frozenset[str]]] = {
    "a": frozenset({"href", "title"}),
    "img": frozenset({"src", "alt", "title", "width", "height", "loading"}),
    "ol": frozenset({"start"}),
    "pre": frozenset({"class"}),
    "code": frozenset({"class"}),
    "span": frozenset({"class"}),
    "th": frozenset({"class"}),
    "td": frozenset({"class"}),
}
MAX_NESTING: Final = 16

# Classes come only from the highlighter and the table alignment, so a text can't borrow those of a badge.
_CLASSES: Final[dict[str, re.Pattern[str]]] = {
    "pre": re.compile(r"code|language-[a-z0-9+#-]{1,20}"),
    "code": re.compile(r"language-[a-z0-9+#-]{1,20}"),
    "span": re.compile("|".join(sorted(CLASSES))),
    "th": re.compile(r"left|center|right"),
    "td": re.compile(r"left|center|right"),
}
_NUMBER: Final = re.compile(r"[0-9]{1,9}")


def allowed(tag: str, name: str, value: str) -> bool:
    """Say whether an attribute with this decoded value may stay on this element."""
    if name not in ATTRIBUTES.get(tag, frozenset()):
        return False
    if name == "href":
        return safe_link(value)
    if name == "src":
        return safe_image(value)
    if name == "class":
        return _CLASSES[tag].fullmatch(value) is not None
    if name in ("start", "width", "height"):
        return _NUMBER.fullmatch(value) is not None
    if name == "loading":
        return value == "lazy"
    return True
