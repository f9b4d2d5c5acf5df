"""Customers change what they wrote."""

from collections.abc import Sequence

from community import access
from community.commands.holding import hold
from community.commands.publishing import publish_revision
from community.commands.sight import insist_on_no_open_edit, is_closed, is_hidden
from community.commands.submissions import Submitted, claim
from community.commands.uploads import carried, live_version
from community.commands.versions import Target, Words, write_version
from community.model.boards import Board
from community.model.drafts import DraftKind
from community.policy.actors import Actor
from community.policy.posts import may_edit
from community.policy.rights import permitted
from community.policy.threads import held_because
from community.policy.verdicts import Refused, insist
from community.text.links import names_address
from community.work import Work


def edit_post(
    work: Work,
    actor: Actor,
    post_id: int,
    *,
    source: str,
    title: str | None = None,
    after: int | None = None,
    uploads: Sequence[str] | None = None,
    key: str | None = None,
) -> Submitted:
    """Replace the text of an own post; earlier revisions stay readable. `after` names the revision edited.

    It carries `uploads`, by default what it carried before.
    Raises Absent, or Refused: staff_drafts, not_yours, hidden, thread_closed, changed, edit_waiting,
    and what uploads.carried and versions.write_version refuse.
    """
    post, thread = access.post(work.session, actor, post_id, lock=True)
    if actor.is_staff:
        raise Refused("staff_drafts")
    insist(permitted(actor, "edit_own"))
    claimed = claim(work, actor, key)
    if claimed.earlier:
        return claimed.earlier
    insist(
        may_edit(
            actor,
            author_id=post.author_id,
            hidden=post.place is None or is_hidden(work, thread),
            closed=is_closed(work, thread),
            by_staff=post.by_staff,
        )
    )
    if after is not None and after != post.current_revision:
        raise Refused("changed")
    carries = carried(work, actor, source, uploads, live_version(work, post))
    words = Words(source=source, title=(title or thread.title) if post.number == 1 else None, uploads=carries)
    target = Target(thread.board_id, thread.id, post.id)
    holding = work.session.get_one(Board, thread.board_id).holding
    because = held_because(actor, holding, links=names_address(source))
    if because:
        insist_on_no_open_edit(work, actor, post)
        return claimed.settle(hold(work, actor, DraftKind.edit, words, target, None, because=because))
    version = write_version(work, actor, words, target)
    publish_revision(work, post, thread, version)
    return claimed.settle(Submitted(thread.id, post.id))
