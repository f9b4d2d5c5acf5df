"""Find and score posts in PostgreSQL: what is worth looking at is fetched, and weighed as Whoosh's posts are."""

from collections.abc import Sequence

import numpy as np

from community.search.analysis import Analyser, Concept
from community.search.folding import fold
from community.search.postgres_asking import Asked, ask_for, gather
from community.search.postgres_candidates import Arm, Candidates, Conditions, Fetched
from community.search.postgres_connections import Cursor
from community.search.postgres_reading import State
from community.search.postgres_shelves import any_of, either
from community.search.postgres_words import Lexicon
from community.search.postings import Block
from community.search.relatives import relatives
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

# Posts that are fetched for having kin of rare words.
_MOST_OF_KIN = 200


class Finder:
    """One search of the words of one text."""

    def __init__(
        self, cursor: Cursor, state: State, analyser: Analyser, lexicon: Lexicon, *, in_title: bool = False
    ) -> None:
        self._cursor, self._state, self._analyser, self._lexicon = cursor, state, analyser, lexicon
        self._fields = ("title",) if in_title else ("body", "title")
        self._column = "title" if in_title else "terms"
        self._counts = state.in_titles if in_title else state.in_posts
        self._total = state.questions if in_title else state.posts

    def find(
        self, concepts: Sequence[Concept], conditions: Conditions, marks: str = ""
    ) -> tuple[Candidates, Block]:
        """Return posts and, by their places among these, those that fit with their scores."""
        if self._column == "title" and marks:
            conditions = [*conditions, ("terms @@ %s::tsquery", marks.removesuffix("&"))]
            marks = ""
        weighed = in_order(self._weigh(concept) for concept in concepts)
        telling = [one for one in weighed if one.telling and not one.concept.is_stop_word]
        asked = self._ask(self._column, telling or [one for one in weighed if one.telling], marks)
        titles = self._ask("title", telling, "") if self._column == "terms" and not marks else None
        fetched = Fetched()
        gather(self._cursor, fetched, asked, titles, conditions)
        posts = fetched.candidates(self._state.pivots)
        kin = self._kin(weighed, asked, posts)
        if kin:
            terms = sorted({term for one in kin.values() for term, _ in one.terms})
            query = either([any_of(terms, shelf) for shelf in self._state.shelves])
            fetched.fetch(self._cursor, [Arm(self._column, f"{marks}({query})", _MOST_OF_KIN)], conditions)
            posts = fetched.candidates(self._state.pivots)
        return posts, self._score(posts, weighed, kin)

    def _weigh(self, concept: Concept) -> Weighed:
        own, parts = (
            [(self._counts.get(term, 0),) * 2 for term, _ in terms]
            for terms in (concept.terms, concept.parts)
        )
        return weigh(concept, own, parts, self._total)

    def _ask(self, column: str, words: Sequence[Weighed], marks: str) -> Asked:
        of_titles = column == "title"
        counts = self._state.in_titles if of_titles else self._state.in_posts
        total = self._state.questions if of_titles else self._state.posts
        return ask_for(column, words, counts, self._state.shelves, max(1, total), marks)

    def _kin(self, weighed: Sequence[Weighed], asked: Asked, posts: Candidates) -> dict[str, Concept]:
        """Return the kin of rare words, all of whose posts were fetched and are few."""
        kin: dict[str, Concept] = {}
        words = ""
        for one in weighed:
            concept = one.concept
            taken = all(term in asked.rare for term, _ in concept.terms if term in self._counts)
            if concept.is_stop_word or not taken or len(kin) >= MOST_KIN:
                continue
            if len(values(posts, concept, self._fields, None)[0]) < FEW:
                words = words or self._lexicon.words(self._cursor, self._state.stamp)
                kin[concept.word] = kin_of(
                    concept, relatives([words], fold(concept.word), self._analyser.vocabulary)
                )
        return {word: one for word, one in kin.items() if one.terms}

    def _score(self, posts: Candidates, weighed: Sequence[Weighed], kin: dict[str, Concept]) -> Block:
        found = Scores(*np.zeros((2, len(posts.posts))))
        whole = sum(one.telling for one in weighed)
        for one in weighed:
            own = add(found, one, posts, self._fields)
            if one.concept.word in kin:
                numbers, amounts, _ = values(posts, kin[one.concept.word], self._fields, None)
                new = ~np.isin(numbers, own)
                whole += add_kin([found], one, [(numbers[new], amounts[new])], len(own), self._total)
        return fitting([found], whole)[0]
