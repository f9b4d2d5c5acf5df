"""Opens the search engine that the settings name, and throws away what can be made anew."""

from community.search.engine import SearchEngine
from community.search.postgres_engine import PostgresEngine
from community.search.whoosh_engine import WhooshEngine
from community.settings import Settings


def open_engine(settings: Settings) -> SearchEngine:
    """Return the engine of `settings`: Whoosh keeps its index in the data folder, PostgreSQL in the database."""
    if settings.search_url == "postgresql:":
        return PostgresEngine(settings.database_url)
    return WhooshEngine(settings.data / "search")


def discard_index(database_url: str) -> None:
    """Throw away an index that is in this database: it is of what that held before. Raises SearchUnavailable."""
    if database_url.startswith("postgresql"):
        engine = PostgresEngine(database_url)
        try:
            engine.discard()
        finally:
            engine.close()
