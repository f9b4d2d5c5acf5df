"""Post cards: a post with everything its card shows and lets the viewer do."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, exists, false, select
from sqlalchemy.orm import Session, aliased

from community.model.members import Participant
from community.model.posts import Hiding, Post, PostRevision
from community.model.readers import Bookmark, HelpfulVote, Ignored
from community.model.threads import Thread
from community.model.uploads import VersionUpload
from community.model.versions import Release, ReleaseKind, Version
from community.policy.actors import Actor
from community.policy.posts import may_edit, may_hide, may_restore, may_withdraw
from community.policy.prepared import prepared, read, who
from community.policy.readers import may_find_helpful
from community.policy.rights import permitted
from community.policy.solutions import Choice, may_accept, may_remove
from community.policy.threads import may_reply
from community.queries.authors import AuthorCard, author_card
from community.queries.uploads import UploadCard, uploads_of

Eyes = Literal["none", "one", "two", "imported", "break_glass"]


@dataclass(frozen=True, slots=True)
class SolutionMark:
    """Who marked a post as the solution, and when; proposed until the asker confirms."""

    by: AuthorCard | None
    """None: it came marked from another system."""
    at: dt.datetime
    proposed: bool


@dataclass(frozen=True, slots=True)
class HiddenMark:
    """Why a post shows no text; `html` of its card is empty for those who may not read it."""

    kind: Literal["hidden", "withdrawn"]
    reason: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class PostCard:
    """A post of a thread; `html` was rendered and made safe at writing."""

    id: int
    number: int
    place: int | None
    author: AuthorCard
    is_asker: bool
    html: str
    created_at: dt.datetime
    edited_at: dt.datetime | None
    revisions: int
    eyes: Eyes
    is_solution: bool
    solution: SolutionMark | None
    hidden: HiddenMark | None
    helpful: int
    can: frozenset[str]
    """Acts open to the viewer: accept, unaccept, did_not_help, edit, withdraw, restore, hide, unhide,
    reply, helpful, keep, ignore."""
    obligations: tuple[int, ...] = ()
    """Open obligations this post made; filled for staff only."""
    uploads: tuple[UploadCard, ...] = ()
    clauses: tuple[str, ...] = ()
    """Reasons to hide it; filled for who may."""
    readers: tuple[str, ...] = ()
    """Who read it before it was published; filled for staff only unless a setting opens it."""
    voted: bool = False
    """The viewer found it helpful."""
    kept: bool = False
    """The viewer has bookmarked it."""
    ignored: bool = False
    """The viewer ignores its author, so it is folded."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the acts on a post depend on besides the post: its thread, its marks, who looks."""

    actor: Actor
    thread: Thread
    closed: bool
    locked: bool
    exclusive: bool
    marks: dict[int, SolutionMark]
    """Standing solutions by post."""
    markers: dict[int, int | None]
    """Who marked each of them."""
    owed: dict[int, tuple[int, ...]]
    """Open obligations by the post that made them; filled for staff."""
    clauses: tuple[str, ...] = ()
    """What a moderator chooses from who hides a post."""


Which = Callable[[Actor], ColumnElement[bool]]
"""The condition for posts to be shown, for an actor; its values are bindparams."""
_first, _second = aliased(Participant), aliased(Participant)


def post_cards(session: Session, around: Surroundings, which: Which, **given: object) -> tuple[PostCard, ...]:
    """Return the posts of a thread that meet `which`, run with `given`, in order; the caller has asked the policy."""
    values = who(around.actor, thread_id=around.thread.id, **given)
    found = read(session, _statement(around.actor, which), values).all()
    # Nothing is carried by most pages; where no text has files, this finds that out in one go with the posts.
    uploads = uploads_of(session, [(row.version_id, row.html) for row in found if row.carries])
    return tuple(_card(around, row, uploads.get(row.version_id, ())) for row in found)


@prepared
def _statement(actor: Actor, which: Which) -> Select[*tuple[Any, ...]]:
    carries = exists().where(VersionUpload.version_id == Version.id).correlate(Version)
    # Columns and no entities: of a version alone, its source is as long as its HTML and on no page.
    return (
        select(
            Post.id,
            Post.number,
            Post.place,
            Post.author_id,
            Post.by_staff,
            Post.badge,
            Post.created_at,
            Post.current_revision,
            Post.score,
            PostRevision.created_at.label("revised_at"),
            Version.id.label("version_id"),
            Version.html,
            Release.kind.label("released_as"),
            Release.readers_required,
            _first.name.label("first_reader"),
            _second.name.label("second_reader"),
            Participant.name,
            Participant.has_account,
            Hiding.kind.label("hidden_as"),
            Hiding.reason.label("hidden_for"),
            Hiding.hidden_at,
            Hiding.hidden_by_id,
            carries.label("carries"),
            *_of_viewer(actor),
        )
        .join(
            PostRevision, and_(PostRevision.post_id == Post.id, PostRevision.number == Post.current_revision)
        )
        .join(Version, Version.id == PostRevision.version_id)
        .outerjoin(Release, Release.id == PostRevision.release_id)
        .outerjoin(_first, _first.id == Release.first_reader_id)
        .outerjoin(_second, _second.id == Release.second_reader_id)
        .join(Participant, Participant.id == Post.author_id)
        .outerjoin(Hiding, and_(Hiding.post_id == Post.id, Hiding.lifted_at.is_(None)))
        .where(Post.thread_id == bindparam("thread_id"), which(actor))
        .order_by(Post.number)
    )


def _of_viewer(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    """Whether the viewer voted for the post, kept it, and ignores its author; the team is always shown."""
    if actor.id is None:
        return (false().label("voted"), false().label("kept"), false().label("ignored"))
    voted = exists().where(HelpfulVote.member_id == actor.id, HelpfulVote.post_id == Post.id)
    kept = exists().where(Bookmark.member_id == actor.id, Bookmark.post_id == Post.id)
    ignoring = exists().where(
        Ignored.member_id == actor.id, Ignored.ignored_id == Post.author_id, ~Post.by_staff
    )
    # Whoever joined the team ignores nobody any more: customers wait for them.
    ignored = false() if actor.is_staff else ignoring.correlate(Post)
    return (
        voted.correlate(Post).label("voted"),
        kept.correlate(Post).label("kept"),
        ignored.label("ignored"),
    )


def eyes_of(released_as: ReleaseKind | None, readers: int | None, actor: Actor) -> Eyes:
    """Return how a text was released, as its sign says it, and by how many `readers` where it was read; what appeared
    unread is known to colleagues alone.
    """
    if released_as is None or released_as is ReleaseKind.none_required:
        return "none"
    if released_as is ReleaseKind.break_glass and not actor.is_staff:
        return "none"
    if released_as is ReleaseKind.read:
        return "two" if readers == 2 else "one"
    return "imported" if released_as is ReleaseKind.imported else "break_glass"


def _card(around: Surroundings, row: Row[*tuple[Any, ...]], uploads: tuple[UploadCard, ...]) -> PostCard:
    mark = around.marks.get(row.id)
    readers = (row.first_reader, row.second_reader) if around.actor.is_staff else ()
    return PostCard(
        id=row.id,
        number=row.number,
        place=row.place,
        author=author_card(row.author_id, row.name, row.badge, has_profile=row.has_account),
        is_asker=row.author_id == around.thread.author_id,
        html=row.html,
        created_at=row.created_at,
        edited_at=row.revised_at if row.current_revision > 1 else None,
        revisions=row.current_revision,
        eyes=eyes_of(row.released_as, row.readers_required, around.actor),
        is_solution=mark is not None,
        solution=mark,
        hidden=_hidden(row),
        helpful=max(0, row.score),
        can=_acts(around, row, mark) | _acts_of_reader(around.actor, row),
        obligations=around.owed.get(row.id, ()),
        uploads=uploads,
        clauses=around.clauses,
        readers=tuple(name for name in readers if name),
        voted=row.voted,
        kept=row.kept,
        ignored=row.ignored,
    )


def _hidden(row: Row[*tuple[Any, ...]]) -> HiddenMark | None:
    if row.hidden_as is None:
        return None
    return HiddenMark(
        "withdrawn" if row.hidden_as == "withdrawn" else "hidden", row.hidden_for, row.hidden_at
    )


def _acts(around: Surroundings, post: Row[*tuple[Any, ...]], mark: SolutionMark | None) -> frozenset[str]:
    actor, thread, hidden = around.actor, around.thread, post.hidden_as is not None
    if actor.id is None:
        return frozenset()
    can = set()
    others = [other for post_id, other in around.marks.items() if post_id != post.id]
    own = actor.id == thread.author_id
    choice = Choice(
        asker_id=thread.author_id,
        post_author_id=post.author_id,
        is_question=post.number == 1,
        kind=thread.kind.value,
        closed=around.closed,
        locked=around.locked,
        hidden=hidden,
        another_stands=around.exclusive and any(not own or not other.proposed for other in others),
    )
    if (mark is None or (mark.proposed and own)) and may_accept(actor, choice):
        can.add("accept")
    if mark is not None and may_remove(
        actor,
        asker_id=thread.author_id,
        marked_by_id=around.markers.get(post.id),
        confirmed=not mark.proposed,
        locked=around.locked,
    ):
        can |= {"unaccept", "did_not_help"} if own else {"unaccept"}
    if may_edit(actor, author_id=post.author_id, hidden=hidden, closed=around.closed, by_staff=post.by_staff):
        can.add("edit")
    replies = thread.other_reply_count
    withdraws = may_withdraw(
        actor,
        author_id=post.author_id,
        is_question=post.number == 1,
        replies=replies,
        by_staff=post.by_staff,
    )
    if withdraws and not hidden:
        can.add("withdraw")
    if hidden and may_restore(
        actor,
        author_id=post.author_id,
        withdrawn_by_id=post.hidden_by_id if post.hidden_as == "withdrawn" else None,
        by_staff=post.by_staff,
    ):
        can.add("restore")
    if may_hide(actor, author_id=post.author_id):
        can.add("unhide" if hidden else "hide")
    if may_find_helpful(
        actor,
        author_id=post.author_id,
        is_question=post.number == 1,
        kind=thread.kind.value,
        hidden=hidden,
    ):
        can.add("helpful")
    if post.number > 1 and not hidden and not actor.is_staff and may_reply(actor, closed=around.closed):
        can.add("reply")
    return frozenset(can)


def _acts_of_reader(actor: Actor, post: Row[*tuple[Any, ...]]) -> frozenset[str]:
    if actor.id is None:
        return frozenset()
    ignorable = post.has_account and not post.by_staff and post.author_id != actor.id
    return frozenset({"keep", "ignore"} if ignorable and permitted(actor, "ignore_member") else {"keep"})
