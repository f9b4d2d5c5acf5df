"""A spreadsheet shows cells and runs none of them."""

import pytest

from community.text.cells import inert, table


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "=HYPERLINK(1)", "\r=1"])
def test_what_would_run_is_marked(cell):
    assert inert(cell).startswith("'")


def test_a_line_within_a_cell_is_marked_too():
    assert inert("a\n=1+1\r\nb") == "a\n'=1+1\nb"


def test_words_and_numbers_stay():
    assert inert("E-Mail") == "E-Mail"
    assert table([("a", -1), ("=b", 2)]).splitlines() == ["a,-1", "'=b,2"]
