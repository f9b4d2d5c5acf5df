"""Builds mails: the same words as plain text and as simple HTML, and nothing that anybody smuggled in."""

import re
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from html import escape
from typing import Final

from community import clock

_BREAKS: Final = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
# What mail programs turn into links by themselves: a dot between letters, a scheme, a mailbox.
_LINKED: Final = re.compile(r"(?<=\w)([.@])(?=\w)|(?<=:)(//)|(?<=\w)(:)(?=\w)")
_WORD_JOINER: Final = "\u2060"
_LONGEST_SUBJECT: Final = 150
_FONT: Final = "font-family:system-ui,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail's words, translated; texts of members in it are passed through `unlinked` first."""

    subject: str
    paragraphs: tuple[str, ...]
    button: tuple[str, str] | None = None
    """What it says, and the absolute address it opens."""
    foot: tuple[str, ...] = ()
    """Why this came."""
    stops: tuple[tuple[str, str], ...] = ()
    """What stops such mails, each with its absolute address; the first one is told to the mail program too."""
    language: str = "en"
    other: tuple[str, str] | None = None
    """A second way to go, said more quietly than the button."""


def unlinked(text: str) -> str:
    """Return a member's text (a name, a title) so that no mail program makes a link of it."""
    return _LINKED.sub(lambda match: f"{match.group(0)}{_WORD_JOINER}", one_line(text))


def one_line(text: str) -> str:
    """Return `text` on one line, without characters that end a header or turn the line around."""
    return " ".join(_BREAKS.sub(" ", text).split())


def build(letter: Letter, *, sender: Address, to: str, key: str = "") -> EmailMessage:
    """Return the mail to one address. Raises ValueError for an address that is none.

    By `key` mail programs know a mail that comes a second time, and show it once.
    """
    message = EmailMessage()
    message["Subject"] = _shortened(one_line(letter.subject))
    message["From"] = Address(one_line(sender.display_name), sender.username, sender.domain)
    message["To"] = Address(addr_spec=to)
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = f"<{key}@{sender.domain}>" if key else make_msgid(domain=sender.domain)
    message["Content-Language"] = letter.language
    # So that out-of-office programs keep quiet.
    message["Auto-Submitted"] = "auto-generated"
    if letter.stops:
        # RFC 8058: the program sends one POST there by itself, without a page in between.
        message["List-Unsubscribe"] = f"<{letter.stops[0][1]}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(_text(letter), cte="quoted-printable")
    message.add_alternative(_html(letter), subtype="html", cte="quoted-printable")
    return message


def _shortened(subject: str) -> str:
    return subject if len(subject) <= _LONGEST_SUBJECT else subject[: _LONGEST_SUBJECT - 1].rstrip() + "…"


def _text(letter: Letter) -> str:
    parts = list(letter.paragraphs)
    if letter.button:
        parts.append(f"{letter.button[0]}:\n{letter.button[1]}")
    if letter.other:
        parts.append(f"{letter.other[0]}:\n{letter.other[1]}")
    foot = (*letter.foot, *(f"{label}: {address}" for label, address in letter.stops))
    if foot:
        parts.append("\n".join(("-- ", *foot)))
    return "\n\n".join(parts) + "\n"


def _html(letter: Letter) -> str:
    body = [f'<p style="margin:0 0 16px">{_lines(text)}</p>' for text in letter.paragraphs]
    if letter.button:
        label, address = letter.button
        body.append(
            f'<p style="margin:24px 0"><a href="{escape(address)}" style="background:#0D5A6E;color:#FFFFFF;'
            'padding:12px 20px;border-radius:9px;text-decoration:none;font-weight:600">'
            f"{escape(label)}</a></p>"
        )
    if letter.other:
        label, address = letter.other
        body.append(f'<p style="margin:0 0 24px"><a href="{escape(address)}">{escape(label)}</a></p>')
    links = (
        f'<a href="{escape(url)}" style="color:#495860">{escape(label)}</a>' for label, url in letter.stops
    )
    if foot := "<br>".join((*map(escape, letter.foot), *links)):
        body.append(f'<p style="margin:32px 0 0;font-size:13px;color:#495860">{foot}</p>')
    return (
        f'<!doctype html>\n<html lang="{escape(letter.language)}"><head><meta charset="utf-8">'
        '<meta name="color-scheme" content="light dark"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(one_line(letter.subject))}</title></head>\n"
        f'<body style="margin:0;padding:24px 16px;{_FONT};font-size:16px;line-height:1.55">'
        f'<div style="max-width:560px;margin:0 auto">\n{chr(10).join(body)}\n</div></body></html>\n'
    )


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>\n")
