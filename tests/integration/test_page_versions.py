"""The version of guests' pages turns with every commit that one of them could show, and becomes visible with it."""

import threading

import pytest
from sqlalchemy import Connection, delete, insert, select, text, update

from community.commands.affected import be_affected
from community.commands.bookmarks import add_bookmark
from community.commands.helpful_votes import find_helpful
from community.commands.hidings import hide_post, show_post
from community.commands.members import change_name
from community.commands.saved_texts import save_text
from community.commands.site import change_setting
from community.commands.solutions import accept_solution, remove_solution
from community.commands.tags import add_tag
from community.commands.views import count_view
from community.commands.visits import mark_thread_read
from community.effects.indexing import tell_pages
from community.model.boards import Tag
from community.model.page_turning import TURN
from community.model.page_versions import PageVersion
from community.model.readers import Bookmark
from community.policy.actors import GUEST
from community.web.guest_pages.version import VersionReader
from tests.stories import answered, asked, replied
from tests.waiting import until


@pytest.fixture
def version(cast):
    return VersionReader(cast.database.engine)


@pytest.fixture
def turned(version):
    """A function (act) that does something and says whether the version is another one since."""

    def find_out(act):
        before = version()
        assert before is not None
        act()
        return version() != before

    return find_out


def test_every_change_that_guests_could_see_turns_it(cast, turned):
    thread = asked(cast)
    reply, answer = replied(cast, thread), answered(cast, thread)
    acts = {
        "a question": lambda: asked(cast),
        "a reply": lambda: replied(cast, thread),
        "an answer": lambda: answered(cast, thread),
        "a vote": lambda: cast.do(find_helpful, cast.mara, reply),
        "me too": lambda: cast.do(be_affected, cast.rolf, thread),
        "a solution": lambda: cast.do(accept_solution, cast.mara, answer),
        "none any more": lambda: cast.do(remove_solution, cast.mara, answer),
        "hidden": lambda: cast.do(hide_post, cast.moritz, reply, "Darum"),
        "shown": lambda: cast.do(show_post, cast.moritz, reply),
        "a name": lambda: cast.do(change_name, cast.ada, cast.ids["Holger"], "Holger der Zweite"),
        "a setting": lambda: cast.do(change_setting, cast.ada, "name", "Anders"),
        "a tag": lambda: cast.do(add_tag, cast.ada, "glasfaser"),
        "the index": lambda: tell_pages(cast.database.session),
    }
    assert [name for name, act in acts.items() if not turned(act)] == []


def test_what_no_guest_sees_leaves_it(cast, turned):
    thread = asked(cast)
    reply = replied(cast, thread)
    acts = {
        "read": lambda: cast.do(mark_thread_read, cast.rolf, thread, reply),
        "counted": lambda: cast.do(count_view, GUEST, thread, "somebody"),
        "kept": lambda: cast.do(add_bookmark, cast.rolf, reply),
        "begun": lambda: cast.do(save_text, cast.rolf, "ask", {"title": ["Half a"], "body": ["sentence"]}),
        "nothing": lambda: cast.do(lambda work, _: work.session.execute(select(Tag)).all(), None),
        "kept no more": lambda: cast.do(lambda work, _: work.session.execute(delete(Bookmark)), None),
    }
    assert [name for name, act in acts.items() if turned(act)] == []


@pytest.mark.parametrize(
    "statement",
    [
        update(Tag).values(name="another"),
        update(Tag.__table__).values(name="another"),
        insert(Tag).from_select(["slug", "name"], select(text("'a'"), text("'b'"))),
        delete(Tag).where(Tag.slug == "none"),
        text("UPDATE tags SET name = 'another'"),
        text("WITH gone AS (SELECT 1) DELETE FROM tags WHERE slug = 'none'"),
    ],
    ids=str,
)
def test_statements_past_the_orm_turn_it_too(cast, turned, statement):
    def run() -> None:
        with cast.database.engine.begin() as connection:
            connection.execute(statement)

    assert turned(run)


def test_statements_by_hand_and_many_at_once_turn_it(cast, turned):
    def on_connection(act):
        with cast.database.engine.begin() as connection:
            act(connection)

    def by_hand(connection: Connection) -> None:
        connection.exec_driver_sql("update tags set name = 'another'")

    def many(connection: Connection) -> None:
        connection.execute(insert(Tag), [{"slug": f"t{n}", "name": f"T{n}"} for n in range(3)])

    assert turned(lambda: on_connection(by_hand))
    assert turned(lambda: on_connection(many))


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_a_change_within_a_query_turns_it(cast, turned):
    renamed = update(Tag).values(name="another").returning(Tag.id).cte()

    def run() -> None:
        with cast.database.engine.begin() as connection:
            connection.execute(select(renamed.c.id)).all()

    assert turned(run)


def test_a_connection_that_reads_row_by_row_turns_it_too(cast, turned):
    def run() -> None:
        with cast.database.engine.begin() as connection:
            connection.execute(insert(Tag).values(slug="new", name="new"))
            connection.execution_options(yield_per=2).execute(select(Tag)).all()

    assert turned(run)


def test_what_is_taken_back_leaves_it_also_for_the_next_on_that_connection(cast, turned):
    def broken() -> None:
        with cast.database.engine.connect() as connection:
            connection.execute(update(Tag).values(name="another"))
            connection.rollback()
            connection.execute(select(Tag)).all()
            connection.commit()

    assert not turned(broken)


def test_it_is_seen_with_the_change_and_not_before(cast, version):
    before = version()
    with cast.database.session() as session:
        session.add(Tag(slug="new", name="new"))
        session.flush()
        session.connection().exec_driver_sql(TURN[cast.database.backend])
        assert version() == before
        session.commit()
    assert version() != before


def test_no_version_ever_comes_again(cast, version):
    seen = set()
    for number in range(20):
        cast.do(lambda work, _: work.session.add(Tag(slug=f"n{number}", name="n")), None)  # noqa: B023
        seen.add(version())
    assert len(seen) == 20


def test_a_lost_row_keeps_nothing_and_comes_back(cast, version):
    with cast.database.engine.connect().execution_options(community_shaping=True) as connection:
        connection.execute(delete(PageVersion))
        connection.commit()
    assert version() is None
    asked(cast)
    assert version() is not None


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_versions_become_visible_in_the_order_of_the_changes(cast, version):
    """The later turn waits for the commit of the earlier: else a page of one could live under that of the other."""
    engine = cast.database.engine
    later = threading.Thread(target=asked, args=(cast,))

    def waiting() -> bool:
        with engine.connect() as connection:
            found = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
            return bool(connection.execute(found).scalar())

    with engine.connect() as connection:
        connection.execute(insert(Tag).values(slug="earlier", name="earlier"))
        connection.exec_driver_sql(TURN["postgresql"])
        mine = connection.execute(select(PageVersion.token)).scalar()
        later.start()
        until(waiting, "the later change to wait")
        assert version() != mine
        connection.commit()
    later.join(20)
    assert version() not in (mine, None)
    with engine.connect() as connection:
        assert connection.execute(select(Tag.id).where(Tag.slug == "earlier")).one()


def test_a_lost_connection_is_replaced_by_the_next_question(cast, version):
    known = version()
    version._kept.close()
    assert version() == known
