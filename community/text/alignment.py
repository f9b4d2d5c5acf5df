"""Align two sequences with the fewest insertions and deletions, within a budget of steps (Myers, 1986)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["same", "replace"]
#: Steps of a budget: about 100 ms on a small server for one pair of bodies. difflib took 86 s.
STEPS: Final = 150_000


@dataclass(slots=True)
class Budget:
    """Steps that are left; shared by all alignments of one comparison, so that their sum is bounded."""

    steps: int = STEPS


@dataclass(frozen=True, slots=True)
class Span:
    """`old[old_start:old_end]` became `new[new_start:new_end]`."""

    kind: Kind
    old_start: int
    old_end: int
    new_start: int
    new_end: int


def align(old: Sequence[str], new: Sequence[str], budget: Budget) -> list[Span]:
    """Return spans that cover both sequences in order, same and replaced in turn; one replaced middle when
    the budget runs out.
    """
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    old_end, new_end = len(old) - tail, len(new) - tail
    pairs = list(_matches(old[head:old_end], new[head:new_end], budget))
    same = [*((i, i) for i in range(head)), *((i + head, j + head) for i, j in pairs)]
    same += [(old_end + i, new_end + i) for i in range(tail)]
    return list(_spans(same, len(old), len(new)))


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    return next(
        (i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )


def _matches(old: Sequence[str], new: Sequence[str], budget: Budget) -> list[tuple[int, int]]:
    """Return index pairs of equal items, in order; none when the budget runs out."""
    furthest = {1: 0}
    history: list[dict[int, int]] = []
    for edits in range(len(old) + len(new) + 1):
        budget.steps -= 2 * edits + 1  # the walk along the diagonals, and keeping it
        if budget.steps < 0:
            return []
        history.append(dict(furthest))
        for k in range(-edits, edits + 1, 2):
            down = k == -edits or (k != edits and furthest[k - 1] < furthest[k + 1])
            x = furthest[k + 1] if down else furthest[k - 1] + 1
            start = x
            while x < len(old) and x - k < len(new) and old[x] == new[x - k]:
                x += 1
            budget.steps -= x - start
            furthest[k] = x
            if x >= len(old) and x - k >= len(new):
                return _walk_back(history, len(old), len(new))
    raise AssertionError("both ends are reached with as many edits as there are items")  # pragma: no cover


def _walk_back(history: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    for edits in range(len(history) - 1, -1, -1):
        furthest, k = history[edits], x - y
        down = k == -edits or (k != edits and furthest[k - 1] < furthest[k + 1])
        before_x = furthest[k + 1] if down else furthest[k - 1]
        before_y = before_x - (k + 1 if down else k - 1)
        while x > max(before_x, 0) and y > max(before_y, 0):
            x, y = x - 1, y - 1
            pairs.append((x, y))
        x, y = before_x, before_y
    return pairs[::-1]


def _spans(same: list[tuple[int, int]], old_size: int, new_size: int) -> Iterator[Span]:
    i = j = at = 0
    while at < len(same) or i < old_size or j < new_size:
        next_i, next_j = same[at] if at < len(same) else (old_size, new_size)
        if (i, j) != (next_i, next_j):
            yield Span("replace", i, next_i, j, next_j)
        run = at
        while run < len(same) and same[run] == (next_i + run - at, next_j + run - at):
            run += 1
        if run > at:
            yield Span("same", next_i, next_i + run - at, next_j, next_j + run - at)
        i, j, at = next_i + run - at, next_j + run - at, run
