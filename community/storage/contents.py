"""Finds out by its content what a file is; its name only says which of its kinds a text is."""

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Final

from community.storage.pictures import BadPicture, is_picture, redraw

TEXTS: Final = ("txt", "log")
# Escapes colour the output of programs; all other control characters are of no text.
_NO_TEXT: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


class BadContent(ValueError):
    """A file that can't be kept; `code` is `kind`, `broken`, `pixels` or `empty`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Content:
    """What is kept of a file: an image has a width and a height."""

    content: bytes
    media_type: str
    ending: str
    width: int | None = None
    height: int | None = None
    located: bool = False
    """An image that said where it was taken, before it was drawn anew."""


def examine(content: bytes, ending: str) -> Content:
    """Return what is kept of a file with this ending in its name: an image, a PDF, a ZIP or a text.

    Raises BadContent for all else.
    """
    if not content:
        raise BadContent("empty")
    if is_picture(content):
        try:
            found = redraw(content)
        except BadPicture as error:
            raise BadContent(error.code) from error
        return Content(
            found.content, found.media_type, found.ending, found.width, found.height, found.located
        )
    if content.startswith(b"%PDF-") and ending == "pdf":
        return Content(content, "application/pdf", "pdf")
    if content.startswith(b"PK") and ending == "zip":
        return _zipped(content)
    if ending in TEXTS:
        return Content(_text(content), "text/plain; charset=utf-8", ending)
    raise BadContent("kind")


def _zipped(content: bytes) -> Content:
    """Read the list of what is in it; nothing is ever unpacked here."""
    try:
        zipfile.ZipFile(io.BytesIO(content)).close()
    except Exception as error:
        raise BadContent("broken") from error
    return Content(content, "application/zip", "zip")


def _text(content: bytes) -> bytes:
    """Return the text in UTF-8; routers write their logs in older letters, Windows in wider ones."""
    letters = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(letters)
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if _NO_TEXT.search(text):
        raise BadContent("kind")
    return text.encode()
