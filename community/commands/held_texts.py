"""What the author of a held text does: change it when it came back, or take it away."""

from collections.abc import Sequence

from community import access, events
from community.commands.audit import write_audit
from community.commands.obligations import close, let_run, standing
from community.commands.uploads import carried
from community.commands.versions import Target, Words, latest_version, tags_of, write_version
from community.model.drafts import Draft, DraftState
from community.model.obligations import ClosedBy
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.verdicts import Refused, insist
from community.work import Work


def revise_held(
    work: Work,
    actor: Actor,
    draft_id: int,
    *,
    source: str,
    title: str | None = None,
    after: int,
    uploads: Sequence[str] | None = None,
) -> Draft:
    """Send a new version of an own held or returned text; `after` names the version it was made from.

    The review stays due since the first time, less what the text lay with its author.
    Raises Absent, or Refused: not_allowed, not_open, changed, and what uploads.carried and
    versions.write_version refuse.
    """
    draft = _own(work, actor, draft_id)
    before = latest_version(work, draft)
    if before.id != after:
        raise Refused("changed")
    words = Words(
        source=source,
        title=(title or before.title) if before.title is not None else None,
        tags=tags_of(work, before),
        uploads=carried(work, actor, source, uploads, before.id),
    )
    write_version(work, actor, words, Target(draft.board_id, draft.thread_id, draft.post_id), draft)
    draft.state, draft.decided_by_id, draft.decision = DraftState.held, None, ""
    let_run(work, standing(work, draft_id=draft.id), "sent_again")
    work.record(events.DraftSubmitted(draft.id))
    return draft


def withdraw_held(work: Work, actor: Actor, draft_id: int) -> Draft:
    """Take an own held or returned text away, which nobody has seen.

    Raises Absent, or Refused: not_allowed, not_open.
    """
    draft = _own(work, actor, draft_id)
    draft.state = DraftState.withdrawn
    close(work, standing(work, draft_id=draft.id), ClosedBy.withdrawn, member_id=actor.id)
    write_audit(work, actor, "held.withdrawn", "draft", draft.id)
    return draft


def _own(work: Work, actor: Actor, draft_id: int) -> Draft:
    insist(permitted(actor, "change_held"))
    draft = access.draft(work.session, actor, draft_id, lock=True)
    if draft.author_id != actor.id or draft.by_staff:
        raise access.Absent
    if draft.state not in (DraftState.held, DraftState.returned):
        raise Refused("not_open")
    return draft
