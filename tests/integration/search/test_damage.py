"""Whoosh: a lost, cut or bent file fails in the one way callers know, and a rebuild repairs it."""

import random
import shutil

import pytest

from community.search import index_files
from community.search.engine import SearchUnavailable
from tests.search import ask_everything, found, repaired

pytestmark = pytest.mark.parametrize("kind", ["whoosh"], indirect=True)


@pytest.mark.parametrize(
    "what", ["whole folder", "index folder", "all files", "pointer", "table of contents"]
)
@pytest.mark.parametrize("opened", [True, False])
def test_what_is_deleted_is_missed_and_repaired(index, engine, folder, in_use, posts, what, opened):
    engine = engine if opened else index.open()
    gone = in_use()
    if what == "whole folder":
        shutil.rmtree(folder)
    elif what == "index folder":
        shutil.rmtree(gone)
    elif what == "pointer":
        (folder / "current").unlink()
    else:
        for path in gone.glob("*.toc" if what == "table of contents" else "*"):
            path.unlink()
    assert not engine.healthy()
    assert ask_everything(engine) == 0
    repaired(engine, posts)


@pytest.mark.parametrize("content", [b"", b"../../etc", b"\xff\xfe", b"index-none"])
def test_a_bent_pointer_is_no_way_out(engine, folder, posts, content):
    (folder / "current").write_bytes(content)
    assert ask_everything(engine) == 0
    with pytest.raises(SearchUnavailable):
        engine.apply(posts)


def damaged(path, how):
    content = bytearray(path.read_bytes())
    if how == "cut":
        del content[len(content) // 2 :]
    elif how == "emptied":
        content.clear()
    elif content:
        content[random.randrange(len(content))] ^= 1 << random.randrange(8)
    path.write_bytes(bytes(content))


@pytest.mark.parametrize("how", ["cut", "emptied", "bit turned"])
def test_a_damaged_file_is_noticed_by_whoever_opens_it(index, engine, folder, in_use, posts, how):
    names = sorted(path.name for path in in_use().iterdir() if path.name.startswith(("MAIN_", "_MAIN")))
    for name in names:
        path = in_use() / name
        if not path.stat().st_size:
            continue
        whole = path.read_bytes()
        damaged(path, how)
        assert ask_everything(index.open()) == 0, name
        path.write_bytes(whole)
    assert index.open().healthy()


@pytest.mark.parametrize("how", ["cut", "emptied", "bit turned"])
def test_files_damaged_while_open_never_raise_anything_else(engine, in_use, posts, how):
    found(engine, "lampe")
    for path in sorted(in_use().iterdir()):
        if path.is_file():
            damaged(path, how)
            ask_everything(engine)
    repaired(engine, posts)


def test_damaged_companions_are_noticed(index, engine, folder, in_use):
    for name in ("checksums.json", "vocabulary.json"):
        (in_use() / name).write_bytes(b"[[[")
        assert ask_everything(index.open()) == 0
        (in_use() / name).unlink()
    assert index.open().healthy()


def test_a_damaged_index_is_not_written(index, engine, folder, in_use, posts):
    for path in in_use().glob("*.toc"):
        damaged(path, "cut")
    with pytest.raises(SearchUnavailable) as error:
        index.open().apply(posts)
    assert error.value.damaged


def test_what_killed_writers_left_is_swept(engine, in_use, posts):
    left = [in_use() / name for name in ("MAIN_0123456789abcdef.trm", "MAIN_0123456789abcdef.pst", "x.new")]
    for path in left:
        path.write_bytes(b"rest")
    (in_use() / "MAIN.tmp").mkdir()
    (in_use() / "MAIN.tmp" / "run").write_bytes(b"rest")
    engine.apply(posts[:1])
    assert not any(path.exists() for path in left)
    assert not (in_use() / "MAIN.tmp").exists()
    assert found(engine, "stecker") == [1]


def test_a_file_that_goes_while_it_is_opened_is_looked_for_again(index, engine, folder, posts, monkeypatch):
    contents = index_files.contents
    calls = []

    def racing(path):
        calls.append(path)
        if len(calls) < 3:
            raise FileNotFoundError(path)
        return contents(path)

    monkeypatch.setattr(index_files, "contents", racing)
    assert found(index.open(), "stecker") == [1]
    assert len(calls) == 3
