"""The company every story is told with: two sites, four staff, a moderator, customers and boards."""

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import psycopg
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from community import access, clock
from community.commands.boards import create_board
from community.commands.members import add_member
from community.commands.obligations import standing
from community.commands.site import write_setting
from community.commands.teams import team_named
from community.model.base import metadata
from community.model.boards import Holding, Visibility
from community.model.members import Participant, Right, Role
from community.model.obligations import Obligation
from community.model.posts import Post
from community.model.sign_ins import Scope
from community.policy.actors import Actor
from community.search.postgres_tables import BUILDING, CURRENT
from community.work import Work, unit_of_work
from tests.databases import Database, connected, copy_postgresql
from tests.locks import first

Result = TypeVar("Result")

TABLES = tuple(metadata.tables)

START = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
"""A Monday morning."""

KIEL, BIELEFELD = "Team Kiel", "Team Bielefeld"

PEOPLE: tuple[tuple[str, Role, tuple[Right, ...], str | None], ...] = (
    ("Ada", Role.administrator, (Right.reader, Right.moderator), KIEL),
    ("Jana", Role.staff, (Right.reader,), KIEL),
    ("Ole", Role.staff, (Right.reader,), BIELEFELD),
    ("Svea", Role.staff, (), BIELEFELD),
    ("Moritz", Role.customer, (Right.moderator,), None),
    ("Mara", Role.customer, (), None),
    ("Holger", Role.customer, (), None),
    ("Rolf", Role.customer, (Right.helper,), None),
    ("Nils", Role.customer, (), None),
)
"""Name, role, rights, team; Moritz is a customer the company trusts to moderate, Nils is new."""

BOARDS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("internet", "Internet & WLAN", {}),
    ("members", "Members only", {"visibility": Visibility.members}),
    ("staff", "Staff only", {"visibility": Visibility.staff}),
    ("held", "Everything is held", {"holding": Holding.all}),
    ("newcomers", "First posts are held", {"holding": Holding.first_posts}),
    ("several", "Tips", {"several_solutions": True}),
    ("six-eyes", "Contracts", {"readers_required": 2}),
    ("solo", "Nobody reads", {"readers_required": 0}),
)

CLAUSES = {
    "hide": [
        *("spam", "rude", "wrong", "Spam", "Wrong", "Werbung", "Zuckerwatte", "Darum", "Not kind."),
        *("Please stay polite.", "Sold goods.", "against the rules", "Ausführlich begründet"),
    ],
    "close": ["Enough", "enough", "old", "Again", "Answered elsewhere", "Genug gesagt", "x"],
    "no_answer": ["Solved by itself", "Again", "No need", "Said twice.", "It is one of the rules."],
    "lock": [
        *("settled", "settled again", "mine", "mine is best"),
        *("Settled by the manufacturer.", "The manufacturer says so."),
    ],
    "review": [
        *("spam", "Advertising", "an advertisement", "Zuckerwatte", "Bitte ohne Namen.", "Why?"),
        *("The question is gone", "Please leave out the number."),
    ],
}
"""The reasons this company lets people choose from, as it words them."""


def gather(session: Session) -> None:
    """Make the whole company, by commands alone."""
    with unit_of_work(session) as work:
        team_named(work, KIEL)
        team_named(work, BIELEFELD)
        for name, role, rights, team in PEOPLE:
            email = f"{name.lower()}@example.org"
            add_member(work, None, name=name, email=email, role=role, rights=rights, team=team)
        write_setting(work, None, "clauses", CLAUSES)
        for address, name, options in BOARDS:
            create_board(work, None, name, board_slug=address, **options)


class Clock:
    """A clock that a test turns; every look at it takes a second, so that an order is an order."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> dt.datetime:
        self.time += dt.timedelta(seconds=1)
        return self.time

    def pass_by(self, **span: float) -> None:
        """Let time go by."""
        self.time += dt.timedelta(**span)


class Cast:
    """The company in one database: its people as actors, and commands done one unit of work each."""

    def __init__(self, database: Database, session: Session) -> None:
        self.database = database
        self.session = session
        self.ids = {row.name: row.id for row in session.scalars(select(Participant))}
        session.rollback()

    def __getattr__(self, name: str) -> Actor:
        """`cast.jana` is Jana as her account stands now."""
        try:
            found = self.actor(name.capitalize())
        except KeyError:
            raise AttributeError(name) from None
        return found

    def actor(self, name: str, token: Scope | None = None) -> Actor:
        """Return somebody as their account stands now, through a token where one is named."""
        found = access.actor(self.session, self.ids[name], token)
        self.session.rollback()
        return found

    def do(self, command: Callable[..., Result], actor: Actor | None, *given: Any, **named: Any) -> Result:
        """Do one command in a unit of work of its own."""
        with unit_of_work(self.session) as work:
            return command(work, actor, *given, **named)

    def owed(self, thread_id: int, **columns: object) -> list[Obligation]:
        """Return what is open in a thread."""
        self.session.rollback()
        return list(standing(Work(self.session), thread_id=thread_id, **columns))

    def question(self, thread_id: int) -> Post:
        """Return the first post of a thread."""
        self.session.rollback()
        return self.session.scalars(select(Post).where(Post.thread_id == thread_id, Post.number == 1)).one()


@pytest.fixture
def turning_clock() -> Iterator[Clock]:
    """The clock of the test, set to START."""
    turning = Clock()
    clock.set_source(turning)
    yield turning
    clock.set_source(None)


@pytest.fixture
def new_cast_url(request: pytest.FixtureRequest, backend: str, turning_clock: Clock) -> Callable[[], str]:
    """A function that returns the address of a database with the company in it and nothing else.

    The company is gathered once per run; on PostgreSQL it is always the same database, swept.
    """
    if backend == "postgresql":
        url: str = request.getfixturevalue("cast_on_postgresql")

        def swept() -> str:
            _restore(url)
            return url

        return swept
    run_folder = request.getfixturevalue("run_folder")
    new_database = request.getfixturevalue("new_database")
    template = run_folder / "cast.db"
    with first(run_folder, "sqlite-cast") as is_first:
        if is_first:
            gathered = new_database(backend)
            _gather_at(gathered)
            Path(gathered.removeprefix("sqlite:///")).rename(template)

    def copied() -> str:
        copy: str = new_database(backend, empty=True)
        shutil.copyfile(template, copy.removeprefix("sqlite:///"))
        return copy

    return copied


@pytest.fixture
def cast_url(new_cast_url: Callable[[], str]) -> str:
    """Address of a database with the company in it and nothing else."""
    return new_cast_url()


@pytest.fixture(scope="session")
def cast_on_postgresql(run_folder: Path) -> Iterator[str]:
    """A database of this worker, swept for each test: making one anew takes a second on a busy disk."""
    with copy_postgresql(run_folder, empty=False) as url:
        _gather_at(url)
        _execute(url, "CREATE SCHEMA saved", *(f"CREATE TABLE saved.{t} AS TABLE {t}" for t in TABLES))
        yield url


@pytest.fixture
def cast(backend: str, cast_url: str) -> Iterator[Cast]:
    """The company, in a fresh database of the backend."""
    with connected(cast_url) as engine:
        database = Database(backend, cast_url, engine)
        with database.session() as session:
            yield Cast(database, session)


def _gather_at(url: str) -> None:
    with connected(url) as engine, Session(engine, expire_on_commit=False) as session:
        gather(session)


def _restore(url: str) -> None:
    """Put every table back to what it was when the company was gathered, triggers and keys resting; no index."""
    numbered = [name for name, table in metadata.tables.items() if "id" in table.c and name != "members"]
    _execute(
        url,
        "SET session_replication_role = replica",
        *(f"DELETE FROM {name}" for name in TABLES),
        *(f"INSERT INTO {name} SELECT * FROM saved.{name}" for name in TABLES),
        *(
            f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), coalesce(max(id), 0) + 1, false) FROM {name}"
            for name in numbered
        ),
        *(f"DROP SCHEMA IF EXISTS {schema} CASCADE" for schema in (CURRENT, BUILDING)),
    )


def _execute(url: str, *statements: str) -> None:
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.execute("; ".join(statements))
