"""Few documents are put together by their numbers, many in the places of all there are: both give the same."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from community.search import weighing
from community.search.analysis import Concept

POSTS = 200
lists = some.dictionaries(
    some.tuples(some.sampled_from(("title", "body")), some.sampled_from(("stem", "root", "part"))),
    some.dictionaries(some.integers(0, POSTS - 1), some.sampled_from((0.5, 1.0, 1.5, 4.0)), max_size=60),
)
MODEM = Concept("modem", (("stem", 1.0), ("root", 0.6)), (("part", 0.35),), is_stop_word=False)


class Posts:
    """Posts that have terms as `lists` says: field and term, documents, weights."""

    def __init__(self, lists):
        self.posts = np.arange(POSTS)
        self.title_norms, self.body_norms = np.linspace(0.5, 2, POSTS), np.linspace(2, 0.5, POSTS)
        self.lists, self._lists = self, lists

    def whole(self, field, term):
        block = sorted(self._lists.get((field, term), {}).items())
        numbers, weights = zip(*block, strict=True) if block else ((), ())
        return np.array(numbers, np.uint32), np.array(weights, np.float32)


def found(posts, few_of):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(weighing, "_FEW_OF", few_of)
        return [column.tolist() for column in weighing.values(posts, MODEM, ("body", "title"), None)]


def test_who_has_two_parts_of_a_word_has_more_of_it():
    posts = Posts({("body", "internet"): {1: 1.0, 3: 4.0}, ("body", "anschluss"): {1: 1.0, 2: 2.0}})

    def worth(*parts):
        made_of = Concept("x", (), tuple((part, 0.35) for part in parts), is_stop_word=False)
        numbers, values, _ = weighing.values(posts, made_of, ("body", "title"), None)
        return dict(zip(numbers.tolist(), values.tolist(), strict=True))

    both, one, other = worth("internet", "anschluss"), worth("internet"), worth("anschluss")
    assert both == pytest.approx({1: one[1] + other[1], 2: other[2], 3: one[3]})


@given(lists)
def test_both_ways_give_the_same(lists):
    by_numbers, by_places = (found(Posts(lists), few_of) for few_of in (0, POSTS + 1))
    assert by_numbers == by_places
    numbers, values, whole = by_numbers
    assert numbers == sorted({number for documents in lists.values() for number in documents})
    assert all(value > 0 for value in values)
    stems = {number for (_, term), documents in lists.items() if term != "part" for number in documents}
    parts = {number for (_, term), documents in lists.items() if term == "part" for number in documents}
    assert {number for number, is_whole in zip(numbers, whole, strict=True) if is_whole} >= stems - parts
