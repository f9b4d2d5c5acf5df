"""Customers ask."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from community import access
from community.commands.field_values import checked_values, keep_values
from community.commands.holding import hold
from community.commands.mail_wishes import stop_mails
from community.commands.obligations import open_answer
from community.commands.publishing import Author, publish_thread
from community.commands.submissions import Submitted, claim
from community.commands.uploads import carried
from community.commands.versions import Target, Words, write_version
from community.model.boards import BoardKind, Tag
from community.model.drafts import DraftKind
from community.model.obligations import OpenedBy
from community.model.threads import ThreadKind
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.threads import held_because, may_open
from community.policy.verdicts import Refused, insist
from community.text.links import names_address
from community.work import Work


def ask(
    work: Work,
    actor: Actor,
    board_slug: str,
    *,
    title: str,
    source: str,
    kind: ThreadKind = ThreadKind.question,
    tags: Sequence[str] = (),
    wants_answer: bool = False,
    uploads: Sequence[str] = (),
    fields: Mapping[str, str] | None = None,
    board_unknown: bool = False,
    unmailed: bool = False,
    key: str | None = None,
) -> Submitted:
    """Open a thread as a customer; a question is always owed an answer, a discussion where `wants_answer`.

    With `board_unknown` the asker did not choose the board, and the thread says so; `unmailed` they want no
    mails about it.
    `fields` is what a question tells of what the board asks for, by key.
    `tags` are slugs of tags that exist, unknown ones are left out. A text that must be held becomes a draft.
    Raises Absent for the board, or Refused: sign_in, not_allowed, confirm_email, kind_not_allowed, staff_drafts,
    fields_of_questions, and what field_values.checked_values, uploads.carried and versions.write_version refuse.
    """
    board = access.board(work.session, actor, board_slug)
    if actor.is_staff:
        raise Refused("staff_drafts")
    insist(permitted(actor, "ask"))
    claimed = claim(work, actor, key)
    if claimed.earlier:
        return claimed.earlier
    kinds = frozenset(work.session.scalars(select(BoardKind.kind).where(BoardKind.board_id == board.id)))
    insist(may_open(actor, kind.value, kinds))
    if fields and kind is not ThreadKind.question:
        raise Refused("fields_of_questions")
    asks = kind is ThreadKind.question and not board_unknown
    told = checked_values(work, board, fields or {}) if asks else {}
    carries = carried(work, actor, source, uploads)
    words = Words(source=source, title=title, tags=known_tags(work, tags), uploads=carries)
    needs = _needs(kind, wants_answer)
    because = held_because(actor, board.holding, links=names_address(f"{title} {source}"))
    if because:
        held = hold(
            work,
            actor,
            DraftKind.thread,
            words,
            Target(board.id),
            needs,
            because=because,
            thread_kind=kind.value,
            board_unknown=board_unknown,
            unmailed=unmailed,
        )
        keep_values(work, told, draft_id=held.draft_id)
        return claimed.settle(held)
    version = write_version(work, actor, words, Target(board.id))
    thread, post = publish_thread(work, version, Author(actor.known()), kind)
    thread.board_unknown = board_unknown
    keep_values(work, told, thread_id=thread.id)
    if unmailed:
        stop_mails(work, actor.known(), thread.id)
    if needs:
        open_answer(work, owed_to_id=actor.known(), thread_id=thread.id, post_id=post.id, cause=needs)
    return claimed.settle(Submitted(thread.id, post.id))


def known_tags(work: Work, slugs: Sequence[str]) -> tuple[int, ...]:
    """Return the ids of the tags among `slugs` that exist, at most five."""
    if not slugs:
        return ()
    return tuple(work.session.scalars(select(Tag.id).where(Tag.slug.in_(slugs)).order_by(Tag.id).limit(5)))


def _needs(kind: ThreadKind, wants_answer: bool) -> OpenedBy | None:
    if kind is ThreadKind.question:
        return OpenedBy.question
    return OpenedBy.wish if wants_answer else None
