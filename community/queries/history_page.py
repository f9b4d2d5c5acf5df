"""History page: the published texts of a post and what changed between two of them."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from community import access
from community.model.members import Participant
from community.model.posts import Post, PostRevision
from community.model.versions import Release, Version
from community.policy.actors import Actor
from community.policy.visibility import own_withdrawn
from community.queries.authors import AuthorCard, author_card
from community.queries.diff_tables import DiffTable, table_of
from community.queries.post_cards import Eyes, eyes_of
from community.queries.uploads import changed_uploads


@dataclass(frozen=True, slots=True)
class Revision:
    """A text the post has had."""

    number: int
    editor: AuthorCard
    at: dt.datetime
    eyes: Eyes


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Everything on `/posts/<id>/history`."""

    post_id: int
    thread_id: int
    slug: str
    title: str
    author: AuthorCard
    revisions: tuple[Revision, ...]
    """Newest first."""
    older: Revision
    newer: Revision
    """The two that are compared; the same one when there is only one."""
    diff: DiffTable
    uploads_on: tuple[str, ...]
    """Names of what the newer version carries and the older did not; what is not shown any more has no address."""
    uploads_off: tuple[str, ...]
    can_restore: bool
    """The viewer withdrew the post and may publish it again."""


def history_page(
    session: Session, actor: Actor, post_id: int, *, older: int | None, newer: int | None
) -> HistoryPage:
    """Return a post's revisions and what changed between two, by default the last two.

    A hidden post's history is for those who may know of it. Raises access.Absent.
    """
    post, thread = access.post(session, actor, post_id)
    found = _revisions(session, actor, post)
    by_number = {revision.number: (revision, version) for revision, version in found}
    last = found[0][0].number
    new = newer if newer in by_number else last
    old = older if older in by_number else max(1, new - 1)
    author = session.get_one(Participant, post.author_id)
    on, off = changed_uploads(session, by_number[old][1].id, by_number[new][1].id)
    return HistoryPage(
        post_id=post.id,
        thread_id=thread.id,
        slug=thread.slug,
        title=thread.title,
        author=author_card(author.id, author.name, post.badge, has_profile=author.has_account),
        revisions=tuple(revision for revision, _ in found),
        older=by_number[old][0],
        newer=by_number[new][0],
        diff=table_of(by_number[old][1].source, by_number[new][1].source),
        uploads_on=tuple(card.name for card in on),
        uploads_off=tuple(card.name for card in off),
        can_restore=_can_restore(session, actor, post),
    )


def _can_restore(session: Session, actor: Actor, post: Post) -> bool:
    if actor.id != post.author_id or actor.id is None:
        return False
    return session.scalar(select(Post.id).where(Post.id == post.id, own_withdrawn(actor.id))) is not None


def _revisions(session: Session, actor: Actor, post: Post) -> list[tuple[Revision, Version]]:
    editor = aliased(Participant)
    rows = session.execute(
        select(PostRevision, Version, Release, editor)
        .join(Version, Version.id == PostRevision.version_id)
        .join(editor, editor.id == Version.editor_id)
        .outerjoin(Release, Release.id == PostRevision.release_id)
        .where(PostRevision.post_id == post.id)
        .order_by(PostRevision.number.desc())
    )
    return [
        (
            Revision(
                number=revision.number,
                editor=author_card(
                    who.id, who.name, post.badge if version.by_staff else None, has_profile=who.has_account
                ),
                at=revision.created_at,
                eyes=eyes_of(release.kind, release.readers_required, actor) if release else "none",
            ),
            version,
        )
        for revision, version, release, who in rows
    ]
