"""Find bare addresses in text with linkify-it, at linear cost.

linkify-it looks from every possible start to the end of the text (64 KB of `http://a.de:1` take 4 s), and
markdown-it copies all tokens for every text with a link. Both rules are replaced: no address has white
space or is longer than 2,048 characters, so only such pieces are looked at.
"""

import re
from typing import Final

from linkify_it import LinkifyIt
from linkify_it.main import Match
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

#: Longer addresses work in no browser of the past reliably; also bounds the quadratic part.
MAX_ADDRESS: Final = 2048
# Without a scheme only well-known endings count: `config.sh`, `main.rs` and `Datei.py` are no addresses.
_ENDINGS: Final = "at|biz|ch|com|de|edu|eu|gov|info|net|org|shop|berlin|hamburg|koeln|wien"
_ADDRESS: Final = re.compile(rf"https?:|\bwww\.|\w\.(?:{_ENDINGS})\b", re.IGNORECASE)
_PIECE: Final = re.compile(r"\S+")
_SCHEME_END: Final = re.compile(r"(?:^|[^a-z0-9.+-])(https?)$", re.IGNORECASE)


def names_address(text: str) -> bool:
    """Say whether a text names a place on the web, as a link or in plain words; mail addresses count too."""
    return _ADDRESS.search(text) is not None


def use(md: MarkdownIt) -> None:
    """Replace the two link-finding rules of `md`."""
    finder = LinkifyIt()
    finder.tlds(_ENDINGS.split("|"))
    # `//host` without scheme is a comment in most languages
    finder.add("//", None).add("ftp:", None)
    md.inline.ruler.at("linkify", lambda state, silent: _schemed(finder, state, silent))
    md.core.ruler.at("linkify", lambda state: _bare(finder, state))


def _schemed(finder: LinkifyIt, state: StateInline, silent: bool) -> bool:
    """Take an http(s) address as one piece, so that `_` and `*` in it don't become emphasis."""
    if state.linkLevel > 0 or not state.src.startswith("://", state.pos):
        return False
    scheme = _SCHEME_END.search(state.pending[-8:])
    if not scheme:
        return False
    start = state.pos - len(scheme.group(1))
    match = finder.match_at_start(state.src[start : min(state.posMax, start + MAX_ADDRESS)])
    url = match.url.rstrip("*") if match else ""
    href = state.md.normalizeLink(url)
    # a cut address would lead elsewhere than the writer meant
    if not url or len(url) >= MAX_ADDRESS - 1 or not state.md.validateLink(href):
        return False
    if not silent:
        state.pending = state.pending[: -len(scheme.group(1))]
        opening = state.push("link_open", "a", 1)
        opening.attrs = {"href": href}
        state.push("text", "", 0).content = state.md.normalizeLinkText(url)
        state.push("link_close", "a", -1)
    state.pos = start + len(url)
    return True


def _bare(finder: LinkifyIt, state: StateCore) -> None:
    """Link `www.example.de`, `example.de` and mail addresses outside links."""
    for block in state.tokens:
        if block.type != "inline" or not block.children:
            continue
        children: list[Token] = []
        links = 0
        for token in block.children:
            links += (token.type == "link_open") - (token.type == "link_close")
            if token.type == "text" and not links:
                # `http\://example.de` was escaped on purpose
                escaped = bool(children) and children[-1].type == "text_special"
                children.extend(_split(finder, state.md, token, escaped))
            else:
                children.append(token)
        block.children = children


def _split(finder: LinkifyIt, md: MarkdownIt, token: Token, escaped: bool) -> list[Token]:
    text, out, done = token.content, list[Token](), 0
    for match, offset in _matches(finder, text):
        start, end = offset + match.index, offset + match.last_index
        href = md.normalizeLink(match.url)
        if not md.validateLink(href) or (escaped and start == 0):
            continue
        out.append(_token("text", token.level, text[done:start]))
        opening = Token("link_open", "a", 1, level=token.level, attrs={"href": href})
        out += [
            opening,
            _token("text", token.level + 1, match.text),
            Token("link_close", "a", -1, level=token.level),
        ]
        done = end
    out.append(_token("text", token.level, text[done:]))
    return [piece for piece in out if piece.type != "text" or piece.content]


def _matches(finder: LinkifyIt, text: str) -> list[tuple[Match, int]]:
    found: list[tuple[Match, int]] = []
    for piece in _PIECE.finditer(text):
        word = piece.group()
        if len(word) <= MAX_ADDRESS and ("." in word or "@" in word) and finder.pretest(word):
            found += [(match, piece.start()) for match in finder.match(word) or []]
    return found


def _token(kind: str, level: int, content: str) -> Token:
    return Token(kind, "", 0, level=level, content=content)
