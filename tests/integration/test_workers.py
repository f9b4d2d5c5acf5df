"""Workers in any number on one PostgreSQL: each thing is done once, and what a dead one had begun is taken up."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from email import message_from_bytes

import pytest
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.exc import OperationalError

from community import clock, settings
from community.commands.views import count_view
from community.effects.crew import Crew
from community.effects.lock import AlreadyRunning, at_work, nobody_at_work
from community.effects.turns import Taken, in_turn
from community.mail.files import FileMailer
from community.model.posts import SolutionReminder
from community.model.readers import ThreadView
from community.model.records import Notification, OutboxRow
from community.model.threads import Thread
from community.model.turns import Turn
from community.policy.actors import GUEST
from community.queries.health import readiness
from tests.stories import asked, replied

pytestmark = pytest.mark.parametrize(
    "backend", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True
)

END_HOLDERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
"""Other tests hold locks in databases of their own."""


@pytest.fixture
def machines(cast, tmp_path):
    """The settings of two machines: one database and one key, and a data folder on each."""
    shared = {"DATABASE_URL": cast.database.url, "SECRET_KEY": "k" * 40}
    return [settings.load({**shared, "COMMUNITY_DATA": str(tmp_path / name)}) for name in ("one", "two")]


@pytest.fixture
def crews(machines):
    """The crews of a worker on each machine."""
    made = [Crew(known) for known in machines]
    for crew in made:
        crew.index.look()
        crew.index.mend()
    yield made
    for crew in made:
        crew.index.engine.close()
        crew.engine.dispose()


def mails(machines):
    return [mail for known in machines for mail in (known.data / "mail").glob("*.eml")]


def at_once(crews, act):
    """Have every crew do something, four times each, all together."""
    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(act, crew) for crew in [*crews] * 4]:
            done.result(60)


def test_one_is_in_a_lane_until_it_ends_or_its_connection_does(cast):
    engines = [create_engine(cast.database.url) for _ in range(2)]
    with in_turn(engines[0], Turn.mail) as still_ours:
        still_ours()
        with in_turn(engines[1], Turn.facts):
            pass
        with pytest.raises(Taken), in_turn(engines[1], Turn.mail, 0.05):
            pass
        cast.session.execute(
            text(f"{END_HOLDERS} AND objid = :mail"),
            {"mail": Turn.mail.value},
        )
        with in_turn(engines[1], Turn.mail), pytest.raises(OperationalError):
            still_ours()
    for engine in engines:
        engine.dispose()


def test_what_happens_is_followed_once_by_all_together(cast, machines, crews):
    thread = asked(cast)
    for number in range(30):
        replied(cast, thread, cast.holger, source=f"Reply {number}.")
    at_once(crews, Crew.follow)
    cast.session.rollback()
    told = select(func.count()).where(
        Notification.member_id == cast.ids["Mara"], Notification.kind == "reply"
    )
    assert cast.session.scalar(told) == 30
    assert len(mails(machines)) == 30
    waiting = select(OutboxRow.event).where(OutboxRow.done_at.is_(None), OutboxRow.event != "ThreadStands")
    assert cast.session.scalars(waiting).all() == []
    assert cast.session.scalar(select(func.max(OutboxRow.attempts))) == 0


def test_what_a_worker_had_begun_when_it_died_is_taken_up_at_once(cast, machines, crews, monkeypatch):
    replied(cast, asked(cast))
    begun = []

    def die(mailer, message):
        begun.append(message["Message-ID"])
        raise SystemExit

    with monkeypatch.context() as dying:
        dying.setattr(FileMailer, "send", die)
        with pytest.raises(SystemExit):
            crews[0].follow()
    assert mails(machines) == []
    crews[1].follow()
    (mail,) = mails(machines)
    # Had it gone out before, a mail program would know it again.
    assert message_from_bytes(mail.read_bytes())["Message-ID"] == begun[0]


def test_what_time_makes_due_comes_about_once(cast, crews, turning_clock):
    threads = [asked(cast) for _ in range(5)]
    for thread in threads:
        replied(cast, thread, cast.holger)
    for reader in range(20):
        cast.do(count_view, GUEST, threads[0], f"browser {reader}")
    turning_clock.time = clock.now().replace(hour=12) + dt.timedelta(days=6)
    at_once(crews, Crew.tidy)
    cast.session.rollback()
    assert cast.session.scalar(select(Thread.view_count).where(Thread.id == threads[0])) == 20
    assert cast.session.scalars(select(ThreadView)).all() == []
    assert len(cast.session.scalars(select(SolutionReminder)).all()) == 5
    reminded = select(func.count()).where(Notification.kind == "reminder")
    assert cast.session.scalar(reminded) == 5


def test_workers_on_several_machines_know_of_each_other(cast, machines):
    def ready():
        cast.session.rollback()
        return readiness(cast.session, Healthy(), None, clock.now())["worker"]

    assert not ready()
    with ExitStack() as others:
        for known in machines:
            others.enter_context(at_work(known))
        assert ready()
        elsewhere = settings.load(
            {"COMMUNITY_DATA": str(machines[0].data.parent / "three"), "DATABASE_URL": cast.database.url}
        )
        with pytest.raises(AlreadyRunning), nobody_at_work(elsewhere):
            pass
    assert not ready()
    with nobody_at_work(machines[0]):
        assert not ready()
        with pytest.raises(AlreadyRunning), at_work(machines[1]):
            pass


class Healthy:
    """An index that answers."""

    def healthy(self):
        return True


def test_a_worker_comes_back_to_the_others_after_its_connection_was_lost(cast, machines):
    with at_work(machines[0]) as presence:
        cast.session.execute(text(END_HOLDERS))
        presence.renew()
        presence.renew()
        with pytest.raises(AlreadyRunning), nobody_at_work(machines[1]):
            pass
