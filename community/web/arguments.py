"""Reads arguments of requests: one value each, of the kind that is expected, or absent."""

import enum
from typing import TypeVar

from flask import Flask, abort, request
from werkzeug.routing import IntegerConverter, ValidationError

from community.web.storing import allow_files

Kind = TypeVar("Kind", bound=enum.StrEnum)
LARGEST_ID = 2**31 - 1
"""What PostgreSQL's integer holds; larger numbers are nobody's, and it takes them for an error."""


class IdConverter(IntegerConverter):
    """The `int` of our routes: a number too long for an id is an address that does not exist."""

    def to_python(self, value: str) -> int:
        """Return the id. Raises ValidationError, which makes the address unknown."""
        if not is_id(value):
            raise ValidationError
        return int(value)


def is_id(raw: str) -> bool:
    """Say whether `raw` could be an id as we write them."""
    return raw.isascii() and raw.isdigit() and len(raw) <= 10 and int(raw) <= LARGEST_ID


def init_arguments(app: Flask) -> None:
    """Refuse what no address and no form of ours holds, before anything is done with it."""
    app.url_map.converters["int"] = IdConverter

    # Before anything reads the form, which is when its size is looked at.
    app.before_request(allow_files)

    @app.before_request
    def refuse_nul() -> None:
        # PostgreSQL keeps no such character in a text, and no keyboard makes one.
        given = (request.path, *request.args.values(), *request.form.values())
        if any("\x00" in value for value in given):
            abort(400)


def page_number() -> int:
    """Return the page asked for, counted from 1; 404 for what is no page."""
    raw = request.args.get("page", "1")
    if not (raw.isascii() and raw.isdigit() and len(raw) <= 7 and int(raw) >= 1):
        abort(404)
    return int(raw)


def one_of(name: str, known: tuple[str, ...]) -> str:
    """Return the argument `name` if it is one of `known`, else the first of them."""
    value = request.args.get(name, known[0])
    return value if value in known else known[0]


def form_id(name: str) -> int:
    """Return the id in the form field `name`; 400 where it is none."""
    raw = request.form.get(name, "")
    if not is_id(raw):
        abort(400)
    return int(raw)


def form_ids(name: str) -> tuple[int, ...]:
    """Return all ids ticked in the form field `name`, leaving out what is none."""
    raws = request.form.getlist(name)
    return tuple(int(raw) for raw in raws if is_id(raw))


def form_thread(name: str) -> int | None:
    """Return the id of the thread whose number or address is in the form field `name`; None where it is empty.

    What is neither is thread 0, which nobody can see.
    """
    raw = request.form.get(name, "").strip()
    if not raw:
        return None
    number = raw.partition("/threads/")[2].partition("-")[0] or raw.lstrip("#")
    return int(number) if is_id(number) else 0


def chosen(kind: type[Kind], value: str) -> Kind | None:
    """Return the member of `kind` with this value, None for what is none."""
    return next((member for member in kind if member.value == value), None)
