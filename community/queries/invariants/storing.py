"""Content: for every upload there is some, and none is there for nothing."""

import datetime as dt
from collections.abc import Iterator
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from community.model.uploads import Upload
from community.storage.store import Store

LATE = dt.timedelta(days=1)
"""Content is written before its row, and taken away within the hour; after a day something was forgotten."""
_CHUNK = 500


def uploads_without_content(session: Session, store: Store) -> Iterator[str]:
    """Yield the public ids of uploads whose content is not there."""
    # Listed at once: asking for each would be a journey over the network for every upload there ever was.
    listed = {name for name, _ in store.names()}
    for public_id in session.scalars(select(Upload.public_id).order_by(Upload.id)):
        if public_id not in listed and not store.exists(public_id):
            yield public_id


def content_without_upload(session: Session, store: Store, before: dt.datetime) -> Iterator[str]:
    """Yield the names of content written earlier than `before` that no upload is known for."""
    old = (name for name, at in store.names() if at < before)
    while names := list(islice(old, _CHUNK)):
        known = set(session.scalars(select(Upload.public_id).where(Upload.public_id.in_(names))))
        yield from (name for name in names if name not in known)
