"""The gates every stored HTML passes: bleach, our own check of each attribute, nh3 as an independent second.

bleach has had no security fixes since June 2026. It is one line in `pass_gates`; without it the other two
stand.
"""

import html
import re
import threading
from collections.abc import Iterator
from functools import cache
from typing import Any, Final
from xml.etree.ElementTree import Element

import bleach
import nh3

from community.text.allowed import ATTRIBUTES, TAGS, VOID, allowed

REL: Final = "nofollow ugc noopener"
SCHEMES: Final = frozenset({"http", "https", "mailto"})
_LINK: Final = r"""<a href="(https?://[A-Za-z0-9.-]++(?:[/?#](?:[\w/?#.,:;=@!$'()*+~%-]|&amp;)*+)?+)">"""
_SIMPLE: Final = re.compile(
    r"(?:[^<>&\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]|&(?:amp|lt|gt|quot);"
    r"|</?(?:p|h[3-6]|strong|em|s|code|blockquote|ul|ol|li)>|<[bh]r>|<pre class=\"code\">(?=<code>)|</pre>|</a>"
    rf"|{_LINK.replace('(http', '(?:http')})*+",
    re.ASCII,
)
_ADDRESSES: Final = re.compile(_LINK, re.ASCII)


def pass_gates(source: str, rel: str = REL) -> str:
    """Return `source` with nothing left that is not on the allow-list; every link carries `rel`."""
    return _second_gate(rel).clean(_first_gate().clean(source))


def pass_rendered(source: str, rel: str = REL) -> str:
    """Return what `pass_gates` returns, for what our renderer made: well nested, whatever was typed.

    The first gate costs as much as all the rest of a post; where there is nothing it could take, it is spared.
    """
    return _second_gate(rel).clean(source) if is_simple(source) else pass_gates(source, rel)


def is_simple(source: str) -> bool:
    """Say whether `source` is nothing but text, bare elements and links to the web, each spelled as our renderer
    spells it.
    """
    return _SIMPLE.fullmatch(source) is not None and all(
        allowed("a", "href", html.unescape(address)) for address in _ADDRESSES.findall(source)
    )


@cache
def _second_gate(rel: str) -> nh3.Cleaner:
    """Made once for each of the few `rel` there are: making it takes longer than cleaning a post."""
    return nh3.Cleaner(
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        # `rel` is on no list: the only one that gets here is the one nh3 has just written
        attribute_filter=lambda tag, name, value: (
            value if name == "rel" or allowed(tag, name, value) else None
        ),
        url_schemes=set(SCHEMES),
        link_rel=rel,
        strip_comments=True,
    )


_OWN: Final = threading.local()


def _first_gate() -> bleach.Cleaner:
    """Return the bleach of this thread; its parser holds the text while it works."""
    if not hasattr(_OWN, "cleaner"):
        _OWN.cleaner = bleach.Cleaner(
            tags=TAGS,
            # bleach hands over values with their entities
            attributes=lambda tag, name, value: allowed(tag, name, html.unescape(value)),
            protocols=SCHEMES,
            strip=True,
            strip_comments=True,
        )
        _OWN.cleaner.walker = _walk  # only ever called with the parsed tree
    cleaner: bleach.Cleaner = _OWN.cleaner
    return cleaner


def _walk(root: "Element[Any]") -> Iterator[dict[str, Any]]:
    """Walk the parsed tree in linear time; the walker of html5lib searches every element among its siblings
    (10,000 table rows took 3 s).
    """
    stack: list[tuple[Element[Any], Iterator[Element[Any]]]] = [(root, iter(root))]
    yield from _text(root.text)
    while stack:
        parent, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if stack:
                yield {"type": "EndTag", "name": parent.tag, "namespace": None}
                yield from _text(parent.tail)
        elif not isinstance(child.tag, str):  # a comment
            yield from _text(child.tail)
        elif child.tag in VOID:
            yield _tag("EmptyTag", child)
            yield from _text(child.tail)
        else:
            yield _tag("StartTag", child)
            yield from _text(child.text)
            stack.append((child, iter(child)))


def _tag(kind: str, element: "Element[Any]") -> dict[str, Any]:
    data = {(None, name): value for name, value in element.attrib.items()}
    return {"type": kind, "name": element.tag, "namespace": None, "data": data}


def _text(text: str | None) -> Iterator[dict[str, Any]]:
    if text:
        yield {"type": "Characters", "data": text}
