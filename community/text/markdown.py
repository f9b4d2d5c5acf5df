"""Render the Markdown of a post to the HTML that is stored."""

import html
import re
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from community.text import bounds, links, references
from community.text.gates import REL, pass_rendered
from community.text.highlighting import MAX_HIGHLIGHTED, highlight
from community.text.urls import safe_link, upload_id

#: Bytes a member can post. The 99th percentile of support posts is far below; what costs time grows with it.
MAX_BODY: Final = 32 * 1024
# Control characters, the overrides that print a line backwards, and halves of surrogate pairs (not
# encodable).
_UNWANTED: Final = re.compile(
    "[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_LANGUAGE: Final = re.compile(r"[A-Za-z0-9+#-]{1,20}")
_ALIGNED: Final = re.compile(r"text-align:(left|center|right)")


class TooLong(ValueError):
    """The source has more bytes than the limit; `size` and `limit` say how many."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(f"{size} bytes, at most {limit} allowed")
        self.size = size
        self.limit = limit


@dataclass(frozen=True, slots=True)
class Image:
    """An image of our own, as a text shows it."""

    src: str
    name: str
    """Said instead of it where the writer did not describe it."""
    width: int
    height: int


def render(
    source: str,
    *,
    images: Mapping[str, Image] | None = None,
    named: references.References | None = None,
    rel: str = REL,
    limit: int | None = MAX_BODY,
) -> str:
    """Return safe HTML for `source`; links carry `rel`. Of images only those in `images`, by public id, are shown;
    of the people and threads that it names, those in `named` are linked.

    Raises `TooLong`, unless `limit` is None (imports); nothing else.
    """
    size = len(source.encode("utf-8", "surrogatepass"))
    if limit is not None and size > limit:
        raise TooLong(size, limit)
    env = {"images": images or {}, "named": named}
    return pass_rendered(_PARSER.render(_UNWANTED.sub("", source), env), rel)


def parse(source: str) -> list[Token]:
    """Return the tokens of `source`, for those who look for something in a text instead of showing it."""
    return _PARSER.parse(_UNWANTED.sub("", source), {})


def _parser() -> MarkdownIt:
    options = {"html": False, "linkify": True, "breaks": True, "xhtmlOut": False}
    md = MarkdownIt("commonmark", options).enable(["table", "strikethrough", "linkify"])
    # The library's own way to say what may be linked to; mypy sees a method where it means a setting.
    md.validateLink = lambda url: safe_link(url) or upload_id(url) is not None  # type: ignore[method-assign]
    bounds.use(md)
    links.use(md)
    references.use(md)
    md.core.ruler.push("own_vocabulary", _own_vocabulary)
    md.add_render_rule("fence", _fence)
    md.add_render_rule("code_block", _fence)
    return md


def _own_vocabulary(state: StateCore) -> None:
    """Demote headings, write alignment as a class (no inline style), show own images and link to foreign ones."""
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 2, 6)}"
        elif token.type in ("th_open", "td_open"):
            aligned = _ALIGNED.fullmatch(str(token.attrs.get("style", "")))
            token.attrs = {"class": aligned.group(1)} if aligned else {}
        elif token.type == "inline":
            token.children = _own_images(state, token.children or [])


def _own_images(state: StateCore, tokens: list[Token]) -> list[Token]:
    out: list[Token] = []
    inside_links = 0
    for token in tokens:
        inside_links += (token.type == "link_open") - (token.type == "link_close")
        address = str(token.attrs.get("src", ""))
        if token.type != "image":
            out.append(token)
            continue
        named = upload_id(address)
        image = state.env.get("images", {}).get(named)
        if image is not None:
            out.append(_own_image(token, image))
            continue
        renderer = state.md.renderer
        assert isinstance(renderer, RendererHTML)
        label = renderer.renderInlineAsText(token.children, state.md.options, state.env)
        text = Token("text", "", 0, content=label or address)
        opening = Token("link_open", "a", 1, attrs={"href": address})
        # What is not to be shown is not to be found either: of an upload of somebody else the words are left.
        out += [text] if inside_links or named else [opening, text, Token("link_close", "a", -1)]
    return out


def _own_image(token: Token, image: Image) -> Token:
    if not token.content.strip():
        token.children = [Token("text", "", 0, content=image.name)]
    size = {"width": str(image.width), "height": str(image.height)}
    # The renderer fills the alternative text in from the token's children.
    token.attrs = {"src": image.src, "alt": "", **size, "loading": "lazy"}
    return token


def _fence(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: MutableMapping[str, Any],
) -> str:
    code, words = tokens[index].content, tokens[index].info.split()
    language = words[0].lower() if words and _LANGUAGE.fullmatch(words[0]) else ""
    coloured = None
    if language and env.get("highlighted", 0) + len(code) <= MAX_HIGHLIGHTED:
        coloured = highlight(code, language)
        env["highlighted"] = env.get("highlighted", 0) + len(code)
    name = f' class="language-{html.escape(language)}"' if language else ""
    return f'<pre class="code"><code{name}>{coloured or html.escape(code, quote=False)}</code></pre>\n'


_PARSER: Final = _parser()
