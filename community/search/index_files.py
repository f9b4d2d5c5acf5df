"""Open the files of a Whoosh index: the table of contents, the segments, and the vocabulary they were analysed with.

The one file that knows Whoosh's insides (2.7.4, pinned). Files are read, never mapped into memory: reading a mapped
file that somebody truncates kills the process, reading a truncated file raises.
"""

import json
import pickle
import weakref
from array import array
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from whoosh.codec.whoosh3 import (
    WHOOSH3_HEADER_MAGIC,
    W3Codec,
    W3FieldWriter,
    W3PostingsWriter,
    delta_encode,
)
from whoosh.fields import Schema
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
# Postings to a block. Most lists are then one block, read in one go; a phrase reads the places of a block together.
_BLOCK = 2048
# The file of a segment that has its folded words, which take a while to read from among its terms.
_WORDS = ".words"

_List = tuple["array[int]", "array[float]", list[bytes]]
"""The documents of a term, ascending, its weights in them, and in some fields its places."""


class _Pool:
    """The postings of a segment that is being written, as lists; Whoosh keeps, sorts and stores each as an object."""

    def __init__(self) -> None:
        self._lists: dict[tuple[str, bytes], _List] = {}

    def add(self, posting: tuple[str, bytes, int, float, bytes]) -> None:
        """Take a posting; those of a term come in the order of their documents."""
        name, text, number, weight, value = posting
        try:
            numbers, weights, values = self._lists[name, text]
        except KeyError:
            numbers, weights, values = self._lists[name, text] = array("I"), array("f"), []
        numbers.append(number)
        weights.append(weight)
        if value:
            values.append(value)

    def iter_postings(self) -> Iterator[tuple[str, bytes, _List]]:
        """Yield the list of each term, by field and term."""
        for name, text in sorted(self._lists):
            yield name, text, self._lists[name, text]

    def cleanup(self) -> None:
        """Let go of everything."""
        self._lists.clear()


class _Postings(W3PostingsWriter):  # type: ignore[misc]
    """Writes blocks that hold their numbers as plain bytes: Whoosh writes each as an object of its own.

    What they say is the same, so Whoosh reads both.
    """

    def add_list(self, numbers: "array[int]", weights: "array[float]", values: list[bytes]) -> None:
        """Take all postings of a term."""
        for start in range(0, len(numbers), _BLOCK):
            if start:
                self._write_block()
            part = slice(start, start + _BLOCK)
            self._ids, self._weights, self._values = numbers[part], weights[part], values[part]
            self._maxweight = max(self._weights)

    def _write_block(self, last: bool = False) -> None:
        if not self._blockcount:
            self._postfile.write(WHOOSH3_HEADER_MAGIC)
        self._terminfo.add_block(self)
        data = pickle.dumps((self._mini_ids(), self._mini_weights(), self._mini_values()), 4)
        # Nothing is compressed, and nothing asks for the lengths of texts.
        about = pickle.dumps((len(self._ids), self._ids[-1], self._maxweight, 0, 0, 0), 4)
        length = len(about) + len(data)
        self._postfile.write_int(-length if last else length)
        self._postfile.write(about)
        self._postfile.write(data)
        self._blockcount += 1
        self._new_block()

    def _mini_ids(self) -> "array[int]":
        return array("I", delta_encode(self._ids))


class _Fields(W3FieldWriter):  # type: ignore[misc]
    """Writes lists and not postings one by one."""

    def add_postings(self, schema: Schema, _lengths: None, lists: Iterable[tuple[str, bytes, _List]]) -> None:
        """Write the lists of a segment, given by field and term."""
        written: list[bytes] = []
        for name, terms in groupby(lists, key=itemgetter(0)):
            self.start_field(name, schema[name])
            for _, text, postings in terms:
                self.start_term(text)
                self._postwriter.add_list(*postings)
                self.finish_term()
                if name == "exact":
                    written.append(text)
            self.finish_field()
        with self._segment.create_file(self._storage, _WORDS) as file:
            file.write(b"\n".join((b"", *written, b"")))


class _Codec(W3Codec):  # type: ignore[misc]
    """Lengths are in our own facts; Whoosh would look for its own file of them once for each posting."""

    length_stats = False

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> _Postings:
        """Return what writes the lists of a field."""
        return _Postings(dbfile, blocklimit=_BLOCK, byteids=byteids, compression=0, inlinelimit=1)

    def field_writer(self, storage: FileStorage, segment: Any) -> _Fields:
        """Return what writes all lists of a segment."""
        return _Fields(self, storage, segment)


class _PlainStorage(FileStorage):  # type: ignore[misc]
    """Files read the plain way; whatever Whoosh forgets to close is closed with it."""

    supports_mmap = False

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.opened: list[Any] = []
        # Not by `__del__`: the collector may end the files of a cycle before it, and each warns that it was left open.
        weakref.finalize(self, _close, self.opened).atexit = False

    def create_file(self, name: str, **options: Any) -> Any:
        """Open a file for writing and remember it."""
        self.opened.append(super().create_file(name, **options))
        return self.opened[-1]

    def open_file(self, name: str, **options: Any) -> Any:
        """Open a file for reading and remember it."""
        self.opened.append(super().open_file(name, **options))
        return self.opened[-1]


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


def facts_of(reader: SegmentReader) -> bytes:
    """Return the packed facts of all documents of a segment, one after the other."""
    column = reader.column_reader("facts", translate=False)
    # Each has its own; one by one they would be as many objects, whose room a process does not give back.
    packed: bytes = column._dbfile.get(column._basepos, column._fixedlen * reader.doc_count_all())
    return packed


def words_of(reader: SegmentReader) -> str:
    """Return every folded word of a segment between line breaks."""
    path = Path(reader._storage.folder, reader.segment().make_filename(_WORDS))
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        # A commit has joined the segment with others since, or it was made before there was such a file.
        return b"\n".join((b"", *reader.lexicon("exact"), b"")).decode()


def open_writer(folder: Path) -> SegmentWriter:
    """Return a writer; the caller holds the engine's lock, so Whoosh's own is only waited for a moment."""
    index = FileIndex(_PlainStorage(folder), schema=schema(), indexname=_NAME)
    writer = SegmentWriter(index, timeout=10.0, codec=_Codec(), compound=False)
    writer.pool = _Pool()
    return writer


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


def _close(files: Iterable[Any]) -> None:
    for file in files:
        if not file.is_closed:
            file.close()


def _vocabulary(folder: Path) -> tuple[int, list[str]]:
    try:
        posts, learnt = json.loads((folder / _VOCABULARY).read_bytes())
    except FileNotFoundError:
        return 0, []
    return posts, learnt
