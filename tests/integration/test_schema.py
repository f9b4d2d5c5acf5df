"""The migrations: up and down on both databases, and their end is what the model says."""

import re
import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from community import schema
from community.model.base import metadata
from tests.databases import connected
from tests.servers import ROOT


def test_walks_up_and_down_and_up(empty_database_url):
    schema.upgrade(empty_database_url)
    schema.downgrade(empty_database_url, "base")
    with connected(empty_database_url) as engine:
        assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    schema.upgrade(empty_database_url)
    schema.upgrade(empty_database_url)


def test_head_is_what_the_model_says(database):
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_two_servers_that_start_at_once_migrate_once(empty_database_url):
    program = "import sys; from community import schema; schema.upgrade(sys.argv[1])"
    command = [sys.executable, "-c", program, empty_database_url]
    both = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    assert [(process.communicate(timeout=60)[1], process.returncode) for process in both] == [("", 0)] * 2


@pytest.mark.parametrize("backend", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)
def test_rules_look_new_rows_up_by_keys(database):
    """A connection keeps a plan while tables grow: one that reads or hashes a whole table would be wrong for good."""
    rules = (
        "SELECT tgrelid::regclass::text, proconfig, substring(prosrc from 'FROM added WHERE (.*)\\) THEN')"
        " FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid WHERE tgnewtable = 'added'"
    )
    with database.engine.begin() as connection:
        found = connection.execute(text(rules)).all()
        assert len(found) == 9
        for table, settings, refused in found:
            connection.execute(text(f"CREATE TEMP TABLE added (LIKE {table})"))
            for setting in settings:
                connection.execute(text(f"SET LOCAL {setting}"))
            asked = connection.execute(text(f"EXPLAIN SELECT 1 FROM added WHERE {refused}"))
            plan = "\n".join(asked.scalars())
            assert re.search(r"hashed|Hash Join|Merge Join|Seq Scan on (?!added)", plan) is None, plan
            connection.execute(text("DROP TABLE added"))
