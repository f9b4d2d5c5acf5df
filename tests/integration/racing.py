"""Several people doing something at the very same moment, each on a connection of their own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from sqlalchemy.orm import Session

from tests.databases import Database

Result = TypeVar("Result")


def race(database: Database, acts: Sequence[Callable[[Session], Result]]) -> list[Result | Exception]:
    """Start all `acts` at once; return what each returned or raised."""
    start = Barrier(len(acts))

    def run(act: Callable[[Session], Result]) -> Result | Exception:
        with database.session() as session:
            session.connection()
            session.rollback()
            start.wait(20)
            try:
                return act(session)
            except Exception as error:  # the test looks at it
                return error

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
