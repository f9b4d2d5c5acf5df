"""The search engine of the embedded default: Whoosh underneath, one snapshot kept open for each process."""

import contextlib
import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

from community.search import index_files, masks, rebuilding
from community.search.analysis import Concept
from community.search.engine import (
    BATCH,
    Difference,
    Document,
    DocumentSource,
    Hit,
    Hits,
    Progress,
    Query,
    SearchUnavailable,
)
from community.search.folders import Folders
from community.search.grouping import by_title, threads
from community.search.postings import Block, Mask
from community.search.schema import QUESTION
from community.search.scoring import score
from community.search.snapshot import Snapshot, Titles
from community.search.suggest import suggest
from community.search.unfinished import unfinished
from community.search.whoosh_words import WhooshWords, titles_beginning
from community.search.writing import learn_words, write

_LOCK_SECONDS = 10.0


class WhooshEngine:
    """See `engine.SearchEngine`; `folder` is made when something is first written."""

    def __init__(self, folder: Path) -> None:
        self._folders = Folders(folder)
        # The readers of Whoosh share their place in a file, so one search runs at a time in a process.
        self._mutex = threading.Lock()
        self._snapshot: Snapshot | None = None

    def search(
        self, query: Query, *, limit: int, offset: int = 0, boards: frozenset[int] | None = None
    ) -> Hits:
        """Return threads that fit, best first; without words the newest that meet the conditions."""
        with self._reading() as snapshot:
            concepts = snapshot.analyser.concepts(query.words)
            found, total = _find(snapshot, query, concepts, boards, offset + limit)
            if not found and query.phrases and query.text:
                # Whoever quotes inside a sentence rather wants something close than nothing.
                found, total = _find(snapshot, replace(query, phrases=()), concepts, boards, offset + limit)
            proposal = None
            if query.text:
                in_use = WhooshWords(snapshot, masks.masks(snapshot, Query(), boards))
                proposal = suggest(in_use, query.text)
        return Hits(tuple(found[offset:]), total, _words(concepts), proposal)

    def similar(
        self, title: str, *, limit: int, boards: frozenset[int] | None = None, besides: int | None = None
    ) -> list[Hit]:
        """Return threads whose title is like this one, solved ones ahead of equal ones; never `besides`."""
        with self._reading() as snapshot:
            concepts = [one for one in snapshot.analyser.concepts(title) if not one.is_stop_word]
            return _titled(snapshot.titles(), concepts, boards, limit, besides)

    def titles(self, text: str, *, limit: int, boards: frozenset[int] | None = None) -> list[Hit]:
        """Return threads whose title fits what is being typed; the last word may be unfinished."""
        with self._reading() as snapshot:
            concepts = snapshot.analyser.concepts(text)
            if concepts and text[-1:].isalnum():
                concepts[-1] = unfinished(concepts[-1], partial(titles_beginning, snapshot))
            wanted = [one for one in concepts if not one.is_stop_word]
            return _titled(snapshot.titles(), wanted, boards, limit)

    def apply(self, batch: Sequence[Document], removed_posts: Sequence[int] = ()) -> None:
        """Put documents in and take posts out, one commit; raises ValueError for more than a batch holds."""
        if len(batch) + len(removed_posts) > BATCH:
            raise ValueError(f"at most {BATCH} posts in one batch")
        with _unavailable(), self._folders.lock("write", _LOCK_SECONDS):
            building = self._folders.pointed("building")
            is_built = building is not None and building.is_dir()
            if building is not None and is_built:
                rebuilding.note_touched(building, [*(one.post_id for one in batch), *removed_posts])
            current = self._folders.pointed("current")
            if current is None:
                if is_built:
                    # The rebuild catches up; begun beside it, an index that lacks nearly all would look whole.
                    return
                current = self._first()
            index_files.sweep_orphans(current)
            with self._mutex:
                snapshot = self._fresh(current)
            write(current, snapshot.analyser, batch, removed_posts)
            learn_words(current)

    def rebuild(self, source: DocumentSource, progress: Progress | None = None) -> int:
        """Build a new index beside the old one, which answers meanwhile, and swap them."""
        with _unavailable():
            return rebuilding.rebuild(self._folders, source, progress)

    def check(self, post_ids: Iterable[int]) -> Difference:
        """Compare the index with the posts that should be in it."""
        with self._reading() as snapshot:
            posts = [np.delete(segment.posts, segment.removed) for segment in snapshot.segments]
        there = np.concatenate([*posts, np.empty(0, np.int64)])
        # As arrays: a worker that starts would else keep the room of some hundred thousand objects.
        wanted = np.fromiter(post_ids, np.int64)
        known, times = np.unique(there, return_counts=True)
        missing = np.setdiff1d(wanted, known)
        surplus = np.union1d(np.setdiff1d(known, wanted), known[times > 1])
        return Difference(tuple(missing.tolist()), tuple(surplus.tolist()))

    def healthy(self) -> bool:
        """Return whether the index opens and answers."""
        with contextlib.suppress(SearchUnavailable):
            self.probe()
            return True
        return False

    def probe(self) -> None:
        """Ask for something small; raises SearchUnavailable where the index does not answer."""
        self.search(Query(text="a"), limit=1)

    def close(self) -> None:
        """Close every file."""
        with self._mutex:
            if self._snapshot is not None:
                self._snapshot.close()
            self._snapshot = None

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Snapshot]:
        with _unavailable(), self._mutex:
            current = self._folders.pointed("current")
            if current is None:
                raise SearchUnavailable("there is no index yet")
            try:
                yield self._fresh(current)
            except Exception:
                # What failed may be half read: the next search opens everything anew.
                self._snapshot = None
                raise

    def _fresh(self, current: Path) -> Snapshot:
        """Return the snapshot of the latest commit; a forked child opens its own files."""
        snapshot = self._snapshot
        if snapshot is None or snapshot.folder != current or snapshot.process != os.getpid():
            if snapshot is not None and snapshot.process == os.getpid():
                snapshot.close()
            self._snapshot = snapshot = Snapshot(current)
        else:
            snapshot.refresh()
        return snapshot

    def _first(self) -> Path:
        folder = self._folders.new()
        index_files.create(folder)
        self._folders.point("current", folder)
        return folder


def _find(
    snapshot: Snapshot, query: Query, concepts: list[Concept], boards: frozenset[int] | None, most: int
) -> tuple[list[Hit], int]:
    allowed = masks.masks(snapshot, query, boards)
    if not concepts:
        return threads(snapshot.segments, _all_questions(snapshot, allowed), "newest", most)
    fields = ("title",) if query.in_title else ("body", "title")
    scores = score(snapshot, concepts, allowed, fields)
    return threads(snapshot.segments, scores, query.sort, most)


def _titled(
    titles: Titles,
    concepts: Sequence[Concept],
    boards: frozenset[int] | None,
    most: int,
    besides: int | None = None,
) -> list[Hit]:
    allowed = masks.masks(titles, Query(), boards)
    if besides is not None:
        allowed = masks.besides(titles, allowed, besides)
    return by_title(titles.segments, score(titles, concepts, allowed, ("title",)), most)


def _all_questions(snapshot: Snapshot, allowed: list[Mask]) -> list[Block]:
    questions: list[Block] = []
    for segment, mask in zip(snapshot.segments, allowed, strict=True):
        wanted = segment.flags & QUESTION > 0
        numbers = np.flatnonzero(wanted if mask is None else wanted & mask)
        questions.append((numbers, np.ones(len(numbers))))
    return questions


def _words(concepts: list[Concept]) -> tuple[str, ...]:
    return tuple(one.word for one in concepts if not one.is_stop_word)


@contextlib.contextmanager
def _unavailable() -> Iterator[None]:
    """Turn whatever goes wrong inside, in our code or in Whoosh's, into the one exception callers know."""
    try:
        yield
    except SearchUnavailable:
        raise
    except Exception as problem:
        raise SearchUnavailable(f"{type(problem).__name__}: {problem}") from problem
