"""Turns what was written elsewhere into what we keep: Markdown, safe HTML, names and titles."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from community.text.characters import without_invisible
from community.text.conversion import tamed_shows, tamed_to_markdown
from community.text.emails import mask_email
from community.text.markdown import render
from community.text.plain import excerpt, opening, plain
from community.text.sanitise import sanitise
from community.text.taming import tame
from community.text.titles import LONGEST, BadTitle, clean_title

LONGEST_NAME = 60
#: As many characters as a list shows.
LONGEST_OPENING: Final = 160
_MAIL_LINK: Final = re.compile(
    r"""\bhref\s*+=\s*+(?:"\s*+mailto:[^"]*+"|'\s*+mailto:[^']*+'|mailto:[^\s>]*+)""", re.I
)
_LINKED: Final = r"(?:<a\b[^<>]*+>[\w.+%-]++</a>)?+"
#: An address with a part of it made a link by a system that took it for a site: `info@our<a ...>-shop.de</a>`.
_CUT_BY_LINK: Final = re.compile(
    rf"(?<![\w.+%-])[\w.+%-]*+{_LINKED}[\w.+%-]*+@[\w.-]*+{_LINKED}[\w.-]*+", re.I
)
_TAG: Final = re.compile(r"<[^<>]*+>")


class Wording(NamedTuple):
    """A text as we keep it: Markdown, safe HTML (empty where nothing is left to read), its first words."""

    source: str
    html: str
    opening: str


def kept_texts(texts: Sequence[tuple[str, bool]]) -> list[Wording]:
    """Return what to keep of each text, given with whether it is HTML; a worker process can do it as well."""
    return [kept_text(text, is_html=is_html) for text, is_html in texts]


def kept_text(text: str, *, is_html: bool) -> Wording:
    """Return what to keep of one text.

    The source is always Markdown, so that an edit begins with what people write here. Where Markdown can't
    say all of it, the HTML shown until then is the sanitised original.
    """
    tamed = tame(text) if is_html else ""
    source = tamed_to_markdown(tamed) if is_html else text.strip()
    html = render(source, limit=None)
    shown = plain(html)
    if is_html and not tamed_shows(tamed, html, shown):
        html = sanitise(text)
        shown = plain(html)
    return Wording(source, html.strip(), opening(shown, LONGEST_OPENING))


def without_addresses(text: str) -> str:
    """Return `text`, Markdown or HTML, with its mail addresses masked and no link to one."""
    if "@" not in text and "mailto:" not in text:
        return text
    whole = _CUT_BY_LINK.sub(lambda match: _TAG.sub("", match.group()), _MAIL_LINK.sub("", text))
    return mask_email(whole)


def kept_name(name: str, external_id: str) -> str:
    """Return a person's name on one line, mail addresses in it masked; `user<id>` where nothing is left."""
    name = " ".join(without_invisible(mask_email(" ".join(name.split()))).split())
    return name[:LONGEST_NAME].strip() or f"user{external_id}"[:LONGEST_NAME]


def kept_title(title: str, html: str) -> str:
    """Return a title within our limits: a long one cut between words, a poor one completed from the text."""
    try:
        return clean_title(_shortened(title, LONGEST))
    except BadTitle:
        pass
    try:
        return clean_title(f"{_shortened(title, 20)} {excerpt(html, LONGEST - 30)}")
    except BadTitle:
        return "Imported question"


def _shortened(text: str, limit: int) -> str:
    """Return plain text on one line of at most `limit` characters, cut between words."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return (
        line[: limit - 1].rpartition(" ")[0].rstrip(" ,;:.-") + "…" if " " in line[:limit] else line[:limit]
    )
