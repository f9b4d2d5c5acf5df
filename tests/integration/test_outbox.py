"""The outbox: every fact is told, once to the eye, whatever fails or dies in between."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy.orm import sessionmaker

from community.effects.outbox import KEPT, LEASE, TRIES, drain, free, prune
from community.events import KNOWN, MailRequested, PostPublished, ThreadStands
from community.model.records import OutboxRow
from community.work import unit_of_work
from tests.effects import outbox


class Listener:
    """An effect that notes what it was told, and fails as it is told to."""

    name = "listening"
    together = True
    follows = frozenset(KNOWN.values())

    def __init__(self, fails=()):
        self.heard, self.fails, self.calls, self.error = [], set(fails), 0, ValueError("Mara's secret words")

    def __call__(self, facts):
        self.calls += 1
        if any(fact.event.post_id in self.fails for fact in facts):
            raise self.error
        self.heard += [fact.event.post_id for fact in facts]


@pytest.fixture
def sessions(cast):
    return sessionmaker(cast.database.engine)


@pytest.fixture
def happened(cast, sessions):
    """A function (*ids) that records facts, after what is in the outbox already was done."""
    while drain(sessions, []):
        pass

    def record(*post_ids):
        with unit_of_work(cast.session) as work:
            for post_id in post_ids:
                work.record(PostPublished(post_id))

    return record


def waiting(cast):
    return [row for row in outbox(cast) if row.done_at is None]


def test_facts_are_told_in_order_in_one_go_and_once(cast, sessions, happened):
    listener = Listener()
    happened(1, 2, 3)
    assert drain(sessions, [listener]) == 3
    assert drain(sessions, [listener]) == 0
    assert (listener.heard, listener.calls) == ([1, 2, 3], 1)
    assert not waiting(cast)


def test_a_change_that_failed_leaves_no_fact(cast, sessions, happened):
    def break_off():
        with unit_of_work(cast.session) as work:
            work.record(PostPublished(1))
            raise LookupError

    with pytest.raises(LookupError):
        break_off()
    assert drain(sessions, [Listener()]) == 0


def test_no_more_than_the_limit_is_taken(sessions, happened):
    listener = Listener()
    happened(1, 2, 3)
    assert [drain(sessions, [listener], limit=2) for _ in range(3)] == [2, 1, 0]


def test_a_bad_fact_holds_up_no_other(cast, sessions, happened):
    listener = Listener(fails={2})
    happened(1, 2, 3)
    drain(sessions, [listener])
    assert listener.heard == [1, 3]
    (row,) = waiting(cast)
    assert (row.payload, row.attempts) == ({"post_id": 2}, 1)


def test_a_failure_waits_longer_each_time_and_ends_as_a_dead_letter(cast, sessions, happened, turning_clock):
    listener = Listener(fails={2})
    happened(2)
    waits = []
    for attempt in range(1, TRIES + 1):
        assert drain(sessions, [listener]) == 1
        assert drain(sessions, [listener]) == 0
        (row,) = waiting(cast)
        assert row.attempts == attempt
        waits.append(round((row.available_at - turning_clock.time).total_seconds(), -1))
        turning_clock.time = row.available_at
    assert waits == sorted(waits)
    assert waits[6] > 5 * 60 * 60
    assert row.dead_at is not None
    assert drain(sessions, [Listener()]) == 0


def test_a_dead_letter_says_what_and_where_but_nobodys_words(cast, sessions, happened):
    happened(2)
    drain(sessions, [Listener(fails={2})])
    (row,) = waiting(cast)
    assert row.error.startswith("listening: ValueError at test_outbox.py:")
    assert "secret" not in row.error


def test_what_is_in_vain_is_dead_at_once(cast, sessions, happened):
    listener = Listener(fails={2})
    listener.error.final = True
    happened(2)
    drain(sessions, [listener])
    (row,) = waiting(cast)
    assert (row.attempts, row.dead_at is not None) == (1, True)


def test_a_fact_of_a_newer_program_is_dead_and_holds_up_no_other(cast, sessions, happened):
    happened(1)
    now = outbox(cast)[-1].created_at
    with unit_of_work(cast.session) as work:
        work.session.add(OutboxRow(event="Unheard", payload={}, created_at=now, available_at=now))
    happened(2)
    listener = Listener()
    drain(sessions, [listener])
    assert listener.heard == [1, 2]
    assert [row.event for row in waiting(cast) if row.dead_at] == ["Unheard"]


def test_what_a_killed_worker_had_taken_is_told_by_the_next(sessions, happened, turning_clock):
    class Killed(Listener):
        def __call__(self, facts):
            raise KeyboardInterrupt

    happened(1, 2)
    with pytest.raises(KeyboardInterrupt):
        drain(sessions, [Killed()])
    listener = Listener()
    assert drain(sessions, [listener]) == 0
    free(sessions)
    drain(sessions, [listener])
    assert listener.heard == [1, 2]


def test_a_lease_runs_out(sessions, happened, turning_clock):
    class Killed(Listener):
        def __call__(self, facts):
            raise KeyboardInterrupt

    happened(1)
    with pytest.raises(KeyboardInterrupt):
        drain(sessions, [Killed()])
    turning_clock.time += LEASE + dt.timedelta(seconds=1)
    listener = Listener()
    drain(sessions, [listener])
    assert listener.heard == [1]


def test_two_workers_at_once_tell_every_fact_once(sessions, happened):
    listener, start = Listener(), Barrier(3)
    happened(*range(1, 61))

    def work():
        start.wait(10)
        return sum(iter(lambda: drain(sessions, [listener], limit=7), 0))

    with ThreadPoolExecutor(3) as pool:
        taken = [one.result() for one in [pool.submit(work) for _ in range(3)]]
    assert sum(taken) == 60
    assert sorted(listener.heard) == list(range(1, 61))


def test_what_is_left_to_another_drain_is_not_touched(cast, sessions, happened):
    happened(1)
    with unit_of_work(cast.session) as work:
        work.record(MailRequested("confirm_email", 1, "mara@example.org"))
    assert drain(sessions, [Listener()], leave={"MailRequested"}) == 1
    (row,) = waiting(cast)
    assert (row.event, row.attempts) == ("MailRequested", 0)


def test_an_address_is_gone_when_its_mail_is_out(cast, sessions, happened):
    with unit_of_work(cast.session) as work:
        work.record(MailRequested("confirm_email", 1, "mara@example.org"))
    drain(sessions, [])
    assert outbox(cast)[-1].payload == {"member_id": 1}


def test_done_rows_go_after_a_week_and_others_stay(cast, sessions, happened, turning_clock):
    happened(1, 2)
    drain(sessions, [Listener(fails={2})])
    before = len(outbox(cast))
    turning_clock.time += KEPT + dt.timedelta(hours=1)
    assert prune(sessions) == before - 1
    assert [row.payload for row in outbox(cast)] == [{"post_id": 2}]


def test_what_waits_on_purpose_waits_through_a_restart(cast, sessions, turning_clock):
    with unit_of_work(cast.session) as work:
        work.record(PostPublished(1))
        work.record(ThreadStands(2))
    listener = Listener()
    drain(sessions, [listener])
    free(sessions)
    drain(sessions, [listener])
    assert listener.heard == [1]
    turning_clock.pass_by(seconds=60)
    drain(sessions, [listener])
    assert listener.heard == [1, 2]
