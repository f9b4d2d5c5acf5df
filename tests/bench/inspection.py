"""Looks into pages one at a time, in one process: statements, bytes, and where the time goes.

Run: python -m tests.bench.inspection FILE, with the environment of the place; prints JSON. FILE has the pages.
"""

import cProfile
import json
import pstats
import re
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from community.app import create_app
from tests.bench.community import CUSTOMER, PASSWORD
from tests.bench.pages import Page
from tests.bench.places import Place
from tests.bench.statements import Counter
from tests.servers import ROOT, Server
from tests.web.sites import forms

PORT = 8000
ADDRESSED = f"http://127.0.0.1:{PORT}"
"""As whose the requests come in; nothing listens there."""
PROFILED = 10
"""Requests of a page that are profiled."""
LISTED = 8
PLACES = (r"site-packages/([^/.]+)", r"/(community/[^/.]+)", r"/lib/python[\d.]+/([^/.]+)")
"""Where code comes from, by its file: a library, a room of ours, Python's own library."""
ADDRESS = re.compile(r" at 0x[0-9a-f]+|'[^']*?/([^/']+)'")


@dataclass(frozen=True)
class Look:
    """What one page of one kind of visitor takes."""

    page: str
    who: str
    statements: int
    bytes: int
    """Of the page itself; compressed it is sent with a fraction."""
    rooms: list[tuple[str, float]]
    """Shares of the time by package, the largest first."""
    functions: list[tuple[str, float]]
    """Shares of the time in single functions, without what they call."""


def inspect(place: Place, pages: list[Page]) -> list[dict[str, Any]]:
    """Look at pages as a guest who comes first, one who comes again, and somebody signed in."""
    enough = PROFILED + 5
    asked = [
        {"name": page.name, "differing": list(page.differing[-2 * enough :]), "same": page.same}
        for page in pages
    ]
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(asked, file)
        file.flush()
        environment = Server(place.data, PORT, place.environment)._environ()
        command = [sys.executable, "-m", "tests.bench.inspection", file.name]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return found


def look(counter: Counter, client: FlaskClient, name: str, who: str, paths: list[str]) -> Look:
    """Ask for each of `paths` and say what they took; the first ones warm up what a process keeps."""
    for path in paths[:3]:
        _get(client, path)
    counts, sizes = [], []
    for path in paths[3:6]:
        counter.take()
        sizes.append(_get(client, path))
        counts.append(len(counter.take()))
    profile = cProfile.Profile()
    profile.enable()
    for path in paths[6:]:
        _get(client, path)
    profile.disable()
    rooms, functions = shares(profile)
    return Look(name, who, max(counts), sorted(sizes)[1], rooms, functions)


def shares(profile: cProfile.Profile) -> tuple[list[tuple[str, float]], list[tuple[str, float]]]:
    """Return shares of the time by package and by function, without what they call, the largest first.

    What is built into Python counts for the package that calls it; a library in C is a package of its own.
    """
    found = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    total = sum(own for _, _, own, _, _ in found.values()) or 1.0
    rooms: dict[str, float] = {}
    functions: dict[str, float] = {}
    for (file, _, name), (_, _, own, _, callers) in found.items():
        if file != "~":
            rooms[_room(file)] = rooms.get(_room(file), 0) + own
            function = f"{_room(file)} {Path(file).stem}.{name}"
            functions[function] = functions.get(function, 0) + own
            continue
        plain = ADDRESS.sub("", name).strip("<>")
        functions[plain] = functions.get(plain, 0) + own
        for (caller, _, _), (_, _, share, _) in callers.items():
            room = "database driver" if "sqlite3" in plain or "psycopg" in plain else _room(caller)
            rooms[room] = rooms.get(room, 0) + share
    return _largest(rooms, total), _largest(functions, total)


def _room(file: str) -> str:
    if file.startswith("<template>") or "/templates/" in file:
        return "templates"
    return next((match[1] for place in PLACES if (match := re.search(place, file))), "python")


def _largest(found: dict[str, float], total: float) -> list[tuple[str, float]]:
    ordered = sorted(found.items(), key=lambda item: -item[1])
    return [(name, round(share / total, 3)) for name, share in ordered[:LISTED]]


def _get(client: FlaskClient, path: str) -> int:
    answer = client.get(path, base_url=ADDRESSED, headers={"Accept-Language": "de"})
    assert answer.status_code == 200, f"{path}: {answer.status}"
    return len(answer.get_data())


def _signed_in(app: Flask) -> FlaskClient:
    client = app.test_client()
    page = client.get("/account/login", base_url=ADDRESSED).text
    form = next(one for one in forms(page) if one.action.startswith("/account/login"))
    typed = {**dict(form.fields), "email": CUSTOMER, "password": PASSWORD}
    assert client.post(form.action, base_url=ADDRESSED, data=typed).status_code == 302
    return client


def main(file: Path) -> None:
    """Print what the pages in `file` take."""
    counter = Counter()
    app = create_app()
    guest, member = app.test_client(), _signed_in(app)
    looks = []
    for page in json.loads(file.read_text()):
        half = len(page["differing"]) // 2
        looks.append(look(counter, guest, page["name"], "guest, cold", page["differing"][:half]))
        if page["same"]:
            looks.append(look(counter, guest, page["name"], "guest, cached", [page["same"]] * half))
        looks.append(look(counter, member, page["name"], "signed in", page["differing"][half:]))
    print(json.dumps([asdict(one) for one in looks]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
