"""What the stack alone costs: an empty Flask page, and one with a single ORM query and 20 rows, served as ours are.

Run: python -m tests.bench.floors, with the environment of the place.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask, render_template_string
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import String, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from community import settings
from community.cli.web_server import WebServer
from community.model.engine import engine_options, prepare_engine
from tests.bench.places import Place
from tests.bench.processes import Groups
from tests.servers import Server, prepared

EMPTY, ROWS = "/empty", "/rows"
PAGE = (
    "<!doctype html><title>Rows</title><table>"
    "{% for row in rows %}<tr><td>{{ row.id }}<td>{{ row.title }}<td>{{ row.author }}<td>{{ row.replies }}"
    "{% endfor %}</table>"
)


class Base(DeclarativeBase):
    """Tables of the floors alone."""


class FloorRow(Base):
    """A row as lists have them, without anything to decide about it."""

    __tablename__ = "floor_rows"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(140))
    author: Mapped[str] = mapped_column(String(60))
    replies: Mapped[int]


class FloorServer(Server):
    """The floors as a process of their own."""

    module = ("tests.bench.floors",)
    ready_at = EMPTY

    def groups(self, database: int | None) -> Groups:
        """Return its processes, and those of the PostgreSQL whose first process is `database`."""
        assert self.process is not None
        return Groups(self.process.pid, None, database)


def create_app() -> Flask:
    """Return the app with both pages; the rows are made where they are missing."""
    known = settings.load()
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = known.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(known.database_url)
    database = SQLAlchemy(metadata=Base.metadata)
    database.init_app(app)
    with app.app_context():
        prepare_engine(database.engine)

    @app.get(EMPTY)
    def empty() -> str:
        return ""

    @app.get(ROWS)
    def rows() -> str:
        newest = select(FloorRow).order_by(FloorRow.id.desc()).limit(20)
        return render_template_string(PAGE, rows=database.session.scalars(newest).all())

    return app


def make_rows(app: Flask) -> None:
    """Fill the table of the floors."""
    database = app.extensions["sqlalchemy"]
    with app.app_context():
        Base.metadata.drop_all(database.engine)
        Base.metadata.create_all(database.engine)
        database.session.add_all(
            FloorRow(title=f"Frage {number}", author=f"Mitglied {number}", replies=number % 9)
            for number in range(1000)
        )
        database.session.commit()
        database.engine.dispose()


@contextmanager
def floors(place: Place) -> Iterator[FloorServer]:
    """Give the floors, running on the data of a place."""
    with prepared(place.data, FloorServer, **place.environment) as server:
        server.start()
        yield server


if __name__ == "__main__":
    make_rows(create_app())
    WebServer(settings.load(), create_app).run()
