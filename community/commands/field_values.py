"""Keeps what an asker told besides the question: checked as a whole, on the thread or on the held draft."""

from collections.abc import Mapping

from sqlalchemy import select, update

from community.model.boards import Board
from community.model.product_fields import FieldValue, ProductField
from community.policy.verdicts import Refused
from community.text.field_values import BadValue, clean_value
from community.work import Work


class BadFields(Refused):
    """What was filled in can't be kept; `by_key` says of each field why not."""

    def __init__(self, by_key: Mapping[str, str]) -> None:
        super().__init__(*by_key.values())
        self.by_key = dict(by_key)


Told = dict[int, str]
"""Values by the id of their field."""


def checked_values(work: Work, board: Board, given: Mapping[str, str]) -> Told:
    """Return what `given` (values by key) tells of what `board` asks for.

    Raises BadFields with all that is wrong: field_unknown, field_missing, field_long, field_number, field_choice.
    """
    asked = work.session.scalars(
        select(ProductField).where(ProductField.board_id == board.id, ProductField.retired_at.is_(None))
    ).all()
    faults = dict.fromkeys(given.keys() - {field.key for field in asked}, "field_unknown")
    told: Told = {}
    for field in asked:
        try:
            value = clean_value(field.kind.value, given.get(field.key, ""), field.options)
        except BadValue as error:
            faults[field.key] = f"field_{error.code}"
            continue
        if value:
            told[field.id] = value
        elif field.required:
            faults[field.key] = "field_missing"
    if faults:
        raise BadFields(faults)
    return told


def keep_values(work: Work, told: Told, *, thread_id: int | None = None, draft_id: int | None = None) -> None:
    """Keep what was told on a thread or on a held draft."""
    work.session.add_all(
        FieldValue(field_id=field, value=value, thread_id=thread_id, draft_id=draft_id)
        for field, value in told.items()
    )
    work.session.flush()


def carry_values(work: Work, draft_id: int, thread_id: int) -> None:
    """Take what was told with a held question over to the thread it became."""
    work.session.execute(
        update(FieldValue).where(FieldValue.draft_id == draft_id).values(thread_id=thread_id, draft_id=None)
    )
