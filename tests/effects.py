"""The effects as tests run them: at once, in this process, with what they would send kept to look at."""

from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from community.effects.documents import Documents
from community.effects.index_health import IndexHealth
from community.effects.indexing import Indexing
from community.effects.mailing import Mailing
from community.effects.notifying import Notifying
from community.effects.outbox import drain
from community.effects.similar_threads import Looking
from community.mail.mailer import Undeliverable
from community.mail.opening import sender
from community.model.records import Notification, OutboxRow
from community.policy.actors import GUEST, Actor
from community.queries.search import Found, find
from community.work import unit_of_work
from tests.cast import Cast
from tests.search import engine_of


class Letterbox:
    """A mailer that keeps what it is given; `error` is raised instead while it is set."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.error: Undeliverable | None = None

    def send(self, message: EmailMessage) -> None:
        if self.error:
            raise self.error
        self.messages.append(message)

    @property
    def sent(self) -> list[tuple[str, str]]:
        """Address and subject of each mail."""
        return [(str(message["To"]), str(message["Subject"])) for message in self.messages]


class Effects:
    """Every effect on one database, its index where the program would keep it."""

    def __init__(self, cast: Cast, folder: Path) -> None:
        self.cast = cast
        self.sessions: sessionmaker[Session] = sessionmaker(cast.database.engine)
        self.engine = engine_of(cast.database, folder)
        self.health = IndexHealth(self.engine, Documents(self.sessions), folder)
        self.looking = Looking(self.sessions, self.engine)
        self.letterbox = Letterbox()
        settings = SimpleNamespace(mail_url=None, base_url="https://hilfe.example")
        self.all = [
            Indexing(self.sessions, self.engine, self.health),
            Notifying(self.sessions),
            Mailing(
                self.sessions,
                self.letterbox,
                lambda name: sender(settings, name),
                "https://hilfe.example",
                "k" * 40,
            ),
        ]
        self.health.look()
        self.health.mend()

    def follow(self) -> None:
        """Do everything that waits, and what follows from it."""
        while drain(self.sessions, self.all):
            pass
        while self.health.writable() and self.looking.some():
            pass

    def told(self, name: str) -> list[tuple[str, int | None]]:
        """Return what somebody was notified of: kind and post."""
        with self.sessions() as session:
            rows = session.scalars(
                select(Notification)
                .where(Notification.member_id == self.cast.ids[name])
                .order_by(Notification.id)
            )
            return [(row.kind, row.post_id) for row in rows]


def outbox(cast: Cast) -> list[OutboxRow]:
    """Return every row of the outbox as it stands."""
    cast.session.rollback()
    rows = select(OutboxRow).order_by(OutboxRow.id).execution_options(populate_existing=True)
    return list(cast.session.scalars(rows))


def repeat(cast: Cast) -> None:
    """Let every fact but mails wait again, as if the worker had died before it could note that it told them."""
    facts = update(OutboxRow).where(OutboxRow.event.not_in(("NotificationMade", "MailRequested")))
    with unit_of_work(cast.session) as work:
        work.session.execute(facts.values(done_at=None, available_at=OutboxRow.created_at))


@pytest.fixture
def effects(cast: Cast, tmp_path: Path) -> Iterator[Effects]:
    """The effects on the company's database; what gathering the company asked for is done."""
    made = Effects(cast, tmp_path)
    made.follow()
    made.letterbox.messages.clear()
    yield made
    made.engine.close()


@pytest.fixture
def search(effects: Effects) -> Callable[..., Found]:
    """A function (words, actor=GUEST, **options) that returns what is found."""

    def look(words: str, actor: Actor = GUEST, **options: Any) -> Found:
        with effects.sessions() as session:
            return find(session, actor, effects.engine, words, **{"limit": 20} | options)

    return look
