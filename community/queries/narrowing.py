"""Narrows threads that were found by the controls beside the results, and counts what each control would leave."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from community.model.boards import Board
from community.model.posts import Post
from community.model.product_fields import FieldKind, FieldValue, ProductField
from community.model.threads import Thread
from community.policy.actors import Actor
from community.policy.among import among
from community.policy.prepared import prepared, read, who, written_out
from community.policy.states import thread_state
from community.policy.visibility import visible_post, visible_thread
from community.queries.found_posts import STATUSES
from community.search.engine import Hit

Order = Literal["relevance", "newest", "votes"]
ANYTHING: Final = ""
_Seen = tuple[int, dt.datetime, int]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the controls beside the results add to the words."""

    statuses: frozenset[str] = frozenset()
    """Words of `status:`; any of them will do."""
    boards: frozenset[str] = frozenset()
    products: frozenset[str] = frozenset()
    """What askers chose in the fields of a board, as key:value; any value of a field, but every field."""
    staff: bool = False
    """Only threads that the team has answered."""
    after: dt.date | None = None
    order: Order = "relevance"

    @property
    def narrows(self) -> bool:
        """Return whether anything is left out."""
        return bool(self.statuses or self.boards or self.products or self.staff or self.after)


EVERYTHING: Final = Narrowing()


@dataclass(frozen=True, slots=True)
class Fitting:
    """A thread that was found and may be seen, with its posts that fit, the best first."""

    thread_id: int
    score: float
    posts: tuple[_Seen, ...]
    """Each with its day and its votes."""
    state: str = ANYTHING
    team_answered: bool = False
    board: str = ANYTHING
    products: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many threads each control would leave, the other controls as they are."""

    statuses: dict[str, int]
    boards: dict[str, int]
    products: dict[str, int]
    staff: int


def visible_threads(
    session: Session, actor: Actor, hits: Sequence[Hit], *, best_only: bool = False
) -> list[Fitting]:
    """Return those of the hits that `actor` may see, with their posts that they may see; with `best_only` the others
    are looked at where the best may not be seen.
    """
    seen = _visible(session, actor, [hit.post_id for hit in hits])
    others = (hit.other_posts for hit in hits if not best_only or hit.post_id not in seen)
    seen |= _visible(session, actor, [post for posts in others for post in posts])
    return [
        Fitting(hit.thread_id, hit.score, posts)
        for hit in hits
        if (posts := tuple(seen[post] for post in (hit.post_id, *hit.other_posts) if post in seen))
    ]


def _visible(session: Session, actor: Actor, ids: Sequence[int]) -> dict[int, _Seen]:
    if not ids:
        return {}
    found = read(session, _posts(actor), who(actor, post_ids=ids))
    return {post_id: (post_id, at, votes) for post_id, at, votes in found}


@prepared
def _posts(actor: Actor) -> Select[int, dt.datetime, int]:
    return (
        select(Post.id, Post.created_at, Post.score)
        .join(Thread, Thread.id == Post.thread_id)
        .where(among(Post.id, "post_ids"), visible_thread(actor), visible_post(actor))
    )


def described(session: Session, actor: Actor, threads: Sequence[Fitting]) -> list[Fitting]:
    """Return the threads with what controls ask for, in two statements."""
    if not threads:
        return []
    ids = [one.thread_id for one in threads]
    facts = {row.id: row for row in read(session, _facts(actor), who(actor, thread_ids=ids))}
    chosen: dict[int, set[str]] = {}
    for thread_id, key, value in read(session, _CHOICES, {"thread_ids": list(facts)}):
        chosen.setdefault(thread_id or 0, set()).add(f"{key}:{value}")
    return [
        Fitting(
            one.thread_id,
            one.score,
            one.posts,
            state=row.state,
            team_answered=row.staff_reply_count > 0,
            board=row.slug,
            products=frozenset(chosen.get(one.thread_id, ())),
        )
        for one in threads
        if (row := facts.get(one.thread_id))
    ]


_CHOICES = written_out(
    select(FieldValue.thread_id, ProductField.key, FieldValue.value)
    .join(ProductField, ProductField.id == FieldValue.field_id)
    .where(among(FieldValue.thread_id, "thread_ids"), ProductField.kind == FieldKind.choice)
)


@prepared
def _facts(actor: Actor) -> Select[*tuple[Any, ...]]:
    return (
        select(Thread.id, thread_state().label("state"), Thread.staff_reply_count, Board.slug)
        .join(Board, Board.id == Thread.board_id)
        .where(among(Thread.id, "thread_ids"), visible_thread(actor))
    )


def narrowed(threads: Iterable[Fitting], wish: Narrowing) -> list[Fitting]:
    """Return the threads that the controls leave, in the order that is wished for."""
    states = _states(wish.statuses)
    products: dict[str, set[str]] = {}
    for product in wish.products:
        products.setdefault(product.partition(":")[0], set()).add(product)
    left = [
        one
        for fitting in threads
        if (one := _since(fitting, wish.after))
        and (not states or one.state in states)
        and (not wish.boards or one.board in wish.boards)
        and all(one.products & values for values in products.values())
        and (one.team_answered or not wish.staff)
    ]
    if wish.order == "votes":
        left.sort(key=lambda one: -max(votes for _, _, votes in one.posts))
    return left


def counts(threads: Sequence[Fitting], wish: Narrowing, statuses: Sequence[str]) -> Counts:
    """Return what each control would leave of the threads."""
    by_state = Counter(one.state for one in narrowed(threads, replace(wish, statuses=frozenset())))
    by_board = Counter(one.board for one in narrowed(threads, replace(wish, boards=frozenset())))
    by_product: Counter[str] = Counter()
    for one in narrowed(threads, replace(wish, products=frozenset())):
        by_product.update(one.products)
    answered = narrowed(threads, replace(wish, staff=True))
    return Counts(
        statuses={word: sum(by_state[state] for state in STATUSES[word]) for word in statuses},
        boards=dict(by_board),
        products=dict(by_product),
        staff=len(answered),
    )


def _states(statuses: Collection[str]) -> frozenset[str]:
    return frozenset(state for status in statuses for state in STATUSES.get(status, ()))


def _since(fitting: Fitting, day: dt.date | None) -> Fitting | None:
    """Return the thread with its posts of this day or later, None when it has none."""
    if day is None:
        return fitting
    posts = tuple(post for post in fitting.posts if post[1].date() >= day)
    return replace(fitting, posts=posts) if posts else None
