"""Open the files of a Whoosh index: the table of contents, the segments, and the vocabulary they were analysed with.

The one file that knows Whoosh's insides (2.7.4, pinned). Files are read, never mapped into memory: reading a mapped
file that somebody truncates kills the process, reading a truncated file raises.
"""

import json
from pathlib import Path
from typing import Any

from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from community.search.engine import SearchUnavailable
from community.search.folders import replace_file
from community.search.schema import schema
from community.search.vocabulary import Vocabulary

_NAME = "MAIN"
_VOCABULARY = "vocabulary.json"
# Whoosh sorts the terms of a batch in memory up to this size; more only helps batches far beyond ours.
_WRITER_MEGABYTES = 64


class _Codec(W3Codec):  # type: ignore[misc]
    """Lengths are in our own facts; Whoosh would look for its own file of them once for each posting."""

    length_stats = False

    def __init__(self) -> None:
        # Bigger, uncompressed blocks: twice the speed for half more disk.
        super().__init__(blocklimit=256, compression=0)


class _PlainStorage(FileStorage):  # type: ignore[misc]
    """Files read the plain way; whatever Whoosh forgets to close is closed with it."""

    supports_mmap = False

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.opened: list[Any] = []

    def create_file(self, name: str, **options: Any) -> Any:
        """Open a file for writing and remember it."""
        self.opened.append(super().create_file(name, **options))
        return self.opened[-1]

    def open_file(self, name: str, **options: Any) -> Any:
        """Open a file for reading and remember it."""
        self.opened.append(super().open_file(name, **options))
        return self.opened[-1]

    def __del__(self) -> None:
        for file in self.opened:
            if not file.is_closed:
                file.close()


def create(folder: Path) -> None:
    """Make an empty index in an empty folder."""
    TOC.create(_PlainStorage(folder), schema(), _NAME)


def generation(folder: Path) -> int:
    """Return the number of the latest commit; raises SearchUnavailable where there is no index."""
    latest: int = TOC._latest_generation(_PlainStorage(folder), _NAME)
    if latest < 0:
        raise SearchUnavailable("the index has no table of contents")
    return latest


def contents(folder: Path) -> tuple[int, list[Any]]:
    """Return the latest commit's number and its segments."""
    table = TOC.read(_PlainStorage(folder), _NAME, schema=schema())
    return table.generation, list(table.segments)


def open_segment(folder: Path, segment: Any) -> SegmentReader:
    """Return a reader of one segment."""
    return SegmentReader(_PlainStorage(folder), schema(), segment)


def open_writer(folder: Path) -> SegmentWriter:
    """Return a writer; the caller holds the engine's lock, so Whoosh's own is only waited for a moment."""
    index = FileIndex(_PlainStorage(folder), schema=schema(), indexname=_NAME)
    return SegmentWriter(index, timeout=10.0, codec=_Codec(), compound=False, limitmb=_WRITER_MEGABYTES)


def sweep_orphans(folder: Path) -> None:
    """Remove what killed writers left behind; only for the holder of the lock."""
    latest, segments = contents(folder)
    current = {segment.segment_id() for segment in segments}
    table = TOC._filename(_NAME, latest)
    for path in folder.iterdir():
        orphan = path.name.startswith(f"{_NAME}_") and path.name.split(".")[0] not in current
        orphan = orphan and path.name != f"{_NAME}_WRITELOCK"
        if orphan or (path.suffix == ".toc" and path.name != table) or path.suffix == ".new":
            path.unlink(missing_ok=True)
        elif path.is_dir() and path.suffix == ".tmp":
            for left in path.iterdir():
                left.unlink(missing_ok=True)
            path.rmdir()


def load_vocabulary(folder: Path) -> Vocabulary:
    """Return the vocabulary the index was analysed with."""
    return Vocabulary(_vocabulary(folder)[1])


def vocabulary_size(folder: Path) -> int:
    """Return from how many posts the vocabulary was learnt."""
    return _vocabulary(folder)[0]


def save_vocabulary(folder: Path, posts: int, learnt: list[str]) -> None:
    """Keep the words learnt from so many posts beside the index."""
    replace_file(folder / _VOCABULARY, json.dumps([posts, learnt]).encode())


def vocabulary_stamp(folder: Path) -> tuple[int, int]:
    """Return what changes when the vocabulary does."""
    try:
        found = (folder / _VOCABULARY).stat()
    except FileNotFoundError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_ino)


def reader_of(writer: SegmentWriter, segment: Any) -> SegmentReader:
    """Return a reader of one segment of an index that is being written."""
    return SegmentReader(_PlainStorage(Path(writer.storage.folder)), writer.schema, segment)


def _vocabulary(folder: Path) -> tuple[int, list[str]]:
    try:
        posts, learnt = json.loads((folder / _VOCABULARY).read_bytes())
    except FileNotFoundError:
        return 0, []
    return posts, learnt
