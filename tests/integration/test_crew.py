"""The worker's crew in this process: lanes, waking, tidying, and what it does when something is broken."""

import dataclasses
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from community import settings
from community.commands.one_time_links import LASTS, make_link
from community.effects.jobs import Jobs, jobs_of
from community.effects.lanes import Lane
from community.effects.lock import AlreadyRunning, at_work, nobody_at_work
from community.effects.waking import wake, wake_for_index
from community.model.records import Composition
from community.model.sign_ins import OneTimeLink, Purpose
from community.policy.actors import GUEST
from community.queries.search import find
from tests.stories import asked, replied


@pytest.fixture
def known(cast, tmp_path):
    """Settings of the company's database with a data folder of their own."""
    return settings.load({"COMMUNITY_DATA": str(tmp_path / "data"), "DATABASE_URL": cast.database.url})


@pytest.fixture
def jobs(known):
    made = Jobs(known)
    yield made
    made.queue.storage.close()
    made.crew.index.engine.close()
    made.crew.sessions.kw["bind"].dispose()


@pytest.fixture
def quiet(known):
    """The queue that waking uses, closed at the end."""
    yield jobs_of(known).queue
    jobs_of(known).queue.storage.close()


def test_a_crew_makes_the_index_follows_facts_and_sends_mail(cast, known, jobs):
    thread_id = asked(cast, source="Bratwurstfilter.")
    replied(cast, thread_id)
    jobs.crew.follow()
    with jobs.crew.sessions() as session:
        found = find(session, GUEST, jobs.crew.index.engine, "bratwurstfilter", limit=5)
    assert [item.thread_id for item in found.items] == [thread_id]
    assert not found.degraded
    assert len(list((known.data / "mail").glob("*.eml"))) == 1


def test_one_broken_lane_keeps_no_other_from_its_work(cast, known, jobs, monkeypatch):
    replied(cast, asked(cast))
    monkeypatch.setattr(jobs.crew.index, "mend", lambda: 1 / 0)
    jobs.crew.follow()
    assert len(list((known.data / "mail").glob("*.eml"))) == 1


def test_what_has_expired_is_swept(cast, jobs, turning_clock):
    def leave(work, _):
        make_link(work, Purpose.reset_password, cast.ids["Mara"], "mara@example.org")
        work.session.add(Composition(token_hash="a" * 64, fields={}, created_at=turning_clock()))

    cast.do(leave, None)
    jobs.crew.tidy()
    assert len(cast.session.scalars(select(OneTimeLink)).all()) == 1
    turning_clock.time += LASTS[Purpose.found]
    cast.session.rollback()
    jobs.crew.tidy()
    assert not cast.session.scalars(select(OneTimeLink)).all()
    assert not cast.session.scalars(select(Composition)).all()


def test_one_wake_is_as_good_as_many(known, quiet):
    for _ in range(3):
        wake(known)
    assert quiet.pending_count() == 1
    wake_for_index(known)
    assert quiet.pending_count() == 2


def test_a_queue_that_is_broken_fails_nobody(known, quiet, monkeypatch):
    monkeypatch.setattr(quiet.storage, "queue_size", lambda: 1 / 0)
    wake(known)
    monkeypatch.setattr(quiet.storage, "peek_data", lambda key: 1 / 0)
    assert jobs_of(known).last_beat() is None


def test_a_sign_of_life(jobs):
    assert jobs.last_beat() is None
    jobs.beat()
    assert jobs.last_beat() is not None


def test_a_data_folder_has_one_worker_where_the_index_lies_in_it(known):
    known = dataclasses.replace(known, search_url="whoosh:")
    with at_work(known):
        with pytest.raises(AlreadyRunning) as caught, at_work(known):
            pass
        assert caught.value.process.isdigit()
        with pytest.raises(AlreadyRunning), nobody_at_work(known):
            pass
    with nobody_at_work(known), pytest.raises(AlreadyRunning), at_work(known):
        pass
    with at_work(known):
        pass


def test_a_lane_runs_alone_and_once_more_for_who_came_meanwhile():
    entered, leave, runs, at_once = threading.Event(), threading.Event(), [], []

    def work():
        at_once.append(len(runs) - len(ended))
        runs.append(1)
        entered.set()
        leave.wait(10)
        ended.append(1)

    ended = []
    lane = Lane(work)
    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(lane)
        entered.wait(10)
        others = [pool.submit(lane) for _ in range(3)]
        for other in others:
            other.result(10)
        assert len(runs) == 1
        leave.set()
        first.result(10)
    assert (len(runs), max(at_once)) == (2, 0)


def test_a_lane_that_failed_can_be_asked_again():
    turns = iter([1, 0])
    lane = Lane(lambda: 1 / (1 - next(turns)))
    with pytest.raises(ZeroDivisionError):
        lane()
    lane()
