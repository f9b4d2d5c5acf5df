"""Reasons that are told at once: a clause of the list, and at most the thread it points to."""

from community import access
from community.commands.audit import write_audit
from community.commands.site import read_setting, write_setting
from community.policy.actors import GUEST, Actor
from community.policy.clauses import LONGEST, MOST, Use, clauses_for
from community.policy.rights import permitted
from community.policy.verdicts import Refused, insist
from community.work import Work


def reason_of(work: Work, use: Use, chosen: str, see: int | None = None) -> str:
    """Return the reason that is kept and told: a clause as it stands in the list, with the thread `see`.

    Raises Refused: reason_missing, clause_unknown, see_unknown (not everybody can see that thread).
    """
    chosen = " ".join(chosen.split())
    if not chosen:
        raise Refused("reason_missing")
    if chosen not in clauses_for(read_setting(work, "clauses"), read_setting(work, "language"), use):
        raise Refused("clause_unknown")
    if see is None:
        return chosen
    try:
        thread = access.thread(work.session, GUEST, see)
    except access.Absent as error:
        raise Refused("see_unknown") from error
    return f"{chosen} (/threads/{thread.id})"


def set_clauses(work: Work, actor: Actor, use: Use, clauses: list[str]) -> None:
    """Set the clauses of one use as an administrator; none brings back those the place came with.

    Raises Refused: not_allowed, bad_value.
    """
    insist(permitted(actor, "administer"))
    lines = list(dict.fromkeys(filter(None, (" ".join(clause.split()) for clause in clauses))))
    if len(lines) > MOST or any(len(line) > LONGEST for line in lines):
        raise Refused("bad_value")
    kept = read_setting(work, "clauses")
    if list(kept.get(use, [])) == lines:
        return
    write_setting(work, actor, "clauses", {**kept, use: lines})
    write_audit(work, actor, "clauses.changed", "setting", None, use=use, clauses=lines)
