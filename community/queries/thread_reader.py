"""What a thread's page offers its reader: what is new to them, what they follow, and whether it helped."""

from collections.abc import Sequence
from dataclasses import dataclass

from community.model.threads import Thread, ThreadKind
from community.policy.actors import Actor
from community.policy.readers import may_be_affected
from community.queries.post_cards import PostCard
from community.queries.thread_head import ThreadHead


@dataclass(frozen=True, slots=True)
class ThreadReader:
    """The reader of a thread and how often it is read."""

    views: int
    affected_count: int
    affected: bool
    can_be_affected: bool
    follows: bool
    last: int
    """The last post on this page, to be marked as read."""
    new_from: int | None
    """Number of the first post that is new since the last visit; None where none is, or this is the first."""
    unseen: bool
    """Something on this page is not marked as read."""
    did_it_help: PostCard | None
    """The solution a customer other than the asker may say has helped."""


def reader_of(
    actor: Actor,
    thread: Thread,
    head: ThreadHead,
    cards: Sequence[PostCard],
    posts: Sequence[PostCard],
    solution: int,
) -> ThreadReader:
    """Return the reader; `cards` are all that were fetched, `posts` the replies of this page."""
    shown = [card for card in (*cards[:1], *posts) if card.place is not None]
    last = max(shown, key=lambda card: card.number, default=None)
    new = (card.number for card in posts if card.author.id != actor.id and card.number > (head.seen or 0))
    helped = next((card for card in cards if card.id == solution), None)
    asked = helped is not None and "helpful" in helped.can and actor.id != thread.author_id
    can = may_be_affected(actor, asker_id=thread.author_id, kind=thread.kind.value, hidden=False)
    return ThreadReader(
        views=head.views,
        affected_count=thread.affected_count,
        affected=head.affected,
        can_be_affected=bool(can) or (can.code == "sign_in" and thread.kind is ThreadKind.question),
        follows=head.follows,
        last=last.id if last else 0,
        new_from=next(new, None) if head.seen is not None else None,
        unseen=actor.id is not None and last is not None and last.number > (head.seen or 0),
        did_it_help=helped if asked else None,
    )
