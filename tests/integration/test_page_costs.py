"""What pages cost: a fixed number of statements, and as many rows on the last page of a long thread as on the first."""

import datetime as dt
import re

import pytest
from sqlalchemy import insert, select, text, update

from community import clock
from community.commands.product_fields import add_field
from community.commands.solutions import accept_solution
from community.model.members import Right
from community.model.posts import Post, PostRevision
from community.model.product_fields import FieldKind, FieldValue
from community.model.readers import HelpfulVote, ThreadVisit
from community.model.threads import Closure, Thread
from community.model.versions import Version
from community.policy.actors import GUEST
from community.queries.board_page import board_page
from community.queries.bookmarks_page import bookmarks_page
from community.queries.follows import follows_page
from community.queries.tag_page import tag_page
from community.queries.thread_page import thread_page
from community.queries.thread_rows import filtered, thread_rows
from community.queries.thread_span import PAGE
from tests.costs import statements
from tests.stories import answered, asked, replied

LONG = 2000
THREAD, LIST = 8, 6
"""Statements a thread's page and a list may take, whatever is on them."""
WALKED = re.compile(r"SCAN (?!CONSTANT|SUBQUERY|\()(\w+)")
"""What SQLite says of a table that is read from end to end; an alias of our own subqueries is no table."""


@pytest.fixture
def long_thread(cast):
    """A thread of 2,000 answers, multiplied from one, between ten others; returned with the solution in its midst."""
    for number in range(10):
        replied(cast, asked(cast, title=f"Another question {number}"))
    thread_id, nils, ada = asked(cast), cast.ids["Nils"], cast.ids["Ada"]
    first = replied(cast, thread_id)
    revision = cast.session.get_one(PostRevision, (first, 1))
    model = cast.session.get_one(Version, revision.version_id)
    post = cast.session.get_one(Post, first)
    versions, posts, revisions = [], [], []
    for number in range(3, LONG + 2):
        at = post.created_at + dt.timedelta(minutes=number)
        same = {column.key: getattr(model, column.key) for column in Version.__table__.columns}
        versions.append(same | {"id": 100_000 + number, "created_at": at})
        same = {column.key: getattr(post, column.key) for column in Post.__table__.columns}
        posts.append(same | {"id": 100_000 + number, "number": number, "place": number, "created_at": at})
        revisions.append(
            {
                "post_id": 100_000 + number,
                "number": 1,
                "post_by_staff": False,
                "version_id": 100_000 + number,
                "by_staff": False,
                "release_id": None,
                "created_at": at,
            }
        )
    for table, rows in ((Version, versions), (Post, posts), (PostRevision, revisions)):
        cast.session.execute(insert(table), rows)
    cast.session.execute(
        update(Thread)
        .where(Thread.id == thread_id)
        .values(numbers_given=LONG + 1, reply_count=LONG, other_reply_count=LONG, last_post_at=at)
    )
    key = {"thread_id": thread_id, "member_id": nils}
    now = clock.now()
    cast.session.execute(insert(ThreadVisit), [{**key, "number": 900, "read_until": now, "visited_at": now}])
    votes = [{"member_id": nils, "post_id": 100_000 + number, "voted_at": now} for number in range(3, 99)]
    cast.session.execute(insert(HelpfulVote), votes)
    cast.session.commit()
    cast.do(accept_solution, cast.mara, 100_000 + LONG // 2)
    lifted = {"closed_by_id": ada, "lifted_by_id": ada, "closed_at": now, "lifted_at": now}
    cast.session.execute(insert(Closure), [{**lifted, "thread_id": thread_id, "reason": "Enough."}])
    cast.session.execute(text("ANALYZE"))
    cast.session.commit()
    return thread_id


def people(cast):
    return [GUEST, *(cast.actor(name) for name in ("Mara", "Nils", "Moritz", "Jana", "Ada"))]


def test_a_thread_takes_as_many_statements_at_any_length(cast, long_thread):
    short = asked(cast)
    answered(cast, short)
    for actor in people(cast):
        counts = []
        for thread_id, page in ((short, 1), (long_thread, 1), (long_thread, 50), (long_thread, LONG // PAGE)):
            with statements(cast) as sent:
                shown = thread_page(cast.session, actor, thread_id, page=page)
            counts.append(len(sent))
            assert len(shown.posts) == (PAGE if thread_id == long_thread else 1)
        # Who moderates is offered the clauses as well.
        assert max(counts) <= THREAD + (Right.moderator in actor.rights), (actor.name, counts)
        assert len(set(counts[1:])) == 1, (actor.name, counts)


def test_lists_take_few_statements(cast, long_thread):
    for actor in people(cast):
        for page in (
            lambda actor=actor: thread_rows(cast.session, actor, filtered, "newest"),
            lambda actor=actor: board_page(cast.session, actor, "internet", filter="newest", page=1),
        ):
            with statements(cast) as sent:
                page()
            assert len(sent) <= LIST, actor.name
    for page in (bookmarks_page, follows_page):
        with statements(cast) as sent:
            page(cast.session, cast.nils, page=1)
        assert len(sent) <= LIST
    assert tag_page


def test_a_board_narrowed_to_a_product_walks_no_table(cast):
    options = ["XR 500", "XR 700", "XR 900"]
    field = cast.do(add_field, cast.ada, "internet", label="Router", kind=FieldKind.choice, options=options)
    model = cast.session.get_one(Thread, asked(cast, fields={"router": "XR 500"}))
    same = {column.key: getattr(model, column.key) for column in Thread.__table__.columns}
    numbers = range(100_000, 100_000 + LONG)
    cast.session.execute(insert(Thread), [same | {"id": number} for number in numbers])
    told = [{"field_id": field.id, "thread_id": one, "value": options[one % 2]} for one in numbers]
    cast.session.execute(insert(FieldValue), told)
    cast.session.execute(text("ANALYZE"))
    cast.session.commit()
    for products in (["router:XR 500"], ["router:XR 900"], ["router:none"]):
        with statements(cast) as sent:
            board_page(cast.session, GUEST, "internet", filter="newest", page=1, products=products)
        assert len(sent) <= LIST
        if cast.database.backend == "sqlite":
            with cast.database.engine.connect() as connection:
                for statement, parameters in sent:
                    plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
                    walked = WALKED.findall("\n".join(row[3] for row in plan))
                    assert not {"threads", "field_values"} & set(walked), (products, plan)
        else:
            walks = [one for each in sent for one in cost(cast, *each)[1] if one[1] > 200]
            assert walks == [], products


def cost(cast, statement, parameters):
    """Return how many rows PostgreSQL touches while it answers, and the tables it reads from end to end."""
    with cast.database.engine.connect() as connection:
        # Two thousand rows are few enough to be read whole; asked not to, it does so only where no index serves.
        for whole in ("seqscan", "hashjoin", "mergejoin"):
            connection.exec_driver_sql(f"SET LOCAL enable_{whole} = off")
        found = connection.exec_driver_sql(
            f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", parameters
        ).scalar_one()
    touched, walked = 0, []
    waiting = [found[0]["Plan"]]
    while waiting:
        node = waiting.pop()
        waiting += node.get("Plans", [])
        rows = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
        if "Scan" in node["Node Type"]:
            touched += rows * node["Actual Loops"]
        if node["Node Type"] == "Seq Scan":
            walked.append((node["Relation Name"], rows))
    return touched, walked


def test_the_last_page_of_a_long_thread_costs_what_the_first_does(cast, long_thread):
    for actor in (GUEST, cast.nils, cast.mara):
        touched = []
        for page, newest_first in ((1, False), (50, False), (LONG // PAGE, False), (1, True), (50, True)):
            with statements(cast) as sent:
                thread_page(cast.session, actor, long_thread, page=page, newest_first=newest_first)
            if cast.database.backend == "sqlite":
                with cast.database.engine.connect() as connection:
                    for statement, parameters in sent:
                        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
                        lines = "\n".join(row[3] for row in plan)
                        assert big_tables(lines) == [], (page, statement, lines)
            else:
                costs = [cost(cast, *one) for one in sent]
                touched.append(sum(rows for rows, _ in costs))
                long_walks = [one for _, walked in costs for one in walked if one[1] > 200]
                assert long_walks == [], page
        if touched:
            assert max(touched) <= 2 * min(touched) + 100, (actor.name, touched)


GROWING = {
    "posts",
    "post_revisions",
    "versions",
    "thread_visits",
    "helpful_votes",
    "hidings",
    "closures",
    "solutions",
}


def big_tables(plan):
    return [name for name in WALKED.findall(plan) if name in GROWING]


def test_the_test_sees_a_walk_through_all_posts(cast, long_thread):
    if cast.database.backend == "sqlite":
        walk = "EXPLAIN QUERY PLAN SELECT count(*) FROM posts WHERE badge = 'x'"
        plan = cast.session.execute(text(walk)).all()
        assert big_tables("\n".join(row[3] for row in plan)) == ["posts"]
    else:
        touched, walked = cost(cast, "SELECT count(*) FROM posts WHERE badge = 'x'", ())
        assert touched > LONG
        assert walked
    assert cast.session.scalar(select(Thread.reply_count).where(Thread.id == long_thread)) == LONG
