"""What the board chosen in the ask form asks for: shown, read and checked with everything else that was typed."""

from typing import Final

from community.commands.taking_back import UNKNOWN_BOARD
from community.model.threads import ThreadKind
from community.policy.verdicts import Refused
from community.queries.opened_kinds import opened_kinds
from community.queries.product_fields import FieldCard, asked_fields
from community.text.field_values import BadValue, clean_value
from community.web import refusals
from community.web.arguments import chosen
from community.web.database import db_session
from community.web.forms import FormState
from community.web.session import current_actor

PREFIX: Final = "field_"


def asked(form: FormState) -> tuple[FieldCard, ...]:
    """Return what the chosen board asks for; who does not know the board is asked for nothing."""
    board = form.value("board")
    return asked_fields(db_session(), current_actor(), board) if board not in ("", UNKNOWN_BOARD) else ()


def kinds(form: FormState) -> tuple[str, ...]:
    """Return what may be opened in the chosen board; a question alone where it is not known."""
    board = form.value("board")
    if current_actor().is_staff:
        # They ask nothing here; the desk has their own form.
        return ("question",)
    known = opened_kinds(db_session(), current_actor(), board) if board not in ("", UNKNOWN_BOARD) else ()
    return known or ("question",)


def chosen_kind(form: FormState) -> ThreadKind:
    """Return what is to be opened: a question where nothing was chosen. Raises Refused: kind_not_allowed."""
    kind = chosen(ThreadKind, form.value("kind") or "question")
    if kind is None:
        raise Refused("kind_not_allowed")
    return kind


def told(form: FormState) -> dict[str, str]:
    """Return what was filled in, by key."""
    if form.value("kind", "question") != "question":
        return {}
    values = {field.key: form.value(PREFIX + field.key) for field in asked(form)}
    return {key: value for key, value in values.items() if value.strip()}


def field_errors(form: FormState) -> dict[str, str]:
    """Return what is wrong with the fields, as sentences by the names of their inputs."""
    if form.value("kind", "question") != "question":
        return {}
    codes = {PREFIX + field.key: _fault(field, form.value(PREFIX + field.key)) for field in asked(form)}
    return {name: refusals.sentence(code) for name, code in codes.items() if code}


def _fault(field: FieldCard, value: str) -> str:
    try:
        kept = clean_value(field.kind, value, field.options)
    except BadValue as error:
        return f"field_{error.code}"
    return "" if kept or not field.required else "field_missing"
