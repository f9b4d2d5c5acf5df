"""Takes away uploads that no text carries, and content that no upload is known for."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from sqlalchemy import delete, exists, select

from community import clock
from community.commands.uploads import UNUSED
from community.effects.outbox import Sessions
from community.model.saved_texts import SavedText
from community.model.uploads import Upload, VersionUpload
from community.queries.invariants.storing import LATE, content_without_upload
from community.storage.store import Store
from community.text.urls import upload_ids
from community.work import Conflict, Work, unit_of_work

BATCH: Final = 200


def sweep_uploads(sessions: Sessions, store: Store) -> None:
    """Delete what was uploaded two days ago and is in no text, nor in one that is still being written."""
    with sessions() as session:
        # Row by row first, then the content: what a crash in between leaves is content without an upload.
        while gone := _forget(sessions, BATCH):
            for public_id in gone:
                store.delete(public_id)
        for names in _batches(content_without_upload(session, store, clock.now() - LATE)):
            session.rollback()
            for name in names:
                store.delete(name)


def _forget(sessions: Sessions, most: int) -> list[str]:
    try:
        with sessions() as session, unit_of_work(session) as work:
            return _forgotten(work, most)
    except Conflict:
        # Somebody sent a text with one of them at this very moment; the next hour has the others.
        return []


def _forgotten(work: Work, most: int) -> list[str]:
    carried = exists().where(VersionUpload.upload_id == Upload.id)
    unused = (
        select(Upload)
        .where(Upload.created_at <= clock.now() - UNUSED, ~carried)
        .where(Upload.public_id.not_in(_being_written(work)))
        .limit(most)
    )
    rows = work.session.scalars(unused).all()
    work.session.execute(delete(Upload).where(Upload.id.in_([row.id for row in rows])))
    return [row.public_id for row in rows]


def _being_written(work: Work) -> set[str]:
    """The uploads of texts that wait for their writers, who may take longer than two days."""
    named: set[str] = set()
    for fields in work.session.scalars(select(SavedText.fields)):
        named.update(*(upload_ids(text) for text in fields.get("body", ())), fields.get("uploads", ()))
    return named


def _batches(names: Iterable[str]) -> Iterator[list[str]]:
    left = iter(names)
    while found := list(islice(left, BATCH)):
        yield found
