"""The shape of the database: taken to a revision of `migrations/` and back."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


def upgrade(database_url: str, revision: str = "head") -> None:
    """Take the database up to `revision`; does nothing where it is there already.

    Two processes may call it at once: the second waits for the first.
    """
    command.upgrade(_config(database_url), revision)


def downgrade(database_url: str, revision: str) -> None:
    """Take the database back to `revision`; "base" leaves it empty."""
    command.downgrade(_config(database_url), revision)


def head() -> str | None:
    """Return the newest revision, or None where there is none yet."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config(database_url: str | None = None) -> Config:
    config = Config()
    # Alembic reads options with %-interpolation.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["database_url"] = database_url
    return config
