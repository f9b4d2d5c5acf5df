"""One commit of the index as a search sees it: open segments, the facts of their posts, the vocabulary."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import SegmentReader

from community.search import index_files, postings
from community.search.analysis import Analyser
from community.search.folders import insist_on_files, verify_checksums
from community.search.postings import Amounts, Mask
from community.search.schema import FACT_COLUMNS, QUESTION
from community.search.weighing import norms, pivot

# A commit may remove a file between reading the table of contents and opening it: look again this often.
_ATTEMPTS = 10


Column = NDArray[np.int64]


@dataclass(slots=True, eq=False)
class Segment:
    """An open segment with the facts of its posts as columns by document number."""

    reader: SegmentReader
    lists: postings.Lists
    posts: Column
    threads: Column
    boards: Column
    created: Column
    title_words: Column
    body_words: Column
    flags: Column
    deleted: frozenset[int] = frozenset()
    removed: Column = field(default_factory=lambda: np.empty(0, np.int64))
    """The same documents as `deleted`, ascending."""
    pivots: tuple[float, float] = (0.0, 0.0)
    title_norms: Amounts = field(default_factory=lambda: np.empty(0))
    body_norms: Amounts = field(default_factory=lambda: np.empty(0))
    masks: dict[Any, Mask] = field(default_factory=dict)
    words: str = ""
    questions: "Questions | None" = None
    """Made by `titles` when somebody first looks for titles."""

    def lexicon(self) -> str:
        """Return every folded word of the segment between line breaks."""
        if not self.words:
            self.words = index_files.words_of(self.reader)
        return self.words

    def measure(self, title_pivot: float, body_pivot: float) -> None:
        """Work out what the weights of terms in each post are divided by: its length beside the usual."""
        if self.pivots != (title_pivot, body_pivot):
            self.pivots = (title_pivot, body_pivot)
            self.title_norms, self.body_norms = norms(self.title_words, self.body_words, self.pivots)
            self.questions = None

    def titles(self) -> "Questions":
        """Return the segment as if it had no replies; they have the titles of their questions, and say no more."""
        if self.questions is None:
            self.questions = _questions_of(self)
        return self.questions


@dataclass(slots=True, eq=False)
class Questions(Segment):
    """The questions of a segment, numbered for themselves."""

    whole: Segment | None = None

    def lexicon(self) -> str:
        """Return every folded word of the segment, those of replies too."""
        return self.whole.lexicon() if self.whole else ""


@dataclass(frozen=True, slots=True)
class Titles:
    """A snapshot as a search for titles sees it: of each segment its questions."""

    analyser: Analyser
    segments: list[Segment]


class Snapshot:
    """The segments of one commit; refreshed in place of being reopened, because only new segments cost."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process = os.getpid()
        self.generation = -1
        self.segments: list[Segment] = []
        self._by_id: dict[str, Segment] = {}
        self._kept = postings.Kept()
        self._verified: set[str] = set()
        self._stamp: tuple[int, int] | None = None
        self.analyser = Analyser(index_files.load_vocabulary(folder))
        self.refresh()

    def refresh(self) -> None:
        """Bring the snapshot up to the latest commit."""
        if index_files.generation(self.folder) != self.generation:
            _retry(self._open)
            self._load_vocabulary()

    def titles(self) -> Titles:
        """Return what there is to be searched for titles alone."""
        return Titles(self.analyser, [segment.titles() for segment in self.segments])

    def close(self) -> None:
        """Close every file."""
        for segment in self._by_id.values():
            segment.reader.close()

    def _open(self) -> None:
        verify_checksums(self.folder, self._verified)
        generation, parts = index_files.contents(self.folder)
        insist_on_files(self.folder, {part.segment_id() for part in parts})
        opened: dict[str, Segment] = {}
        for part in parts:
            segment = self._by_id.get(part.segment_id()) or _open_segment(self.folder, part, self._kept)
            gone = frozenset(part.deleted_docs())
            if gone != segment.deleted:
                segment.deleted = gone
                segment.removed = np.array(sorted(gone), np.int64)
                segment.masks, segment.questions = {}, None
            opened[part.segment_id()] = segment
        for name in self._by_id.keys() - opened.keys():
            self._by_id[name].reader.close()
        self._by_id, self.segments, self.generation = opened, list(opened.values()), generation
        self._kept.fit(sum(len(segment.posts) for segment in self.segments))
        titles = [segment.title_words[segment.flags & QUESTION > 0] for segment in self.segments]
        pivots = _pivot(titles), _pivot([segment.body_words for segment in self.segments])
        for segment in self.segments:
            segment.measure(*pivots)

    def _load_vocabulary(self) -> None:
        stamp = index_files.vocabulary_stamp(self.folder)
        if stamp != self._stamp:
            self.analyser = Analyser(index_files.load_vocabulary(self.folder))
            self._stamp = stamp


def _open_segment(folder: Path, part: Any, kept: postings.Kept) -> Segment:
    reader = index_files.open_segment(folder, part)
    facts = np.frombuffer(index_files.facts_of(reader), FACT_COLUMNS)
    posts, threads, boards, created, title_words, body_words, flags = (
        facts[name].astype(np.int64) for name in FACT_COLUMNS.names or ()
    )
    lists = postings.Lists(reader, kept)
    return Segment(reader, lists, posts, threads, boards, created, title_words, body_words, flags)


def _questions_of(segment: Segment) -> Questions:
    which = np.flatnonzero(segment.flags & QUESTION)
    numbers = np.full(len(segment.posts), -1, np.int64)
    numbers[which] = np.arange(len(which))
    removed = numbers[segment.removed]
    made = Questions(
        segment.reader,
        postings.Renumbered(segment.lists, numbers),
        segment.posts[which],
        segment.threads[which],
        segment.boards[which],
        segment.created[which],
        segment.title_words[which],
        segment.body_words[which],
        segment.flags[which],
        removed=removed[removed >= 0],
        whole=segment,
    )
    made.measure(*segment.pivots)
    return made


def _pivot(lengths: list[Column]) -> float:
    return pivot(sum(int(some.sum()) for some in lengths), sum(map(len, lengths)))


def _retry(opening: Callable[[], None]) -> None:
    for attempt in range(_ATTEMPTS):
        try:
            return opening()
        except FileNotFoundError:
            if attempt == _ATTEMPTS - 1:
                raise
