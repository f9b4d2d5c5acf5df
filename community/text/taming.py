"""Bring foreign HTML into our own small vocabulary, well nested and bounded in depth.

Runs before the gates, so that their parsers (superlinear in nesting) only see shallow trees. Not a gate.
"""

import html
import re
from typing import Final

from community.text.allowed import MAX_NESTING, TAGS, VOID, allowed
from community.text.tags import Tag, tokens
from community.text.urls import safe_image, safe_link

_RENAMED: Final = {
    "h1": "h3", "h2": "h4", "b": "strong", "i": "em", "strike": "s", "del": "s", "tt": "code", "samp": "code",
    "dl": "ul", "dt": "li", "dd": "li", "menu": "ul",
}  # fmt: skip
_BLOCKS: Final = frozenset(
    "div section article header footer aside main nav figure figcaption form fieldset address details summary"
    " caption legend option".split()
)
_CELLS: Final = frozenset({"td", "th", "p", "li"})
# What a start tag closes when it stands on top, as browsers do for forgotten end tags.
_CLOSES: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys("p h3 h4 h5 h6 ul ol blockquote pre table hr".split(), frozenset({"p"})),
    "li": frozenset({"li", "p"}),
    "td": _CELLS,
    "th": _CELLS,
    "tr": _CELLS | {"tr"},
    "tbody": _CELLS | {"tr", "thead", "tbody"},
}
_LANGUAGE: Final = re.compile(r"(?<![\w-])lang(?:uage)?-([a-z0-9+#-]{1,20})(?!\S)")
#: Text blocks 16 deep with as many inline elements in the innermost.
_DEPTH: Final = 2 * MAX_NESTING


def tame(source: str) -> str:
    """Rewrite HTML with allowed elements only; headings demoted, foreign images turned into links; text is
    kept.
    """
    out: list[str] = []
    stack: list[str] = []
    for token in tokens(source):
        if isinstance(token, str):
            out.append(token.replace("<", "&lt;").replace(">", "&gt;"))
        elif token.closing:
            _close(_RENAMED.get(token.name, token.name), out, stack)
        else:
            _open(token, out, stack)
    out.extend(f"</{name}>" for name in reversed(stack))
    return "".join(out)


def _open(tag: Tag, out: list[str], stack: list[str]) -> None:
    name = _RENAMED.get(tag.name, tag.name)
    if name in _BLOCKS:
        out.append("\n")
    if name not in TAGS:
        return
    if name == "img":
        out.append(_image(tag, inside_link="a" in stack))
        return
    while stack and stack[-1] in _CLOSES.get(name, ()):
        out.append(f"</{stack.pop()}>")
    if name not in VOID and (len(stack) >= _DEPTH or (name == "a" and "a" in stack)):
        return
    out.append(_start(name, _with_language(name, tag.attributes)))
    if name not in VOID:
        stack.append(name)


def _with_language(name: str, attributes: dict[str, str]) -> dict[str, str]:
    """Spell the language of a code block as we do (`lang-py prettyprint-override` is how Stack Exchange says
    it).
    """
    match = _LANGUAGE.search(attributes.get("class", "")) if name in ("pre", "code") else None
    return {**attributes, "class": f"language-{match.group(1)}"} if match else attributes


def _close(name: str, out: list[str], stack: list[str]) -> None:
    if name in _BLOCKS:
        out.append("\n")
    if name in stack:
        while (top := stack.pop()) != name:
            out.append(f"</{top}>")
        out.append(f"</{name}>")


def _start(name: str, attributes: dict[str, str]) -> str:
    kept = (
        f' {key}="{html.escape(value)}"' for key, value in attributes.items() if allowed(name, key, value)
    )
    return f"<{name}{''.join(kept)}>"


def _image(tag: Tag, *, inside_link: bool) -> str:
    source, label = tag.attributes.get("src", ""), tag.attributes.get("alt", "")
    if safe_image(source):
        return _start("img", tag.attributes)
    if inside_link or not safe_link(source):
        return html.escape(label)
    return f'<a href="{html.escape(source)}">{html.escape(label or source)}</a>'
