"""Uploads as pages show them: beside the text that carries them, and in the form they wait in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from community.model.uploads import Upload, UploadKind, VersionUpload
from community.policy.actors import Actor
from community.text.file_names import upload_path
from community.text.urls import upload_ids


@dataclass(frozen=True, slots=True)
class UploadCard:
    """An image or a file that a text carries."""

    id: str
    """The public one."""
    name: str
    path: str
    is_image: bool
    ending: str
    bytes: int
    width: int
    height: int
    digest: str
    in_text: bool = False
    """The text shows it already, so that it need not stand below."""


def uploads_of(session: Session, texts: Iterable[tuple[int, str]]) -> dict[int, tuple[UploadCard, ...]]:
    """Return what versions carry, in order, given the id and the HTML of each; whoever calls has asked the policy."""
    words = dict(texts)
    if not words:
        return {}
    rows = session.execute(
        select(VersionUpload.version_id, Upload)
        .join(Upload, Upload.id == VersionUpload.upload_id)
        .where(VersionUpload.version_id.in_(words))
        .order_by(VersionUpload.version_id, VersionUpload.position)
    )
    found: dict[int, tuple[UploadCard, ...]] = {}
    for version_id, upload in rows:
        found[version_id] = (*found.get(version_id, ()), card_of(upload, words[version_id]))
    return found


def changed_uploads(
    session: Session, older: int | None, newer: int
) -> tuple[tuple[UploadCard, ...], tuple[UploadCard, ...]]:
    """Return what the version `newer` carries and `older` does not, and the other way round."""
    if older is None:
        return (), ()
    found = uploads_of(session, [(older, ""), (newer, "")])
    before, after = found.get(older, ()), found.get(newer, ())
    return without(after, before), without(before, after)


def without(cards: Iterable[UploadCard], others: Iterable[UploadCard]) -> tuple[UploadCard, ...]:
    """Return those of `cards` that are not among `others`, whichever text shows them."""
    known = {card.id for card in others}
    return tuple(card for card in cards if card.id not in known)


def own_uploads(session: Session, actor: Actor, public_ids: Sequence[str]) -> tuple[UploadCard, ...]:
    """Return those of these uploads that are the actor's, in the order given."""
    if actor.id is None or not public_ids:
        return ()
    found = {upload.public_id: upload for upload in _own(session, actor, public_ids)}
    return tuple(card_of(found[public_id]) for public_id in public_ids if public_id in found)


def own_named(session: Session, actor: Actor, source: str) -> tuple[Upload, ...]:
    """Return the actor's uploads that a text names, for its preview."""
    named = upload_ids(source)
    return () if actor.id is None or not named else _own(session, actor, named)


def card_of(upload: Upload, html: str = "") -> UploadCard:
    """Return the card of an upload; `html` is the text that carries it."""
    path = upload_path(upload.public_id, upload.name)
    return UploadCard(
        id=upload.public_id,
        name=upload.name,
        path=path,
        is_image=upload.kind is UploadKind.image,
        ending=upload.name.rpartition(".")[2].upper(),
        bytes=upload.bytes,
        width=upload.width or 0,
        height=upload.height or 0,
        digest=upload.digest,
        in_text=f'src="{path}"' in html,
    )


def _own(session: Session, actor: Actor, public_ids: Sequence[str]) -> tuple[Upload, ...]:
    wanted = select(Upload).where(Upload.owner_id == actor.id, Upload.public_id.in_(public_ids[:40]))
    return tuple(session.scalars(wanted))
