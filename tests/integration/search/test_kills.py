"""SIGKILL of a process that writes or rebuilds loses nothing that was acknowledged."""

import itertools
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from community.search.engine import SearchUnavailable
from tests.bench.search import Documents, document
from tests.search import found

WHOOSH = pytest.mark.parametrize("kind", ["whoosh"], indirect=True)
ROOT = Path(__file__).parents[3]
WRITER = """
import sys
from tests.bench.search import document
from tests.search import engine_at
engine = engine_at(*sys.argv[1:3])
for batch in range(int(sys.argv[3]), 10_000):
    first = 5 * batch + 1
    engine.apply([document(i, i, f"Router {i}", f"Modem nummer{i} " * 5, first=True) for i in range(first, first + 5)])
    print(batch, flush=True)
"""
REBUILDER = """
import sys
from community.search import postgres_rebuilding, rebuilding
from tests.bench.search import Documents, document
from tests.search import engine_at
rebuilding._REBUILD_BATCH = postgres_rebuilding._REBUILD_BATCH = 20
made = [document(i, i, f"Router {i}", "Modem", first=True) for i in range(1, 401)]
engine_at(*sys.argv[1:3]).rebuild(Documents(made), lambda count: print(count, flush=True))
"""


def started(script, *arguments):
    command = [sys.executable, "-W", "ignore", "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def killed_after(process, lines):
    """Let it print so many lines, kill it at once; return every line it got out."""
    with process:
        said = list(itertools.islice(process.stdout, lines))
        process.send_signal(signal.SIGKILL)
        return [int(line) for line in said + list(process.stdout)]


@pytest.mark.kill
def test_no_acknowledged_batch_is_lost(index):
    acknowledged = -1
    for lines in (1, 2, 4, 3, 6, 1):
        done = killed_after(started(WRITER, index.kind, index.place, acknowledged + 1), lines)
        acknowledged = max([acknowledged, *done])
        engine = index.open()
        wanted = set(range(1, 5 * (acknowledged + 1) + 1))
        difference = engine.check(wanted)
        assert difference.missing == ()
        assert len(difference.surplus) in (0, 5)
        assert found(engine, f"nummer{5 * acknowledged + 1}")
    engine.apply([document(1, 1, "Router 1", "Nachtrag", first=True)])
    assert found(engine, "nachtrag") == [1]


@pytest.mark.kill
def test_a_killed_rebuild_goes_on_and_misses_no_change_made_meanwhile(index):
    engine = index.open()
    old = [document(number, number, f"Alt {number}", "Modem", first=True) for number in range(1, 4)]
    engine.apply(old)
    done = killed_after(started(REBUILDER, index.kind, index.place), 6)
    assert found(engine, "alt") == [3, 2, 1]

    # Post 5 was rebuilt before it changed, post 399 is removed before its turn, post 500 is new.
    changed = document(5, 5, "Geändert", "Zwischendurch", first=True)
    new = document(500, 500, "Neu", "Zwischendurch", first=True)
    engine.apply([changed, new], [399])
    truth = {
        number: document(number, number, f"Router {number}", "Modem", first=True) for number in range(1, 401)
    }
    truth |= {5: changed, 500: new}
    del truth[399]

    asked = []

    class Watched(Documents):
        def after(self, post_id):
            asked.append(post_id)
            return super().after(post_id)

    assert engine.rebuild(Watched(truth.values())) == 400
    assert asked[0] >= done[-1]
    assert engine.check(truth).clean
    assert sorted(found(engine, "zwischendurch")) == [5, 500]
    assert found(engine, "alt") == []


@WHOOSH
def test_a_damaged_beginning_is_begun_again(engine, folder, posts):
    class Broken(Documents):
        def after(self, post_id):
            yield from itertools.islice(super().after(post_id), 2)
            raise OSError("the database is gone")

    with pytest.raises(SearchUnavailable):
        engine.rebuild(Broken(posts))
    begun = folder / (folder / "building").read_text()
    assert begun.is_dir()
    (begun / "done.json").write_bytes(b"{")
    engine.rebuild(Documents(posts))
    assert engine.check(post.post_id for post in posts).clean
    assert not begun.exists()


@WHOOSH
def test_a_beginning_that_cannot_be_gone_on_with_is_given_up(engine, folder, posts):
    class Broken(Documents):
        asked = 0

        def after(self, post_id):
            self.asked += 1
            # The words were learnt, then it went.
            if self.asked > 1:
                raise OSError("the database is gone")
            yield from super().after(post_id)

    with pytest.raises(SearchUnavailable):
        engine.rebuild(Broken(posts))
    begun = folder / (folder / "building").read_text()
    (begun / "touched.txt").write_bytes(b"4\n\xad5\n")
    with pytest.raises(SearchUnavailable):
        engine.rebuild(Documents(posts))
    engine.rebuild(Documents(posts))
    assert engine.check(post.post_id for post in posts).clean


@pytest.mark.parametrize("pointer", ["current", "building"])
@WHOOSH
def test_a_bent_pointer_is_no_end(engine, folder, posts, pointer):
    (folder / pointer).write_bytes(b"index\xad0123")
    engine.rebuild(Documents(posts))
    assert engine.check(post.post_id for post in posts).clean
