"""Customers reply."""

from collections.abc import Sequence

from community import access
from community.commands.holding import hold
from community.commands.obligations import open_answer, resume
from community.commands.publishing import Author, publish_reply
from community.commands.sight import is_closed, is_hidden
from community.commands.submissions import Submitted, claim
from community.commands.uploads import carried
from community.commands.versions import Target, Words, write_version
from community.model.boards import Board
from community.model.drafts import DraftKind
from community.model.obligations import OpenedBy
from community.model.threads import Thread, ThreadKind
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.threads import held_because, may_reply
from community.policy.verdicts import Refused, insist
from community.text.links import names_address
from community.work import Work


def reply(
    work: Work,
    actor: Actor,
    thread_id: int,
    *,
    source: str,
    only_thanks: bool = False,
    affects_me_too: bool = False,
    uploads: Sequence[str] = (),
    key: str | None = None,
) -> Submitted:
    """Reply as a customer. The asker of a question is owed a word again unless `only_thanks`; others, and whoever
    opened another kind of thread, where `affects_me_too`.

    Raises Absent, or Refused: sign_in, confirm_email, thread_closed, thread_hidden, staff_drafts, and what
    uploads.carried and versions.write_version refuse.
    """
    thread = access.thread(work.session, actor, thread_id, lock=True)
    if actor.is_staff:
        raise Refused("staff_drafts")
    insist(permitted(actor, "reply"))
    # Before what may have changed since the first sending: what was acknowledged is not refused afterwards.
    claimed = claim(work, actor, key)
    if claimed.earlier:
        return claimed.earlier
    insist(may_reply(actor, closed=is_closed(work, thread)))
    if is_hidden(work, thread):
        raise Refused("thread_hidden")
    words = Words(source=source, uploads=carried(work, actor, source, uploads))
    target = Target(thread.board_id, thread.id)
    needs = _needs(actor, thread, only_thanks, affects_me_too)
    holding = work.session.get_one(Board, thread.board_id).holding
    because = held_because(actor, holding, links=names_address(source))
    if because:
        return claimed.settle(hold(work, actor, DraftKind.reply, words, target, needs, because=because))
    version = write_version(work, actor, words, target)
    post = publish_reply(work, thread, version, Author(actor.known()))
    resume(work, thread_id=thread.id, owed_to_id=actor.known())
    if needs:
        open_answer(work, owed_to_id=actor.known(), thread_id=thread.id, post_id=post.id, cause=needs)
    return claimed.settle(Submitted(thread.id, post.id))


def _needs(actor: Actor, thread: Thread, only_thanks: bool, affects_me_too: bool) -> OpenedBy | None:
    if actor.id == thread.author_id and thread.kind is ThreadKind.question:
        return None if only_thanks else OpenedBy.follow_up
    return OpenedBy.affects_me_too if affects_me_too else None
