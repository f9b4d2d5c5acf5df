"""What a word of a query is worth in the posts that have it: BM25F, the best way to find it, and what it covers."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from community.search.analysis import Concept
from community.search.postings import Amounts, Block, Mask, Numbers, among

_SATURATION = 1.6
_STOP_WORD = 0.3
# How much a post gains from covering all words over one that covers hardly any; the "and" among the "or".
_COVERAGE_BASE = 2.0
# A part of a compound covers its word only half, and so does a word's kin.
_PART_COVERS = 0.5
# Below this share of the best coverage a post has too little to do with the question to be listed.
_LEAST_COVERAGE = 0.34
# A word in fewer posts than this is looked for inside other words, too; so many words of a query at most.
FEW = 30
MOST_KIN = 4
_KIN = 0.2
_TITLE_BOOST = 2.5
_PIVOT_STEP = 1.25
_TITLE_B, _BODY_B = 0.5, 0.75
# Lists that have less than one in so many posts are put together by their numbers.
_FEW_OF = 16
_NOTHING: Numbers = np.empty(0, np.uint32)


Lengths = NDArray[np.int64]
Counts = Sequence[tuple[int, int]]
"""For each of some terms how many posts have it, and how many entries that is over all fields."""


class Lists(Protocol):
    """Which posts have a term, and how much of it."""

    def whole(self, field: str, term: str) -> Block:
        """Return the places of the posts with a term in a field, ascending, and its weights in them."""


class Posts(Protocol):
    """Posts beside each other, each at its place."""

    @property
    def posts(self) -> NDArray[np.int64]:
        """Their ids."""

    @property
    def title_norms(self) -> Amounts:
        """What the weights of terms in each title are divided by."""

    @property
    def body_norms(self) -> Amounts:
        """The same for each text."""

    @property
    def lists(self) -> Lists:
        """Their terms."""


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of posts by their places, 0 for those not found, and how much of the query they cover."""

    scores: NDArray[np.float64]
    covered: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A word of the query, how telling it is in this index, and how many postings it takes to read."""

    concept: Concept
    telling: float
    cost: int


def telling(posts: int, total: int) -> float:
    """Return how much it says that a post has a word which so many of all posts have."""
    return math.log(1 + (total - posts + 0.5) / (posts + 0.5))


def weigh(concept: Concept, own: Counts, parts: Counts, total: int) -> Weighed:
    """Weigh a word by how many of `total` posts have each of its terms and parts; not at all where none has."""
    posts = max((count for count, _ in own), default=0) or max((count for count, _ in parts), default=0)
    worth = telling(posts, total) if posts else 0.0
    cost = sum(count for _, count in (*own, *parts))
    return Weighed(concept, worth * _STOP_WORD if concept.is_stop_word else worth, cost)


def in_order(weighed: Iterable[Weighed]) -> list[Weighed]:
    """Return the most telling words first; those that no post has before all, as all that is theirs is their kin."""
    return sorted(
        weighed, key=lambda one: (one.concept.is_stop_word, one.telling > 0, -one.telling, one.cost)
    )


def pivot(words: int, texts: int) -> float:
    """Return the usual length, in steps, so that most changes leave the weights of what is there alone."""
    usual = 1.0
    while texts and usual * _PIVOT_STEP <= words / texts:
        usual *= _PIVOT_STEP
    return usual


def norms(title_words: Lengths, body_words: Lengths, pivots: tuple[float, float]) -> tuple[Amounts, Amounts]:
    """Return what weights in titles and texts of these lengths are divided by, beside the usual lengths."""
    title_pivot, body_pivot = pivots
    return (
        (1 - _TITLE_B + _TITLE_B * title_words / title_pivot) / _TITLE_BOOST,
        1 - _BODY_B + _BODY_B * body_words / body_pivot,
    )


def add(
    found: Scores,
    one: Weighed,
    segment: Posts,
    fields: tuple[str, ...],
    mask: Mask = None,
    wanted: Numbers | None = None,
) -> Numbers:
    """Add to each document the value of the best way to find the word in it; return the documents."""
    if not one.telling or (wanted is not None and not len(wanted)):
        return _NOTHING
    numbers, amounts, whole = values(segment, one.concept, fields, wanted)
    if mask is not None:
        allowed = mask[numbers]
        numbers, amounts, whole = numbers[allowed], amounts[allowed], whole[allowed]
    found.scores[numbers] += one.telling * amounts
    found.covered[numbers] += one.telling * np.where(whole, 1.0, _PART_COVERS)
    return numbers


def kin_of(concept: Concept, terms: Iterable[str]) -> Concept:
    """Return what stands for the longer and shorter kin of a word."""
    return Concept(concept.word, (), tuple((term, _KIN) for term in terms), is_stop_word=False)


def add_kin(
    found: Sequence[Scores],
    one: Weighed,
    kin: Sequence[Block],
    known: int,
    total: int,
) -> float:
    """Add documents with kin of a rare word that so many have; return by how much that lengthens the query."""
    posts = sum(len(numbers) for numbers, _ in kin)
    if not posts:
        return 0.0
    worth = telling(posts + known, total)
    for part, (numbers, amounts) in zip(found, kin, strict=True):
        part.scores[numbers] += worth * amounts
        part.covered[numbers] += _PART_COVERS * worth
    return 0.0 if one.telling else worth


def values(
    segment: Posts, concept: Concept, fields: tuple[str, ...], wanted: Numbers | None
) -> tuple[Numbers, Amounts, NDArray[np.bool_]]:
    """Return the documents with the word, its saturated weight in each, and which have more than parts of it."""
    found = [
        (numbers, weight * amounts / (amounts + _SATURATION), is_whole)
        for terms, is_whole in ((concept.parts, False), (concept.terms, True))
        for term, weight in terms
        for numbers, amounts in (_amounts(segment, term, fields, wanted),)
        if len(numbers)
    ]
    if len(found) == 1:
        [(numbers, saturated, is_whole)] = found
        return numbers, saturated, np.full(len(numbers), is_whole)
    numbers, places = _together([some for some, _, _ in found], len(segment.posts))
    best, whole = np.zeros(len(numbers)), np.zeros(len(numbers), np.bool_)
    for place, (_, saturated, is_whole) in zip(places, found, strict=True):
        if is_whole:
            better = saturated > best[place]
            best[place[better]] = saturated[better]
            whole[place[better]] = True
        else:
            # Who has two parts of a word has more of it than who has one.
            best[place] += saturated
    return numbers, best, whole


def _amounts(segment: Posts, term: str, fields: tuple[str, ...], wanted: Numbers | None) -> Block:
    """Return how much of a term each document has, its fields weighed and their lengths evened out."""
    found: list[Block] = []
    for name in fields:
        norms = segment.title_norms if name == "title" else segment.body_norms
        block = segment.lists.whole(name, term)
        numbers, weights = block if wanted is None else among(block, wanted)
        if len(numbers):
            found.append((numbers, weights / norms[numbers]))
    if len(found) == 1:
        return found[0]
    numbers, places = _together([some for some, _ in found], len(segment.posts))
    sums = np.zeros(len(numbers))
    for place, (_, amounts) in zip(places, found, strict=True):
        sums[place] += amounts
    return numbers, sums


def _together(lists: Sequence[Numbers], posts: int) -> tuple[Numbers, list[NDArray[np.intp]]]:
    """Return all documents of some lists, ascending, and where each list has its own among them."""
    if not lists:
        return _NOTHING, []
    if sum(map(len, lists)) * _FEW_OF < posts:
        numbers = np.unique(np.concatenate(lists))
        return numbers, [np.searchsorted(numbers, some) for some in lists]
    # Of many it is quicker to note them in the places of all there are than to put them in order.
    there = np.zeros(posts, np.bool_)
    for some in lists:
        there[some] = True
    numbers = np.flatnonzero(there)
    place = np.empty(posts, np.intp)
    place[numbers] = np.arange(len(numbers))
    return numbers, [place[some] for some in lists]


def fitting(found: Sequence[Scores], whole: float) -> list[Block]:
    """Return those that cover enough, with their final scores."""
    least = _LEAST_COVERAGE * max((part.covered.max(initial=0.0) for part in found), default=0.0)
    fit: list[Block] = []
    for part in found:
        numbers = np.flatnonzero((part.covered >= least) & (part.scores > 0))
        fit.append((numbers, part.scores[numbers] * (_COVERAGE_BASE + part.covered[numbers] / whole)))
    return fit
