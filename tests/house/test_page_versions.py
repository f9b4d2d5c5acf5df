"""Which writes guests' pages can show: every table is on exactly one list, and the pages keep to it."""

import re

import pytest
from sqlalchemy import event

from community import model
from community.commands.tags import add_tag
from community.model.base import metadata
from community.model.page_versions import QUIET, SHOWN
from community.web.database import db
from community.web.guest_pages.keeping import KEPT
from tests.stories import answered, asked
from tests.web.routes_reading import READING
from tests.web.sites import Site

assert model, "imported for the tables it brings"
LATE = {"thread_views", "similar_threads"}
"""Read by a page all the same: what it shows of them may be as old as its minute."""


def test_every_table_is_on_exactly_one_list():
    assert set() == QUIET & SHOWN
    assert metadata.tables.keys() - QUIET - SHOWN == set(), (
        "say in model/page_versions.py whether pages show it"
    )
    assert (QUIET | SHOWN) - metadata.tables.keys() == set()


def test_nothing_shown_goes_with_something_quiet():
    found = [
        f"{table.name}: {key.referred_table.name}"
        for table in metadata.tables.values()
        for key in table.foreign_key_constraints
        if table.name in SHOWN and key.referred_table.name in QUIET and key.ondelete not in (None, "RESTRICT")
    ]
    assert found == []


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_guests_pages_read_nothing_quiet(cast, tmp_path):
    site = Site(cast, tmp_path)
    cast.do(add_tag, cast.ada, "kupfer")
    answered(cast, asked(cast, source="Glasfaser oder Kupfer?", tags=["kupfer"]))
    site.follow()
    read: list[str] = []
    with site.app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *given: read.append(given[2]))
    for endpoint in KEPT:
        assert site.browser().get(_path(endpoint)).status_code == 200, endpoint
    site.close()
    assert "FROM threads" in " ".join(read)
    found = {table for table in QUIET for statement in read if _reads(statement, table)}
    assert found == LATE


def _reads(statement: str, table: str) -> bool:
    """Say whether rows of `table` can come back; a member's own rows can't where nobody is signed in."""
    return (
        bool(re.search(rf"\b(FROM|JOIN) {table}\b", statement))
        and f"{table}.member_id IS NULL" not in statement
    )


def _path(endpoint: str) -> str:
    return "/threads/1-no-line-since-noon" if endpoint == "public.thread" else READING[endpoint][1]
