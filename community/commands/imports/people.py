"""Makes participants of people from elsewhere; they have no account here."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from community.commands.imports.past import PastPerson
from community.commands.imports.wording import kept_name
from community.commands.many_rows import insert_many, new_ids
from community.model.members import Participant
from community.model.records import ImportedRow
from community.policy.among import among
from community.text.names import name_key
from community.work import Work

USER = "user"
#: As long as the column is.
_KEY = 120


def known_people(session: Session, source: str, external_ids: Iterable[str]) -> dict[str, int]:
    """Return the participants that people with these old ids became."""
    rows = session.execute(
        select(ImportedRow.external_id, ImportedRow.participant_id).where(
            ImportedRow.source == source,
            ImportedRow.kind == USER,
            among(ImportedRow.external_id, "external_ids"),
        ),
        {"external_ids": list(set(external_ids))},
    )
    return {external_id: number for external_id, number in rows if number is not None}


def bring_people(work: Work, source: str, people: Iterable[PastPerson]) -> tuple[dict[str, int], int]:
    """Make participants of who is not here yet; return the participant of each, and how many are new."""
    everybody = {person.external_id: person for person in people}
    ids = known_people(work.session, source, everybody)
    fresh = [person for external_id, person in everybody.items() if external_id not in ids]
    made = dict(
        zip((person.external_id for person in fresh), new_ids(work, Participant, len(fresh)), strict=True)
    )
    insert_many(work, Participant, [_participant(made[person.external_id], person) for person in fresh])
    insert_many(
        work,
        ImportedRow,
        [
            {"source": source, "kind": USER, "external_id": external_id, "participant_id": number}
            for external_id, number in made.items()
        ],
    )
    ids.update(made)
    return ids, len(fresh)


def _participant(participant_id: int, person: PastPerson) -> dict[str, object]:
    name = kept_name(person.name, person.external_id)
    return {
        "id": participant_id,
        "name": name,
        "name_key": name_key(name)[:_KEY],
        "has_account": False,
        "created_at": person.since,
    }
