"""Keeps what members upload, and finds what a text may carry of it."""

import datetime as dt
import hashlib
from collections.abc import Sequence

from sqlalchemy import func, select

from community import clock
from community.model.members import Member
from community.model.posts import Post, PostRevision
from community.model.uploads import Upload, UploadKind, VersionUpload
from community.model.versions import Version
from community.policy.actors import Actor
from community.policy.uploads import PER_POST, has_room, may_upload
from community.policy.verdicts import Refused, insist
from community.storage.contents import Content
from community.text.file_names import clean_name
from community.text.urls import upload_ids
from community.work import Work

UNUSED = dt.timedelta(days=2)
"""How long an upload waits for the text it belongs to; effects.sweeping takes it away then."""


def keep_upload(work: Work, actor: Actor, public_id: str, content: Content, name: str) -> Upload:
    """Note down an upload whose content lies under `public_id` already, so that no row is without its content.

    Raises Refused: sign_in, token_scope, confirm_email, uploads_many.
    """
    insist(may_upload(actor))
    now = clock.now()
    # Whoever uploads in two windows at once is counted one after the other.
    work.session.execute(select(Member.id).where(Member.id == actor.id).with_for_update())
    count, size = work.session.execute(
        select(func.count(), func.coalesce(func.sum(Upload.bytes), 0)).where(
            Upload.owner_id == actor.id, Upload.created_at > now - dt.timedelta(days=1)
        )
    ).one()
    insist(has_room(count, size))
    upload = Upload(
        public_id=public_id,
        owner_id=actor.known(),
        kind=UploadKind.file if content.width is None else UploadKind.image,
        media_type=content.media_type,
        name=clean_name(name, content.ending),
        bytes=len(content.content),
        width=content.width,
        height=content.height,
        digest=hashlib.sha256(content.content).hexdigest(),
        created_at=now,
    )
    work.session.add(upload)
    work.session.flush()
    return upload


def carried(
    work: Work, actor: Actor, source: str, chosen: Sequence[str] | None, before: int | None = None
) -> tuple[Upload, ...]:
    """Return what a text carries: the uploads `chosen`, then those it names; all that the version `before` did
    where `chosen` is None.

    It may carry the writer's own and what `before` carried. Raises Refused: upload_gone for all else that was
    chosen, as for what does not exist; uploads_per_post.
    """
    earlier = carried_by(work, before) if before is not None else ()
    wanted = [upload.public_id for upload in earlier] if chosen is None else list(chosen)
    every = tuple(dict.fromkeys([*wanted, *upload_ids(source)]))
    if not every:
        return ()
    own = select(Upload).where(Upload.owner_id == actor.id, Upload.public_id.in_(every[: 4 * PER_POST]))
    found = {upload.public_id: upload for upload in (*earlier, *work.session.scalars(own))}
    if not found.keys() >= set(wanted):
        raise Refused("upload_gone")
    uploads = tuple(found[public_id] for public_id in every if public_id in found)
    if len(uploads) > PER_POST:
        raise Refused("uploads_per_post")
    return uploads


def carried_by(work: Work, version_id: int) -> tuple[Upload, ...]:
    """Return the uploads of a version in order."""
    return tuple(
        work.session.scalars(
            select(Upload)
            .join(VersionUpload, VersionUpload.upload_id == Upload.id)
            .where(VersionUpload.version_id == version_id)
            .order_by(VersionUpload.position)
        )
    )


def live_version(work: Work, post: Post) -> int:
    """Return the id of the version that a post shows."""
    return work.session.scalars(
        select(Version.id)
        .join(PostRevision, PostRevision.version_id == Version.id)
        .where(PostRevision.post_id == post.id, PostRevision.number == post.current_revision)
    ).one()
