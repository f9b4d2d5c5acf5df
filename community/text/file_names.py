"""Names of uploaded files: cleaned for people, and in plain letters for addresses."""

import re
import unicodedata
from typing import Final

from community.text.characters import without_invisible
from community.text.titles import slug

LONGEST: Final = 80
"""Characters before the ending; more than a list shows on one line."""
_FOLDER: Final = re.compile(r"[/\\]")
# What a file system or a header takes for something else.
_UNWANTED: Final = re.compile(r'[<>:"|?*;%&`\'$#{}\[\]~^]+')
_ENDING: Final = re.compile(r"(?:\.[A-Za-z0-9]{1,8})$")


def clean_name(raw: str, ending: str) -> str:
    """Return the last part of `raw` as one line of visible characters with `ending`; `file` if nothing is left.

    Line ends, overrides of the direction and folders are gone; the ending is that of what was found inside.
    """
    last = _FOLDER.split(unicodedata.normalize("NFC", raw))[-1]
    words = " ".join(without_invisible(" ".join(last.split())).split())
    stem = _ENDING.sub("", _UNWANTED.sub("-", words)).strip(" .-_")[:LONGEST].strip(" .-_")
    return f"{stem or 'file'}.{ending}"


def ending_of(raw: str) -> str:
    """Return the ending of a name in small letters without its dot, or an empty text."""
    found = _ENDING.search(raw.strip())
    return found.group()[1:].lower() if found else ""


def upload_path(public_id: str, name: str) -> str:
    """Return the address of an upload, with its name in plain letters for those who see only the address."""
    stem, _, ending = name.rpartition(".")
    return f"/uploads/{public_id}/{slug(stem)[:40].strip('-')}.{ending}"
