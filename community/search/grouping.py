"""Put the posts that were found together by thread, and the threads in order."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from community.search.engine import Hit, Sort
from community.search.postings import Amounts, Block
from community.search.schema import QUESTION, SOLUTION, SOLVED

Column = NDArray[np.int64]
# What the best post of a thread counts, its next ones and all others: one whose other posts speak of it too is a little
# better than one with a single such post.
_SHARES = np.array([1.0, 0.45, 0.45 * 0.5, 0.45 * 0.25, 0.0])
_KEPT_OTHERS = 4
# A solved thread, and in it the solution, ranks a little higher than an equal one.
_SOLVED = 1.05
# Somebody about to ask is helped most by a thread that has its solution.
_SIMILAR_SOLVED = 1.3
# Nobody reads further; the threads beyond are counted only.
_MOST_POSTS = 1_000
_FEW = 1_000


class Facts(Protocol):
    """What is known of some posts, as columns."""

    @property
    def posts(self) -> Column:
        """Their ids."""

    @property
    def threads(self) -> Column:
        """The ids of their threads."""

    @property
    def created(self) -> Column:
        """When they were written, in seconds."""

    @property
    def flags(self) -> Column:
        """What holds for them, see `schema`."""


def threads(
    segments: Sequence[Facts], found: Sequence[Block], sort: Sort, most: int
) -> tuple[list[Hit], int]:
    """Return one hit for each of the `most` best or newest threads, and how many threads there are in all."""
    owners = [segment.threads[numbers] for segment, (numbers, _) in zip(segments, found, strict=True)]
    total = _different(np.concatenate(owners)) if owners else 0
    if not total:
        return [], 0
    values, posts, its, flags = _foremost(segments, found, sort)
    # The posts of each thread together, the best first.
    of_thread = np.lexsort((-posts, -(flags & QUESTION), -values, its))
    starts = np.flatnonzero(np.diff(its[of_thread], prepend=-1))
    place = np.arange(len(of_thread)) - np.repeat(starts, np.diff(starts, append=len(of_thread)))
    worth = np.add.reduceat(values[of_thread] * _SHARES[np.minimum(place, len(_SHARES) - 1)], starts)
    solved = flags[of_thread[starts]] & SOLVED > 0
    worth = np.round(np.where(solved, worth * _SOLVED, worth), 6)
    if sort == "newest":
        # By day, threads are in order of their newest post that fits, but are shown by the best.
        order = np.argsort(np.minimum.reduceat(of_thread, starts))
    else:
        order = np.lexsort((its[of_thread[starts]], worth))[::-1]
    ends = np.append(starts[1:], len(of_thread))
    hits = []
    for one in order[:most].tolist():
        best, *others = posts[
            of_thread[starts[one] : min(ends[one], starts[one] + 1 + _KEPT_OTHERS)]
        ].tolist()
        thread = int(its[of_thread[starts[one]]])
        hits.append(Hit(best, thread, float(worth[one]), bool(solved[one]), tuple(others)))
    return hits, total


def by_title(segments: Sequence[Facts], found: Sequence[Block], most: int) -> list[Hit]:
    """Return the `most` best threads of questions that were found by their titles, solved ones ahead of equal ones."""
    parts = list(zip(segments, found, strict=True))
    if not parts:
        return []
    posts, owners, flags = (
        np.concatenate([getattr(one, name)[numbers] for one, (numbers, _) in parts])
        for name in ("posts", "threads", "flags")
    )
    solved = flags & SOLVED > 0
    worth = np.concatenate([amounts for _, (_, amounts) in parts])
    worth = np.round(np.where(solved, worth * _SIMILAR_SOLVED, worth), 6)
    # Of all that share a word only what may be among them is put in order.
    near = (
        np.flatnonzero(worth >= np.partition(worth, -most)[-most])
        if len(worth) > most
        else np.arange(len(worth))
    )
    order = near[np.lexsort((owners[near], worth[near]))][::-1][:most]
    return list(map(Hit, *(column[order].tolist() for column in (posts, owners, worth, solved))))


def _different(ids: Column) -> int:
    # Counting by id is quicker for many, but its cost grows with the highest.
    return len(np.unique(ids)) if len(ids) < _FEW else int(np.count_nonzero(np.bincount(ids)))


def _foremost(
    segments: Sequence[Facts], found: Sequence[Block], sort: Sort
) -> tuple[Amounts, Column, Column, Column]:
    """Return values, ids, threads and flags of the best or newest posts, the first of them first."""
    parts = list(zip(segments, found, strict=True))
    flags = np.concatenate([one.flags[numbers] for one, (numbers, _) in parts])
    values = np.concatenate([amounts for _, (_, amounts) in parts])
    values = np.where(flags & SOLUTION, values * _SOLVED, values)
    posts = np.concatenate([one.posts[numbers] for one, (numbers, _) in parts])
    owners = np.concatenate([one.threads[numbers] for one, (numbers, _) in parts])
    by_time = sort == "newest"
    rank = np.concatenate([one.created[numbers] for one, (numbers, _) in parts]) if by_time else values
    # Only what may be among them is put in order.
    near = np.arange(len(rank))
    if len(rank) > _MOST_POSTS:
        near = np.flatnonzero(rank >= np.partition(rank, -_MOST_POSTS)[-_MOST_POSTS])
    first_by = (posts, rank) if by_time else (posts, flags & QUESTION, rank)
    order = near[np.lexsort([column[near] for column in first_by])][::-1][:_MOST_POSTS]
    return values[order], posts[order], owners[order], flags[order]
