"""Killed in the middle of an act: it is done or it is not, what was acknowledged is there, and once is enough."""

import itertools
import os
import random
import time
from contextlib import closing

import pytest
from sqlalchemy import func, select

from community.model.obligations import Obligation, OpenedBy
from community.model.posts import Post, Solution
from community.model.records import ImportedRow
from community.queries.check import check
from tests.bench.search import document
from tests.databases import POSTGRESQL_IS_LONG
from tests.dumps import bring, enlarged
from tests.faults.calls import watched
from tests.faults.flows import FLOWS, again, rows
from tests.faults.killed import die, killed
from tests.search import KINDS, engine_at, found, new_index

pytestmark = pytest.mark.kill

TIMES = 10
"""How often the dump holds the excerpt of 26 posts."""


@pytest.fixture
def kills(pytestconfig):
    """A function (few) that says how often: few in `make test`, 300 times with --everything."""
    return lambda few: 300 if pytestconfig.getoption("everything") else few


@pytest.fixture
def calls(cast, monkeypatch):
    made = watched(cast.database.engine, monkeypatch)
    made.fail = die
    return made


@POSTGRESQL_IS_LONG
@pytest.mark.parametrize("flow", FLOWS)
def test_an_act_is_done_or_not_and_once_after_all(cast, calls, flow, kills):
    prepare, model = FLOWS[flow]
    turns = itertools.count()
    begun = time.monotonic()
    act = prepare(cast, next(turns))
    with calls.counted():
        act()
    several, took = calls.number, time.monotonic() - begun
    for turn in range(kills(3)):
        act = prepare(cast, next(turns))
        before = rows(cast, model)
        # Every other one somewhere between two calls, which may be in the middle of the commit.
        number, after = (0, False) if turn % 2 else (random.randint(1, several), random.random() < 0.5)

        def doing(act=act, number=number, after=after):
            with calls.counted(number, after=after):
                act()
            os.write(1, b"done")

        said = killed(doing, cast.database.engine, took if turn % 2 else None)
        done = rows(cast, model) - before
        assert done in ((1,) if said else (0, 1))
        assert list(check(cast.session)) == []
        cast.session.rollback()
        if done:
            again(act)
        else:
            act()
        assert rows(cast, model) == before + 1
    assert list(check(cast.session)) == []


def test_an_import_goes_on_where_it_was(database, monkeypatch, tmp_path, kills):
    calls = watched(database.engine, monkeypatch)
    calls.fail = die
    done, left = 0, kills(6)
    while left > 0:
        dump, ended = enlarged(tmp_path / f"number{left}.example", TIMES), b""

        def bringing(dump=dump):
            with database.session() as session, calls.counted(random.randint(1, 150)):
                bring(session, tmp_path, dump)
            os.write(1, b"done")

        while left > 0 and not ended:
            left -= 1
            ended = killed(bringing, database.engine)
            # Looking at everything takes as long as it has grown.
            if left % 10 < 2:
                with database.session() as session:
                    assert list(check(session)) == []
        with database.session() as session:
            bring(session, tmp_path, dump)
        done += TIMES
    with database.session() as session:
        count = select(func.count())
        assert session.scalar(count.select_from(Post)) == 26 * done
        assert session.scalar(select(func.count(ImportedRow.post_id.distinct()))) == 26 * done
        questions = count.select_from(Obligation).where(Obligation.opened_by == OpenedBy.question)
        assert session.scalar(questions) == 8 * done
        assert session.scalar(count.select_from(Solution)) == 2 * done
        assert list(check(session)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_an_index_keeps_what_was_acknowledged(kind, tmp_path, run_folder, kills):
    number, length = 0, 0.1

    def batch(number):
        first = 5 * number + 1
        return [
            document(i, i, f"Router {i}", f"Modem nummer{i} und mehr", first=True)
            for i in range(first, first + 5)
        ]

    with new_index(kind, tmp_path / "search", run_folder) as index:
        for _ in range(kills(12)):

            def writing(number=number):
                engine = engine_at(kind, index.place)
                for one in itertools.count(number):
                    engine.apply(batch(one))
                    os.write(1, f"{one}\n".encode())

            said = killed(writing, within=3 * length)
            number = max([number, *(int(line) + 1 for line in said.split())])
            with closing(engine_at(kind, index.place)) as engine:
                # Before the first batch there may be no index to be asked.
                if number:
                    difference = engine.check(range(1, 5 * number + 1))
                    assert difference.missing == ()
                    assert len(difference.surplus) in (0, 5)
                    assert found(engine, f"nummer{5 * number}") == [5 * number]
                begun = time.monotonic()
                engine.apply(batch(number))
                number, length = number + 1, time.monotonic() - begun
        assert index.open().check(range(1, 5 * number + 1)).clean
