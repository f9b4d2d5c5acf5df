"""Ends what lets somebody in: browser sessions and keys for programs."""

from sqlalchemy import delete, update

from community import clock
from community.model.hashes import hash_of
from community.model.sign_ins import ApiToken, SignIn
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.verdicts import insist
from community.work import Work

_SHORTEST_REF = 16


def end_sessions(work: Work, member_id: int) -> None:
    """Sign a member out everywhere, at once."""
    work.session.execute(delete(SignIn).where(SignIn.member_id == member_id))


def end_session(work: Work, actor: Actor, ref: str) -> None:
    """End the one of one's own sessions whose hash begins with `ref`; where it ended already, nothing happens.

    Raises Refused: sign_in, token_scope.
    """
    insist(permitted(actor, "own_account"))
    if len(ref) < _SHORTEST_REF:
        return
    work.session.execute(
        delete(SignIn).where(SignIn.member_id == actor.id, SignIn.token_hash.startswith(ref, autoescape=True))
    )


def end_other_sessions(work: Work, actor: Actor, token: str) -> None:
    """Sign oneself out everywhere but here, where `token` is in force. Raises Refused: sign_in, token_scope."""
    insist(permitted(actor, "own_account"))
    work.session.execute(
        delete(SignIn).where(SignIn.member_id == actor.id, SignIn.token_hash != hash_of(token))
    )


def end_access(work: Work, member_id: int) -> None:
    """Sign a member out everywhere and revoke every API token of theirs."""
    end_sessions(work, member_id)
    work.session.execute(
        update(ApiToken)
        .where(ApiToken.member_id == member_id, ApiToken.revoked_at.is_(None))
        .values(revoked_at=clock.now())
    )
