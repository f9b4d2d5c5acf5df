"""Filled places, kept between runs, and the copies that are measured: a run never changes what was filled."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from community import schema
from tests.bench import cluster, community
from tests.bench.cluster import Cluster
from tests.servers import ROOT

SEARCH = ROOT / "community" / "search"
"""What decides how an index looks; when it changes, kept indexes are made anew."""
BESIDE = ROOT / "community" / "effects" / "similar_threads.py"
SEARCH_SIZE = (
    "SELECT pg_database_size(current_database()), coalesce(sum(pg_total_relation_size(found.oid)), 0)::bigint"
    " FROM pg_class found JOIN pg_namespace place ON place.oid = found.relnamespace"
    " WHERE found.relkind = 'r' AND place.nspname = 'search'"
)
"""PostgreSQL's own search has its tables in a schema of that name."""


@dataclass(frozen=True)
class Place:
    """A copy of a filled place, which may be written to, and how the filling went."""

    data: Path
    database_url: str
    cluster: Cluster | None
    name: str
    """Of its database, where a cluster has it."""
    filled: dict[str, Any]

    @property
    def environment(self) -> dict[str, str]:
        """What the program has to be told beside the folder."""
        return {"DATABASE_URL": self.database_url}

    @property
    def first_database_process(self) -> int | None:
        """The process that began PostgreSQL; None on SQLite."""
        return self.cluster.first_process if self.cluster else None

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        """Return the rows of one statement."""
        if self.cluster:
            return self.cluster.ask(statement, self.name)
        connection = sqlite3.connect(self.data / "community.db")
        try:
            return connection.execute(statement).fetchall()
        finally:
            connection.close()

    def sizes(self) -> dict[str, int]:
        """Return the bytes of the database with all its indexes and logs, and of the search index in it or beside."""
        beside = _bytes(self.data / "search")
        if self.cluster is None:
            return {
                "database": sum(map(_bytes, self.data.glob("community.db*"))),
                "search": beside,
            }  # fmt: skip
        [(database, inside)] = self.ask(SEARCH_SIZE)
        return {"database": database, "search": beside + inside}


@contextmanager
def serving(folder: Path, database: str) -> Iterator[Cluster | None]:
    """Give the PostgreSQL of the places that are kept in `folder`, running; None where `database` is sqlite."""
    if database == "sqlite":
        yield None
    else:
        with cluster.running(folder / "server") as server:
            yield server


@contextmanager
def opened(folder: Path, database: str, scale: float, server: Cluster | None) -> Iterator[Place]:
    """Give a fresh copy of the place of this scale in `database` (sqlite or postgresql), filled where it is not yet.

    `server` is what `serving` gives.
    """
    made_by = f"{schema.head()}-{_digest_of(Path(community.__file__))}"
    name = f"x{scale:g}-{made_by}".replace(".", "_")
    kept = folder / database / name
    copy = f"work_x{scale:g}".replace(".", "_")
    working = folder / database / copy
    with ExitStack() as running:
        template = f"filled_{name.replace('-', '_')}"
        fill(kept, server, template, scale)
        shutil.rmtree(working, ignore_errors=True)
        # On a disk that can, the copy costs nothing.
        subprocess.run(["cp", "-r", "--reflink=auto", str(kept), str(working)], check=True)
        if server:
            server.make(copy, template)
            running.callback(server.drop, copy)
        running.callback(shutil.rmtree, working, ignore_errors=True)
        filled = json.loads((kept / "filled.json").read_text())
        yield Place(working, _address(working, server, copy), server, copy, filled)


def fill(kept: Path, server: Cluster | None, template: str, scale: float) -> None:
    """Fill a place and its index, as far as that is not done; what was begun is gone on with."""
    kept.mkdir(mode=0o700, parents=True, exist_ok=True)
    if server and not server.has(template):
        server.make(template)
        (kept / "filled.json").unlink(missing_ok=True)
    done = json.loads((kept / "filled.json").read_text()) if (kept / "filled.json").exists() else {}
    environment = {
        **os.environ,
        "COMMUNITY_DATA": str(kept),
        "DATABASE_URL": _address(kept, server, template),
    }
    steps = (
        ("posts", ("tests.bench.community", "--scale", str(scale)), "once"),
        ("index", ("community", "search", "rebuild"), _digest_of(*SEARCH.rglob("*.py"))),
        ("beside", ("tests.bench.beside",), _digest_of(BESIDE, *SEARCH.rglob("*.py"))),
    )
    for name, command, made_from in steps:
        if done.get(f"{name}_made_from") == made_from:
            continue
        print(f"Filling {kept} ({name}); it can be stopped and goes on where it was.", file=sys.stderr)
        whole = done.get("begun") != name
        (kept / "filled.json").write_text(json.dumps(done | {"begun": name}))
        begun = time.monotonic()
        subprocess.run([sys.executable, "-m", *command], cwd=ROOT, env=environment, check=True)
        # What was stopped and gone on with says nothing of how fast it is.
        seconds = round(time.monotonic() - begun, 1) if whole else None
        if server:
            server.ask("VACUUM ANALYZE", template)
        done |= {f"{name}_seconds": seconds, f"{name}_made_from": made_from, "begun": ""}
        (kept / "filled.json").write_text(json.dumps(done))


def _address(folder: Path, server: Cluster | None, name: str) -> str:
    return server.address(name) if server else f"sqlite:///{folder / 'community.db'}"


def _digest_of(*files: Path) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in sorted(files))).hexdigest()[:8]


def _bytes(path: Path) -> int:
    if path.is_dir():
        return sum(found.stat().st_size for found in path.rglob("*") if found.is_file())
    return path.stat().st_size if path.exists() else 0
