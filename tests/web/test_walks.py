"""No page reads a table from end to end that grows with the place: it costs nothing today and most in a year."""

import re
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from community.model.base import metadata
from community.web.database import db
from tests.web.routes_reading import PEOPLE, READING
from tests.web.scenes import furnish

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

WALK = re.compile(r"^SCAN ([a-z_]+?)(?:_\d+)?$")
"""What SQLite says of what it reads from end to end, by the name of its table; along an index it says more."""
FEW = {
    *("boards", "board_kinds", "board_counts", "tags", "teams", "sites", "site_settings", "product_fields"),
    *("reading_rules", "member_rights", "clauses"),
}
"""Tables of what an administrator makes by hand."""
GROWING = metadata.tables.keys() - FEW
WALKED = {
    # All of it is what the page is for.
    "public.sitemap": {"threads"},
    # From the newest on, and no further than the page goes.
    "admin.audit": {"audit_log"},
    "admin.people": {"members"},
    "public.feed": {"threads"},
    # How many there are.
    "admin.home": {"members"},
    # Names by how they begin, where somebody who writes has typed an "@": an index that serves both databases by the
    # beginning of a text would have to know their collations.
    "public.member_completions": {"participants"},
}
"""What is read whole on purpose."""


@contextmanager
def walks(site):
    """Give the tables that are walked through meanwhile."""
    found = set()
    with site.app.app_context():
        engine = db.engine

    def look(connection, cursor, statement, parameters, context, many):
        if not statement.startswith("SELECT"):
            return
        plan = (
            connection.connection.cursor().execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()
        )
        found.update(match[1] for row in plan if (match := WALK.match(row[3])))

    event.listen(engine, "before_cursor_execute", look)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", look)


@pytest.mark.parametrize("name", PEOPLE)
def test_no_page_walks_through_what_grows(site, name):
    furnish(site)
    browser = site.browser() if name == "guest" else site.signed_in(name)
    found = {}
    for endpoint, (_, path, statuses) in READING.items():
        if statuses.get(name) == 200:
            with walks(site) as tables:
                browser.get(path)
            if left := tables & GROWING - WALKED.get(endpoint, set()):
                found[endpoint] = left
    assert found == {}


def test_a_walk_is_seen(site):
    with walks(site) as tables, site.app.app_context(), db.engine.connect() as connection:
        connection.exec_driver_sql("SELECT id FROM posts AS posts_1 WHERE badge = 'x'")
        connection.exec_driver_sql("SELECT id FROM posts WHERE id = 1")
        connection.exec_driver_sql("SELECT id FROM threads ORDER BY last_post_at LIMIT 1")
    assert tables == {"posts"}
