"""PostgreSQL parses and plans what a page asks for once, and not each time somebody looks at it."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import NotSupportedError

from community.web.database import db
from tests.stories import asked, replied

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.parametrize("backend", ["postgresql"], indirect=True),
]
OFTEN = 8
"""The driver has a statement prepared that it has sent five times."""
KEPT = text("SELECT count(*), sum(generic_plans + custom_plans) FROM pg_prepared_statements")


def prepared(site):
    with site.app.app_context():
        return db.session.connection().execute(KEPT).one()


@pytest.mark.parametrize("name", [None, "Nils", "Ada"])
def test_statements_stay_prepared_from_one_page_to_the_next(site, name):
    thread = asked(site.cast, title="A thread to be read often")
    replied(site.cast, thread)
    browser = site.browser(name)
    for number in range(OFTEN):
        for path in ("/", "/boards", f"/threads/{thread}-a-thread-to-be-read-often", "/search?q=thread"):
            # Another address each time, so that no page is kept.
            separator = "&" if "?" in path else "?"
            assert browser.get(f"{path}{separator}visit={number}").status_code == 200
    statements, used = prepared(site)
    assert statements > 10
    assert used > 2 * statements


def test_what_is_read_is_no_transaction(site):
    with site.app.app_context():
        connection = db.session.connection()
        first, second = (connection.execute(text("SELECT now()")).scalar() for _ in range(2))
    assert first != second, "now() is when a transaction began"


def test_a_table_that_was_changed_fails_what_was_prepared_once_and_not_for_ever(site):
    with site.app.app_context(), db.engine.connect() as other:
        other.execute(text("CREATE TABLE changing (kind integer)"))
        asks = text("SELECT * FROM changing")
        for _ in range(OFTEN):
            db.session.connection().execute(asks)
            db.session.rollback()
        other.execute(text("ALTER TABLE changing ALTER kind TYPE bigint"))
        with pytest.raises(NotSupportedError):
            db.session.connection().execute(asks)
        db.session.rollback()
        assert db.session.connection().execute(asks).all() == []
        db.session.rollback()
        other.execute(text("DROP TABLE changing"))
