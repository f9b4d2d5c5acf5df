"""How well the engine finds, on questions judged by others; the figures are goals of the project."""

import os
from pathlib import Path

from tests.bench.search import measure, stackfaq, xquad

EXCERPT = Path(__file__).parents[2] / "data" / "search"


def test_german_questions_find_their_paragraph(index):
    figures = measure(index.open(), xquad(Path(os.environ.get("ZURUF_DATA") or EXCERPT)))
    assert figures.hit_at_10 >= 0.985
    assert figures.mrr_at_10 >= 0.935
    assert figures.empty == 0


def test_rephrased_support_questions_find_their_thread(index, real_data):
    figures = measure(index.open(), stackfaq(real_data("search-stackfaq").parent))
    assert figures.hit_at_10 >= 0.966
    assert figures.mrr_at_10 >= 0.79
    assert figures.empty == 0
