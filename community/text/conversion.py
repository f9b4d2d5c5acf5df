"""Turn imported HTML into the Markdown a member would have written."""

import html
import re
from dataclasses import dataclass, field
from typing import Final

from markdown_it.common.normalize_url import normalizeLink

from community.text.markdown import render
from community.text.plain import plain
from community.text.tags import Tag, tokens
from community.text.taming import tame

_SPACE: Final = re.compile(r"\s+")
_BLANKS: Final = re.compile(r"\n{3,}")
_BACKTICKS: Final = re.compile(r"`+")
# Only where it would mean something, so that imported texts stay pleasant to edit.
_SPECIAL: Final = re.compile(r"[\\`*\[\]]|(?<!\w)_|_(?!\w)|~(?=~)|(?<=~)~|<(?=[a-zA-Z/!?])|&(?=#?\w+;)")
_LINE_START: Final = re.compile(r"(\d{0,9})([#+=>~|:-]|(?<=\d)[.)])")
#: Stands for a line end inside code while blank lines are tidied; a private character, not let in.
_CODE_LINE: Final = "\ue000"
_INLINE: Final = {"strong": "**", "em": "*", "s": "~~"}
_LANGUAGE: Final = re.compile(r"language-(.+)")


@dataclass(slots=True)
class _Open:
    """An element whose end has not come yet, with the Markdown of its content so far."""

    tag: Tag
    pieces: list[str] = field(default_factory=list)
    items: int = 0

    @property
    def name(self) -> str:
        return self.tag.name


def html_to_markdown(source: str) -> str:
    """Return Markdown for `source`, keeping code, links, lists, tables, quotes and emphasis; see
    `keeps_content` for what got lost.
    """
    return tamed_to_markdown(tame(source))


def tamed_to_markdown(tamed: str) -> str:
    """Return what `html_to_markdown` returns, for HTML that `tame` has rewritten."""
    stack = [_Open(Tag("", False, {}))]
    for token in tokens(tamed.replace(_CODE_LINE, "")):
        if isinstance(token, str):
            stack[-1].pieces.append(_text(html.unescape(token), stack))
        elif token.name in _VOID:
            stack[-1].pieces.append(_VOID[token.name](token))
        elif token.closing:
            done = stack.pop()
            stack[-1].pieces.append(_closed(done, stack))
        else:
            stack.append(_Open(token))
    return _BLANKS.sub("\n\n", "".join(stack[0].pieces)).replace(_CODE_LINE, "\n").strip()


def keeps_content(source: str, markdown: str) -> bool:
    """Say whether `markdown`, rendered, shows the same text as the HTML `source` and has all its links."""
    return shows_the_same(source, render(markdown, limit=None))


def shows_the_same(source: str, rendered: str) -> bool:
    """Say whether the HTML `rendered` shows the same text as the HTML `source` and has all its links."""
    return tamed_shows(tame(source), rendered, plain(rendered))


def tamed_shows(tamed: str, rendered: str, shown: str) -> bool:
    """Say what `shows_the_same` says, for HTML that `tame` has rewritten, and `rendered` with its plain text."""
    same = "".join(plain(tamed).split()) == "".join(shown.split())
    return same and ("<a " not in tamed or _links(tamed) <= _links(rendered))


def _links(source: str) -> set[str]:
    tags = (token for token in tokens(source) if isinstance(token, Tag))
    return {normalizeLink(tag.attributes["href"]) for tag in tags if "href" in tag.attributes}


def _text(text: str, stack: list[_Open]) -> str:
    if any(frame.name == "pre" for frame in stack):
        return text
    text = _SPACE.sub(" ", text)
    if stack[-1].name in ("code", "kbd"):
        return text
    if stack[-1].name in ("", "ul", "ol", "table", "thead", "tbody", "tr") and not text.strip():
        return ""
    if not _at_line_start(stack):
        return _SPECIAL.sub(r"\\\g<0>", text)
    text = _SPECIAL.sub(r"\\\g<0>", text.lstrip())
    return _LINE_START.sub(r"\1\\\2", text, count=1) if _LINE_START.match(text) else text


def _at_line_start(stack: list[_Open]) -> bool:
    for frame in reversed(stack):
        written = next((piece for piece in reversed(frame.pieces) if piece), "")
        if written or frame.name not in (*_INLINE, "a", "span", "sub", "sup"):
            return not written or written.endswith("\n")
    raise AssertionError("the outermost frame is no inline element")  # pragma: no cover


def _closed(done: _Open, stack: list[_Open]) -> str:
    name, content = done.name, "".join(done.pieces)
    parent = stack[-1]
    if name == "pre":
        return _fence(done, content)
    if any(frame.name == "pre" for frame in stack):
        parent.tag = done.tag if "class" in done.tag.attributes else parent.tag
        return content
    if name in ("code", "kbd"):
        return _code(content)
    if name in _INLINE or name == "a":
        return _inline(done, content)
    if name in ("td", "th"):
        parent.items += 1
        cell = _SPACE.sub(" ", content.replace(_CODE_LINE, " ")).strip()
        return f"| {cell.replace('|', chr(92) + '|')} "
    if name == "tr":
        return _row(done, content, stack)
    return _block(done, content, parent)


def _block(done: _Open, content: str, parent: _Open) -> str:
    name, content = done.name, content.strip() if done.name != "table" else content.strip("\n")
    if name == "li":
        parent.items += 1
        start = int(parent.tag.attributes.get("start", "1"))
        mark = f"{start + parent.items - 1}. " if parent.name == "ol" else "- "
        return f"{mark}{_indented(_BLANKS.sub(chr(10) * 2, content), ' ' * len(mark))}\n"
    if name == "blockquote":
        return f"\n\n> {_indented(_BLANKS.sub(chr(10) * 2, content), '> ')}\n\n"
    if name in ("ul", "ol") and parent.name == "li":
        return f"\n{content}\n"
    if name.startswith("h"):
        return f"\n\n{'#' * (int(name[1]) - 2)} {_SPACE.sub(' ', content)}\n\n"
    if name in ("thead", "tbody"):
        return content + "\n"
    if name in ("span", "sub", "sup"):
        return "".join(done.pieces)
    return f"\n\n{content}\n\n" if content else ""


def _indented(content: str, prefix: str) -> str:
    return content.replace("\n", "\n" + prefix).replace(_CODE_LINE, _CODE_LINE + prefix)


def _row(done: _Open, content: str, stack: list[_Open]) -> str:
    table = next((frame for frame in reversed(stack) if frame.name == "table"), stack[0])
    first, table.items = table.items == 0, table.items + 1
    return f"{content}|\n" + ("|---" * done.items + "|\n" if first else "")


def _inline(done: _Open, content: str) -> str:
    inner = content.strip()
    if not inner:
        return content
    before, after = content[: len(content) - len(content.lstrip())], content[len(content.rstrip()) :]
    if done.name != "a":
        return f"{before}{_INLINE[done.name]}{inner}{_INLINE[done.name]}{after}"
    href = done.tag.attributes.get("href", "")
    if not href:
        return content
    if inner == href and href.startswith(("http://", "https://")):
        return f"{before}<{href}>{after}"
    return f"{before}[{inner}]({_target(href)}){after}"


def _target(href: str) -> str:
    target = normalizeLink(href)
    return f"<{target}>" if "(" in target or ")" in target else target


def _code(content: str) -> str:
    if not content.strip():
        return content
    mark = "`" * (_longest_run(content) + 1)
    pad = " " if content[0] in "` " or content[-1] in "` " else ""
    return f"{mark}{pad}{content}{pad}{mark}"


def _fence(done: _Open, content: str) -> str:
    match = _LANGUAGE.fullmatch(done.tag.attributes.get("class", ""))
    mark = "`" * max(3, _longest_run(content) + 1)
    lines = f"{mark}{match.group(1) if match else ''}\n{content.strip(chr(10))}\n{mark}"
    return "\n\n" + lines.replace("\n", _CODE_LINE) + "\n\n"


def _longest_run(content: str) -> int:
    return max((len(run) for run in _BACKTICKS.findall(content)), default=0)


def _image(tag: Tag) -> str:
    label = _SPECIAL.sub(r"\\\g<0>", tag.attributes.get("alt", ""))
    return f"![{label}]({tag.attributes['src']})"


_VOID: Final = {"br": lambda tag: "\n", "hr": lambda tag: "\n\n---\n\n", "img": _image}
