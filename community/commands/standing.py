"""Changes what a member is here: role, rights, suspension; whoever loses something is signed out at once."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from community import clock
from community.commands.accounts import account
from community.commands.audit import write_audit
from community.commands.sessions import end_access, end_sessions
from community.commands.teams import team_named
from community.model.members import Member, MemberRight, Right, Role
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.verdicts import Refused, insist
from community.work import Work

_LONGEST_REASON = 300


def set_role(
    work: Work, actor: Actor | None, member_id: int, role: Role, *, team: str | None = None
) -> Member:
    """Give a member a role, and staff a team (the one they had, else the default); badges on old posts stay.

    A step down ends their sessions and tokens; who leaves the staff loses every right that was granted.
    Raises Absent, or Refused: not_allowed, last_administrator, team_name_bad.
    """
    others = _other_administrators(work, actor, member_id)
    member = account(work, member_id)
    before = member.role
    if before is Role.administrator and role is not Role.administrator and not others:
        raise Refused("last_administrator")
    if role is Role.customer:
        member.team_id = None
    elif team is not None or member.team_id is None:
        member.team_id = team_named(work, team).id
    if before is Role.customer and role is not Role.customer:
        # What customers say about themselves nobody reads first; a badge would make it our word.
        member.about = member.region = ""
    member.role = role
    work.session.flush()
    if role is Role.customer and before is not Role.customer:
        for right in _rights(work, member.id):
            _take_right(work, actor, member, right)
    if _rank(role) < _rank(before):
        end_access(work, member.id)
    if role is not before:
        write_audit(work, actor, "role.changed", "member", member.id, before=before.value, after=role.value)
    return member


def grant_right(work: Work, actor: Actor | None, member_id: int, right: Right) -> None:
    """Grant a right; once more changes nothing. Raises Absent, or Refused: not_allowed, reader_is_staff."""
    give_right(work, actor, _governed(work, actor, member_id), right)


def give_right(work: Work, actor: Actor | None, member: Member, right: Right) -> None:
    """Grant a right to a member whose governing was already allowed. Raises Refused: reader_is_staff."""
    if right is Right.reader and member.role is Role.customer:
        raise Refused("reader_is_staff")
    if right in _rights(work, member.id):
        return
    by = actor.id if actor else None
    work.session.add(MemberRight(member_id=member.id, right=right, granted_by_id=by, granted_at=clock.now()))
    work.session.flush()
    write_audit(work, actor, "right.granted", "member", member.id, right=right.value)


def revoke_right(work: Work, actor: Actor | None, member_id: int, right: Right) -> None:
    """Take a right away and sign the member out; one they don't have changes nothing.

    Raises Absent, or Refused: not_allowed.
    """
    member = _governed(work, actor, member_id)
    if right in _rights(work, member.id):
        _take_right(work, actor, member, right)
        end_sessions(work, member.id)


def suspend(work: Work, actor: Actor | None, member_id: int, reason: str) -> Member:
    """Shut a member out until further notice: nothing opens for them any more, by browser or by token.

    Raises Absent, or Refused: not_allowed, reason_missing, reason_long, last_administrator.
    """
    others = _other_administrators(work, actor, member_id)
    member = account(work, member_id)
    reason = " ".join(reason.split())
    if not reason:
        raise Refused("reason_missing")
    if len(reason) > _LONGEST_REASON:
        raise Refused("reason_long")
    if member.role is Role.administrator and not others:
        raise Refused("last_administrator")
    member.suspended_at = member.suspended_at or clock.now()
    end_access(work, member.id)
    write_audit(work, actor, "member.suspended", "member", member.id, reason=reason)
    return member


def lift_suspension(work: Work, actor: Actor | None, member_id: int) -> Member:
    """Let a suspended member in again; they sign in anew. Raises Absent, or Refused: not_allowed."""
    member = _governed(work, actor, member_id)
    member.suspended_at = None
    write_audit(work, actor, "member.suspension_lifted", "member", member.id)
    return member


def _governed(work: Work, actor: Actor | None, member_id: int) -> Member:
    if actor is not None:
        insist(permitted(actor, "administer"))
    return account(work, member_id)


def _other_administrators(work: Work, actor: Actor | None, member_id: int) -> set[int]:
    """Return the other active administrators, locked, so that two can't dismiss each other at once."""
    if actor is not None:
        insist(permitted(actor, "administer"))
    active = work.session.scalars(
        select(Member.id)
        .where(Member.role == Role.administrator, Member.suspended_at.is_(None))
        .order_by(Member.id)
        .with_for_update()
    )
    return set(active) - {member_id}


def _rank(role: Role) -> int:
    return (Role.customer, Role.staff, Role.administrator).index(role)


def _rights(work: Work, member_id: int) -> Sequence[Right]:
    return work.session.scalars(select(MemberRight.right).where(MemberRight.member_id == member_id)).all()


def _take_right(work: Work, actor: Actor | None, member: Member, right: Right) -> None:
    work.session.execute(
        delete(MemberRight).where(MemberRight.member_id == member.id, MemberRight.right == right)
    )
    write_audit(work, actor, "right.revoked", "member", member.id, right=right.value)
