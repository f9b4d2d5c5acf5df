"""Score posts for the words of a query: BM25F, the best way to find each word, and a bonus for covering many words.

Words are read from the rarest on. Once the budget of postings is spent, the common words that are left only rank the
posts already found, so a long sentence costs little more than its rare words.
"""

from collections.abc import Sequence

import numpy as np

from community.search.analysis import Concept
from community.search.folding import fold
from community.search.postings import Block, Mask, Numbers
from community.search.relatives import relatives
from community.search.snapshot import Snapshot, Titles
from community.search.weighing import (
    FEW,
    MOST_KIN,
    Scores,
    Weighed,
    add,
    add_kin,
    fitting,
    in_order,
    kin_of,
    values,
    weigh,
)

_BUDGET = 100_000
_REFINED = 1000


def score(
    snapshot: Snapshot | Titles, concepts: Sequence[Concept], masks: Sequence[Mask], fields: tuple[str, ...]
) -> list[Block]:
    """Return for each segment the documents that fit, with their scores."""
    weighed = in_order(_weigh(snapshot, concept, fields) for concept in concepts)
    found = [Scores(*np.zeros((2, len(segment.posts)))) for segment in snapshot.segments]
    whole = sum(one.telling for one in weighed)
    spent = asked_for_kin = 0
    leaders: list[Numbers] | None = None
    for one in weighed:
        if leaders is None and spent and (one.concept.is_stop_word or spent + one.cost > _BUDGET):
            leaders = _leaders(found)
        own = [
            add(found[place], one, segment, fields, masks[place], leaders[place] if leaders else None)
            for place, segment in enumerate(snapshot.segments)
        ]
        few = leaders is None and not one.concept.is_stop_word and sum(map(len, own)) < FEW
        if few and asked_for_kin < MOST_KIN:
            asked_for_kin += 1
            kin = _kin(snapshot, one.concept, own, masks, fields)
            whole += add_kin(found, one, kin, sum(map(len, own)), _total(snapshot))
        # A word of which nothing may be seen has found nothing yet.
        spent += one.cost if any(part.scores.any() for part in found) else 0
    return fitting(found, whole)


def _weigh(snapshot: Snapshot | Titles, concept: Concept, fields: tuple[str, ...]) -> Weighed:
    own = [_frequency(snapshot, term, fields) for term, _ in concept.terms]
    parts = [_frequency(snapshot, term, fields) for term, _ in concept.parts]
    return weigh(concept, own, parts, _total(snapshot))


def _total(snapshot: Snapshot | Titles) -> int:
    return sum(len(segment.posts) for segment in snapshot.segments)


def _frequency(snapshot: Snapshot | Titles, term: str, fields: tuple[str, ...]) -> tuple[int, int]:
    # The lists are about to be read anyway.
    counts = [sum(len(part.lists.documents(name, term)) for part in snapshot.segments) for name in fields]
    return max(counts), sum(counts)


def _kin(
    snapshot: Snapshot | Titles,
    concept: Concept,
    own: list[Numbers],
    masks: Sequence[Mask],
    fields: tuple[str, ...],
) -> list[Block]:
    """Return the documents that have longer or shorter kin of a rare word and not the word itself."""
    lexicons = [segment.lexicon() for segment in snapshot.segments]
    kin = kin_of(concept, relatives(lexicons, fold(concept.word), snapshot.analyser.vocabulary))
    more: list[Block] = []
    for segment, mask, known in zip(snapshot.segments, masks, own, strict=True):
        numbers, amounts, _ = values(segment, kin, fields, None)
        new = ~np.isin(numbers, known) if mask is None else mask[numbers] & ~np.isin(numbers, known)
        more.append((numbers[new], amounts[new]))
    return more


def _leaders(found: list[Scores]) -> list[Numbers]:
    """Return for each segment those of the best documents so far that are in it."""
    everything = np.concatenate([part.scores[part.scores > 0] for part in found])
    least = np.partition(everything, -_REFINED)[-_REFINED] if len(everything) > _REFINED else 0.0
    return [np.flatnonzero((part.scores >= least) & (part.scores > 0)) for part in found]
