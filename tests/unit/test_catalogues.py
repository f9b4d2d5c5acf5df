"""Catalogues are compiled by the first process that needs them, and only where it can write."""

import gettext
import os
from pathlib import Path

import pytest

from community import catalogues


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder of one catalogue that nobody has compiled."""
    source = tmp_path / "de" / "LC_MESSAGES" / "messages.po"
    source.parent.mkdir(parents=True)
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8"\n\nmsgid "yes"\nmsgstr "ja"\n'
    )
    catalogues.ready.cache_clear()
    yield tmp_path
    catalogues.ready.cache_clear()


def german(folder: Path) -> str:
    return gettext.translation("messages", folder, ["de"], fallback=True).gettext("yes")


def test_a_missing_catalogue_is_compiled_and_an_old_one_again(folder):
    source = folder / "de" / "LC_MESSAGES" / "messages.po"
    assert german(folder) == "yes"
    assert german(catalogues.ready(folder)) == "ja"
    assert catalogues.stale(folder) == []
    assert sorted(path.name for path in source.parent.iterdir()) == ["messages.mo", "messages.po"]
    later = source.stat().st_mtime + 60
    os.utime(source, (later, later))
    assert catalogues.stale(folder) == [source]


def test_where_nothing_can_be_written_the_source_stays_named(folder, monkeypatch):
    def refuse(source: Path) -> None:
        raise PermissionError(source)

    monkeypatch.setattr(catalogues, "_compile", refuse)
    assert german(catalogues.ready(folder)) == "yes"
    assert len(catalogues.stale(folder)) == 1
