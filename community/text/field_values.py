"""Checks what somebody filled in: a short text, a number, one of a few choices."""

import re
from collections.abc import Sequence
from typing import Final

from community.text.characters import without_invisible

LONGEST: Final = 120
_NUMBER: Final = re.compile(r"-?[0-9]{1,12}(?:[.,][0-9]{1,6})?")


class BadValue(ValueError):
    """A value can't be kept; `code` is `long`, `number` or `choice`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def clean_value(kind: str, raw: str, options: Sequence[str] = ()) -> str:
    """Return a value as it is kept, empty where nothing was filled in. Raises BadValue."""
    value = " ".join(without_invisible(" ".join(raw.split())).split())
    if not value:
        return ""
    if kind == "choice" and value not in options:
        raise BadValue("choice")
    if kind == "number" and not _NUMBER.fullmatch(value):
        raise BadValue("number")
    if len(value) > LONGEST:
        raise BadValue("long")
    return value.replace(",", ".") if kind == "number" else value
