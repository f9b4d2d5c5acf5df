"""How posts are asked for: rare words on all shelves, of common ones two at a time on as few shelves as will do.

However common the words of a question are, no more than some hundred posts are read for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from community.search.postgres_candidates import Arm, Conditions, Fetched
from community.search.postgres_connections import Cursor
from community.search.postgres_shelves import any_of, either
from community.search.weighing import Weighed

# Posts that are taken because of rare terms, because of common words, and because of common words in their titles.
_MOST_RARE: Final = 400
_WANTED: Final = 300
_WANTED_TITLES: Final = 100
# One common word tells little by itself, so more posts are compared.
_WANTED_ALONE: Final = 700
# Of the common words so many are paired, the most telling ones.
_MOST_PAIRED: Final = 4
_MORE_ROUNDS: Final = 2


@dataclass(frozen=True, slots=True)
class Common:
    """A word that too many posts have to take them all: its terms, and in what part of the posts it stands."""

    terms: tuple[str, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Asked:
    """What a vector is asked for: rare terms that are taken whole, and common words, the most telling first."""

    column: str
    rare: frozenset[str]
    common: tuple[Common, ...]
    shelves: tuple[str, ...]
    per_shelf: float
    narrow: str = ""
    """A tsquery that every post has to meet as well, with `&` behind it."""

    def whole(self) -> list[Arm]:
        """Return the question for everything with a rare term."""
        everywhere = [any_of(sorted(self.rare), shelf) for shelf in self.shelves if self.rare]
        return self._arms(everywhere, _MOST_RARE)

    def paired(self, first: int, last: int, most: int) -> list[Arm]:
        """Return the question for posts with two common words on these shelves."""
        return self._arms(
            [
                f"({any_of(one.terms, shelf)}&{any_of(other.terms, shelf)})"
                for shelf in self.shelves[first:last]
                for one, other in self._pairs()
            ],
            most,
        )

    def single(self, most: int) -> list[Arm]:
        """Return the question for the newest posts with the most telling common word."""
        if not self.common:
            return []
        last = self._shelves_for(self.common[0].share, most)
        return self._arms([any_of(self.common[0].terms, shelf) for shelf in self.shelves[:last]], most)

    def shelves_for_pairs(self, wanted: int) -> int:
        """Return on how many shelves so many posts with two common words are to be expected, 0 for no such words."""
        if len(self.common) < 2:
            return 0
        return self._shelves_for(self._paired_share(), wanted)

    def few_pairs(self, wanted: int) -> bool:
        """Return whether fewer posts are to be expected to have two common words, on all shelves."""
        return self._paired_share() * self.per_shelf * len(self.shelves) < wanted

    def _pairs(self) -> list[tuple[Common, Common]]:
        few = self.common[:_MOST_PAIRED]
        return [(one, other) for place, one in enumerate(few) for other in few[place + 1 :]]

    def _paired_share(self) -> float:
        return sum(one.share * other.share for one, other in self._pairs())

    def _shelves_for(self, share: float, wanted: int) -> int:
        expected = share * self.per_shelf
        # One more, as the first is still being filled.
        return min(len(self.shelves), int(wanted / expected) + 2) if expected else len(self.shelves)

    def _arms(self, queries: Sequence[str], most: int) -> list[Arm]:
        return [Arm(self.column, f"{self.narrow}({either(queries)})", most)] if queries else []


def ask_for(
    column: str,
    words: Sequence[Weighed],
    counts: Mapping[str, int],
    shelves: Sequence[str],
    total: int,
    narrow: str = "",
) -> Asked:
    """Return how to ask a vector for words, given in how many of `total` texts each of their terms stands."""
    terms = {
        term for one in words for term, _ in (*one.concept.terms, *one.concept.parts) if counts.get(term)
    }
    rare: set[str] = set()
    room = _MOST_RARE
    for term in sorted(terms, key=lambda term: (counts[term], term)):
        room -= counts[term]
        if room < 0:
            break
        rare.add(term)
    common = []
    for one in words:
        left = [
            term for term, _ in (*one.concept.terms, *one.concept.parts) if term in terms and term not in rare
        ]
        if left:
            common.append(Common(tuple(left), min(1.0, sum(counts[term] for term in left) / total)))
    return Asked(column, frozenset(rare), tuple(common), tuple(shelves), total / max(1, len(shelves)), narrow)


def gather(
    cursor: Cursor, fetched: Fetched, asked: Asked, titles: Asked | None, conditions: Conditions
) -> None:
    """Fetch the posts worth scoring; `titles` asks the same of titles alone, which reach further back."""
    step = asked.shelves_for_pairs(_WANTED)
    alone = asked.few_pairs(_WANTED // 2)
    arms = [*asked.whole(), *asked.paired(0, step, _WANTED)]
    if alone:
        arms += asked.single(_WANTED if step else _WANTED_ALONE)
    if titles is not None:
        arms += titles.paired(0, titles.shelves_for_pairs(_WANTED_TITLES), _WANTED_TITLES)
        arms += titles.single(_WANTED_TITLES) if alone else []
    came = fetched.fetch(cursor, arms, conditions)
    first = step
    for _ in range(_MORE_ROUNDS):
        if came >= _WANTED // 2 or not 0 < first < len(asked.shelves):
            break
        # Conditions, and words that keep away from each other, let fewer come than was to be expected.
        last = first + max(first, (_WANTED - came) * first // came) if came else len(asked.shelves)
        came += fetched.fetch(cursor, asked.paired(first, last, _WANTED), conditions)
        first = last
    if came < _WANTED // 2 and not alone and asked.common:
        fetched.fetch(cursor, asked.single(_WANTED), conditions)
