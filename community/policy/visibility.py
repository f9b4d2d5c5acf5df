"""Who may see what, as SQL expressions: the one truth that every read goes through."""

from typing import Final

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true
from sqlalchemy.orm import aliased

from community.model.boards import Board, Tag, Visibility
from community.model.drafts import Draft
from community.model.posts import Hiding, Post, PostRevision
from community.model.threads import Thread, ThreadTag
from community.model.uploads import Upload, VersionUpload
from community.model.versions import Version
from community.policy.actors import Actor
from community.policy.rights import permitted

AUDIENCES: Final = (
    (Visibility.public,),
    (Visibility.public, Visibility.members),
    (Visibility.public, Visibility.members, Visibility.staff),
)
"""The kinds of boards that guests, members and staff see."""
# Made once, because every read asks for it.
_hiding, _board = aliased(Hiding), aliased(Board)


def seen_visibilities(actor: Actor) -> tuple[Visibility, ...]:
    """Return the kinds of boards that `actor` sees; a token shows what is for staff only where its scope says so."""
    guests, members, staff = AUDIENCES
    if permitted(actor, "see_desk"):
        return staff
    return guests if actor.id is None else members


def sees_every_board(actor: Actor) -> bool:
    """Say whether no board there is or will be is out of sight of `actor`."""
    return len(seen_visibilities(actor)) == len(Visibility)


def visible_board(actor: Actor) -> ColumnElement[bool]:
    """Boards that `actor` sees; for statements that select from Board."""
    return Board.visibility.in_(seen_visibilities(actor))


def visible_thread(actor: Actor, *, shown_hidden: bool = False) -> ColumnElement[bool]:
    """Threads that `actor` sees; `shown_hidden`: also those hidden from others, for who may know of them."""
    # A list of boards to look in would tempt SQLite to sort all their threads instead of walking an index.
    seen = exists().where(_board.id == Thread.board_id, _board.visibility.in_(seen_visibilities(actor)))
    seen = seen.correlate(Thread)
    if shown_hidden and actor.sees_hidden:
        return seen
    if shown_hidden and actor.id is not None:
        return and_(seen, or_(~hidden_thread(), _own_withdrawn_thread(actor.id)))
    return and_(seen, ~hidden_thread())


def visible_tag(actor: Actor) -> ColumnElement[bool]:
    """Tags on a thread that `actor` sees; for statements that select from Tag."""
    on = exists().where(ThreadTag.tag_id == Tag.id, Thread.id == ThreadTag.thread_id, visible_thread(actor))
    return on.correlate(Tag)


def visible_post(actor: Actor, *, shown_hidden: bool = False) -> ColumnElement[bool]:
    """Posts that `actor` sees, in statements that also select from Thread (join it, and ask visible_thread)."""
    if shown_hidden and actor.sees_hidden:
        return true()
    if shown_hidden and actor.id is not None:
        return or_(Post.place.is_not(None), own_withdrawn(actor.id))
    return Post.place.is_not(None)


def own_withdrawn(member_id: int) -> ColumnElement[bool]:
    """Posts that their author took back and may publish again; nobody else but the team knows of them."""
    theirs = exists().where(
        _hiding.post_id == Post.id,
        _hiding.lifted_at.is_(None),
        _hiding.kind == "withdrawn",
        _hiding.hidden_by_id == member_id,
    )
    return and_(Post.author_id == member_id, ~Post.by_staff, theirs.correlate(Post))


def visible_draft(actor: Actor) -> ColumnElement[bool]:
    """Drafts that `actor` sees: staff those of staff, moderators the held ones, everybody their own held ones."""
    own = and_(Draft.author_id == actor.id, ~Draft.by_staff) if actor.id is not None else false()
    held = ~Draft.by_staff if permitted(actor, "review_held") else false()
    ours = Draft.by_staff if permitted(actor, "see_desk") else false()
    board = Draft.board_id.in_(select(Board.id).where(visible_board(actor)))
    return and_(board, or_(own, held, ours))


def visible_upload(actor: Actor) -> ColumnElement[bool]:
    """Uploads that `actor` sees: their own, and what a post as it stands now or a draft carries that they see."""
    post = (
        exists()
        .where(VersionUpload.upload_id == Upload.id, PostRevision.version_id == VersionUpload.version_id)
        .where(Post.id == PostRevision.post_id, Post.current_revision == PostRevision.number)
        .where(Thread.id == Post.thread_id)
        .where(visible_thread(actor, shown_hidden=True), visible_post(actor, shown_hidden=True))
        .correlate(Upload)
    )
    if actor.id is None:
        return post
    draft = (
        exists()
        .where(VersionUpload.upload_id == Upload.id, Version.id == VersionUpload.version_id)
        .where(Draft.id == Version.draft_id, visible_draft(actor))
        .correlate(Upload)
    )
    return or_(Upload.owner_id == actor.id, post, draft)


def hidden_thread() -> ColumnElement[bool]:
    """The whole thread is out of sight of everybody but moderators and whoever withdrew it."""
    return exists().where(_hiding.thread_id == Thread.id, _hiding.lifted_at.is_(None)).correlate(Thread)


def _own_withdrawn_thread(member_id: int) -> ColumnElement[bool]:
    theirs = exists().where(
        _hiding.thread_id == Thread.id,
        _hiding.lifted_at.is_(None),
        _hiding.kind == "withdrawn",
        _hiding.hidden_by_id == member_id,
    )
    return and_(Thread.author_id == member_id, theirs.correlate(Thread))
