"""Among how many rows a page is looked for, which a database that plans by numbers is told."""

from community.queries.thread_rows import LAST_PAGE, PAGE, _first


def test_is_never_less_than_the_page_ends_with_and_takes_few_values():
    found = {page: _first(page * PAGE + 1) for page in range(1, LAST_PAGE + 1)}
    assert all(page * PAGE < among <= max(256, 4 * page * PAGE) for page, among in found.items())
    assert len(set(found.values())) == 4
