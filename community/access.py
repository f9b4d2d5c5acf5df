"""The only road to a row by its id; what a person may not see raises the same Absent as what is not there."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeVar

from sqlalchemy import Row as Found
from sqlalchemy import Select, String, bindparam, cast, exists, func, select
from sqlalchemy.orm import Session

from community.model.boards import Board, Tag
from community.model.drafts import Draft
from community.model.members import Member, MemberRight, Participant, Right
from community.model.obligations import Obligation
from community.model.posts import Post
from community.model.sign_ins import Scope
from community.model.teams import Team
from community.model.threads import Thread
from community.model.uploads import Upload
from community.policy.actors import EVERYWHERE, GUEST, Actor
from community.policy.among import among
from community.policy.prepared import prepared, who
from community.policy.visibility import (
    visible_board,
    visible_draft,
    visible_post,
    visible_tag,
    visible_thread,
    visible_upload,
)

Row = TypeVar("Row")


class Absent(Exception):
    """There is no such thing, as far as this person is concerned."""


def actor(session: Session, member_id: int, token: Scope | None = None) -> Actor:
    """Return the Actor of an account as it stands now, or GUEST where it is gone or suspended."""
    row = session.execute(_ACTOR, {"member_id": member_id}).one_or_none()
    return GUEST if row is None else actor_of(row, token)


def actors(session: Session, member_ids: Sequence[int]) -> list[Actor]:
    """Return the Actors of those of these accounts that can act as they stand now."""
    return [actor_of(row) for row in session.execute(_ACTORS, {"member_ids": member_ids})]


# Shown ones alone: whose first post was hidden is as new as before.
_wrote = exists(
    select(Post.id)
    .join(Thread, Thread.id == Post.thread_id)
    .where(Post.author_id == Member.id, visible_thread(EVERYWHERE), visible_post(EVERYWHERE))
    .correlate(Member)
)
_rights = (
    select(func.aggregate_strings(cast(MemberRight.right, String), ","))
    .where(MemberRight.member_id == Member.id)
    .correlate(Member)
    .scalar_subquery()
)
# Made once, because every request of somebody signed in runs it.
ACTORS: Final = (
    select(
        Member.id,
        Member.role,
        Member.email_confirmed_at,
        Participant.name,
        Team.name.label("team"),
        _wrote.label("wrote"),
        _rights.label("rights"),
    )
    .join(Participant, Participant.id == Member.id)
    .outerjoin(Team, Team.id == Member.team_id)
    .where(Member.suspended_at.is_(None))
)
"""The accounts that can act, with all that actor_of wants."""
_ACTOR: Final = ACTORS.where(Member.id == bindparam("member_id"))
_ACTORS: Final = ACTORS.where(among(Member.id, "member_ids"))


def actor_of(row: Found[Any], token: Scope | None = None) -> Actor:
    """Return the Actor of a row of ACTORS."""
    return Actor(
        id=row.id,
        name=row.name,
        role=row.role,
        rights=frozenset(Right(right) for right in (row.rights or "").split(",") if right),
        badge=row.team if row.role.value != "customer" else None,
        email_confirmed=row.email_confirmed_at is not None,
        newcomer=not row.wrote,
        token=token,
    )


def board(session: Session, actor: Actor, slug: str) -> Board:
    """Return the board called `slug`. Raises Absent."""
    return _one(session, select(Board).where(Board.slug == slug, visible_board(actor)))


def tag(session: Session, actor: Actor, slug: str) -> Tag:
    """Return the tag called `slug`, if it is on a thread that `actor` sees. Raises Absent."""
    return _one(session, select(Tag).where(Tag.slug == slug, visible_tag(actor)))


def thread(session: Session, actor: Actor, thread_id: int, *, lock: bool = False) -> Thread:
    """Return the thread, hidden ones to those who may know of them; `lock` it against other writers. Raises Absent."""
    statement = _thread(actor)
    given = who(actor, thread_id=thread_id)
    return _one(session, statement.with_for_update(of=Thread) if lock else statement, given, fresh=lock)


@prepared
def _thread(actor: Actor) -> Select[Thread]:
    return select(Thread).where(Thread.id == bindparam("thread_id"), visible_thread(actor, shown_hidden=True))


def post(session: Session, actor: Actor, post_id: int, *, lock: bool = False) -> tuple[Post, Thread]:
    """Return the post and its thread, as in `thread`; `lock` locks the thread. Raises Absent."""
    found = _one(
        session,
        select(Post)
        .join(Thread, Thread.id == Post.thread_id)
        .where(
            Post.id == post_id,
            visible_thread(actor, shown_hidden=True),
            visible_post(actor, shown_hidden=True),
        ),
    )
    held = thread(session, actor, found.thread_id, lock=lock)
    if lock:
        session.refresh(found)
    return found, held


def draft(session: Session, actor: Actor, draft_id: int, *, lock: bool = False) -> Draft:
    """Return the draft; `lock` locks its thread first, if it has one, then the draft. Raises Absent."""
    statement = select(Draft).where(Draft.id == draft_id, visible_draft(actor))
    found = _one(session, statement)
    if not lock:
        return found
    if found.thread_id is not None:
        thread(session, actor, found.thread_id, lock=True)
    return _one(session, statement.with_for_update(of=Draft), fresh=True)


def obligation(session: Session, actor: Actor, obligation_id: int, *, lock: bool = False) -> Obligation:
    """Return an obligation: staff see every one of their threads', others only what they are owed. Raises Absent."""
    statement = select(Obligation).where(Obligation.id == obligation_id)
    if not actor.is_staff:
        statement = statement.where(Obligation.owed_to_id == actor.id)
    found = _one(session, statement)
    if found.thread_id is not None:
        thread(session, actor, found.thread_id, lock=lock)
    return _one(session, statement, fresh=True) if lock else found


def upload(session: Session, actor: Actor, public_id: str) -> Upload:
    """Return an upload that a post or a draft shows to `actor`, or that is theirs. Raises Absent."""
    return _one(session, select(Upload).where(Upload.public_id == public_id, visible_upload(actor)))


def member(session: Session, name_key: str, *, suspended: bool = False) -> tuple[Member, Participant]:
    """Return the account whose name has this key: an active one, or a `suspended` one. Raises Absent."""
    out = Member.suspended_at.is_not(None) if suspended else Member.suspended_at.is_(None)
    row = session.execute(
        select(Member, Participant)
        .join(Participant, Participant.id == Member.id)
        .where(Participant.name_key == name_key, Participant.has_account, out)
    ).one_or_none()
    if row is None:
        raise Absent
    return row[0], row[1]


def _one(
    session: Session,
    statement: Select[Row],
    given: Mapping[str, object] | None = None,
    *,
    fresh: bool = False,
) -> Row:
    if fresh:
        statement = statement.execution_options(populate_existing=True)
    found = session.scalars(statement, given).one_or_none()
    if found is None:
        raise Absent
    return found
