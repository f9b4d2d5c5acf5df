"""The folder for content: whole or not at all, and for its owner alone."""

import stat
from pathlib import Path

import pytest

from community.storage.folder import FolderStore

NAME = "a" * 22


def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "uploads")
    store.put(NAME, b"x")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "uploads").rglob("*")}
    assert modes == {"a": 0o700, NAME: 0o600}
    assert stat.S_IMODE((tmp_path / "uploads").stat().st_mode) == 0o700


def test_half_of_it_is_nothing_and_can_be_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = FolderStore(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("community.storage.folder.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        store.put(NAME, b"x" * 100)
    assert list(store.names()) == []
    # What only a kill leaves behind.
    (tmp_path / "a" / f".{NAME}.0badcafe").write_bytes(b"half")
    assert [name for name, _ in store.names()] == [f".{NAME}.0badcafe"]
    assert not store.exists(NAME)
    store.delete(f".{NAME}.0badcafe")
    assert list(store.names()) == []
