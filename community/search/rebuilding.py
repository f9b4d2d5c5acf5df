"""Build a new index from the truth beside the old one and swap them; go on where a killed rebuild stopped."""

import contextlib
import itertools
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from community.search import index_files
from community.search.analysis import Analyser, bounded_words
from community.search.engine import BATCH, Document, DocumentSource, Progress
from community.search.folders import Folders, replace_file
from community.search.vocabulary import learn
from community.search.writing import write, write_after

_DONE = "done.json"
_TOUCHED = "touched.txt"
# Nobody waits for a batch of a rebuild. Each becomes a segment, and the fewer there are the faster is a search; a
# killed rebuild repeats half a minute.
_REBUILD_BATCH = 400 * BATCH
# A batch is in the memory until it is written: some 16 bytes for each letter.
_REBUILD_LETTERS = 12_000_000
_LOCK_SECONDS = 60.0


def rebuild(folders: Folders, source: DocumentSource, progress: Progress | None) -> int:
    """Return the number of documents put in, in this run and in killed ones before it."""
    with folders.lock("rebuild", timeout=0.0), _given_up(folders):
        folder = _begin(folders, source)
        analyser = Analyser(index_files.load_vocabulary(folder))
        last, count = _done(folder)
        for batch in _batches(source.after(last)):
            reached = _Reached(batch, last, count, progress)
            write_after(folder, analyser, last, reached)
            last, count = reached.last, reached.count
            replace_file(folder / _DONE, json.dumps([last, count]).encode())
            if progress:
                progress(count)
        with folders.lock("write", timeout=_LOCK_SECONDS):
            _catch_up(folder, analyser, source)
            folders.point("current", folder)
            (folders.root / "building").unlink(missing_ok=True)
        folders.sweep()
        return count


@contextlib.contextmanager
def _given_up(folders: Folders) -> Iterator[None]:
    """Let the next rebuild begin anew where going on failed: what it goes on with may be what is damaged."""
    went_on = folders.still_pointed("building") is not None
    try:
        yield
    except Exception:
        if went_on:
            (folders.root / "building").unlink(missing_ok=True)
        raise


class _Reached:
    """Documents on their way into the index: how far it is with them."""

    def __init__(
        self, documents: Iterable[Document], last: int, count: int, progress: Progress | None
    ) -> None:
        self.documents, self.last, self.count, self.progress = documents, last, count, progress

    def __iter__(self) -> Iterator[Document]:
        for document in self.documents:
            yield document
            self.last, self.count = document.post_id, self.count + 1
            if self.progress and self.count % BATCH == 0:
                self.progress(self.count)


def note_touched(folder: Path, post_ids: Iterable[int]) -> None:
    """Remember posts that changed while the index in this folder is being built; kept before the change is."""
    with (folder / _TOUCHED).open("a", encoding="ascii") as file:
        file.writelines(f"{post_id}\n" for post_id in post_ids)
        file.flush()
        os.fsync(file.fileno())


def _begin(folders: Folders, source: DocumentSource) -> Path:
    """Return the folder of a killed rebuild if it is sound, else a fresh one with the words of all documents learnt."""
    begun = folders.still_pointed("building")
    if begun is not None and _sound(begun):
        return begun
    folder = folders.new()
    index_files.create(folder)
    # Registered before anything is read: what changes from now on is noted as touched.
    with folders.lock("write", timeout=_LOCK_SECONDS):
        folders.point("building", folder)
    folders.sweep()
    posts_with: dict[str, int] = {}
    count = 0
    for document in source.after(0):
        count += 1
        for word in {word.folded for word in bounded_words(f"{document.title} {document.body}")}:
            posts_with[word] = posts_with.get(word, 0) + 1
    index_files.save_vocabulary(folder, count, learn(posts_with))
    replace_file(folder / _DONE, b"[0, 0]")
    return folder


def _sound(folder: Path) -> bool:
    with contextlib.suppress(Exception):
        _done(folder)
        index_files.sweep_orphans(folder)
        return True
    return False


def _done(folder: Path) -> tuple[int, int]:
    last, count = json.loads((folder / _DONE).read_bytes())
    return int(last), int(count)


def _catch_up(folder: Path, analyser: Analyser, source: DocumentSource) -> None:
    """Bring the posts that changed meanwhile up to date; nobody else writes while this runs.

    After an import that may be all there are, so batches are as large as those of the rebuild: small ones would be
    joined again and again.
    """
    with contextlib.suppress(FileNotFoundError):
        touched = sorted({int(line) for line in (folder / _TOUCHED).read_text("ascii").split()})
        gone = set(touched)
        for batch in _batches(
            document
            for start in range(0, len(touched), BATCH)
            for document in source.these(touched[start : start + BATCH])
        ):
            fresh = list(batch)
            write(folder, analyser, fresh)
            gone.difference_update(document.post_id for document in fresh)
        write(folder, analyser, (), sorted(gone))


def _batches(documents: Iterable[Document]) -> Iterator[Iterable[Document]]:
    rest = iter(documents)
    for first in rest:
        yield _batch(itertools.chain((first,), rest))


def _batch(documents: Iterable[Document]) -> Iterator[Document]:
    letters = 0
    for count, document in enumerate(documents, start=1):
        yield document
        letters += len(document.title) + len(document.body)
        if count >= _REBUILD_BATCH or letters >= _REBUILD_LETTERS:
            return
