"""Change an index: one batch, one commit, under the engine's lock."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from whoosh.writing import SegmentWriter

from community.search import index_files, postings
from community.search.analysis import Analyser
from community.search.engine import Document
from community.search.folders import note_checksums
from community.search.merging import merge_alike
from community.search.schema import FACT_COLUMNS, values
from community.search.vocabulary import has_grown, learn


def write(
    folder: Path, analyser: Analyser, documents: Sequence[Document], removed: Sequence[int] = ()
) -> None:
    """Put documents in place of their earlier versions and take removed posts out, in one commit."""
    latest = {document.post_id: document for document in documents}
    with _writing(folder) as writer:
        _take_out(writer, {*latest, *removed})
        for post_id in sorted(latest.keys() - set(removed)):
            writer.add_document(**values(latest[post_id], analyser))


def write_after(folder: Path, analyser: Analyser, last: int, documents: Iterable[Document]) -> None:
    """Put documents with ids above `last` in, in one commit; each is let go before the next is asked for.

    Those that are there already come from somebody who was killed before they could note it, and are taken out.
    """
    with _writing(folder) as writer:
        _take_out_after(writer, last)
        for document in documents:
            writer.add_document(**values(document, analyser))


def learn_words(folder: Path) -> None:
    """Learn the community's words when the index has grown enough since the last time."""
    _, segments = index_files.contents(folder)
    count = sum(segment.doc_count() for segment in segments)
    if not has_grown(count, index_files.vocabulary_size(folder)):
        return
    posts_with: dict[str, int] = {}
    for segment in segments:
        reader = index_files.open_segment(folder, segment)
        for term in reader.lexicon("exact"):
            word = term.decode()
            posts_with[word] = posts_with.get(word, 0) + postings.frequency(reader, "exact", word)
        reader.close()
    index_files.save_vocabulary(folder, count, learn(posts_with))


@contextmanager
def _writing(folder: Path) -> Iterator[SegmentWriter]:
    """Give a writer whose work is committed at the end, or left out as a whole."""
    writer = index_files.open_writer(folder)
    try:
        yield writer
        writer.commit(mergetype=merge_alike)
    except BaseException:
        if not writer.is_closed:
            writer.cancel()
        raise
    note_checksums(folder)


def _take_out_after(writer: SegmentWriter, last: int) -> None:
    base = 0
    for segment in writer.segments:
        reader = index_files.reader_of(writer, segment)
        posts = np.frombuffer(index_files.facts_of(reader), FACT_COLUMNS)["post"]
        for number in np.flatnonzero(posts > last).tolist():
            writer.delete_document(base + number)
        base += segment.doc_count_all()
        reader.close()


def _take_out(writer: SegmentWriter, post_ids: set[int]) -> None:
    base = 0
    delete: Callable[[int], None] = writer.delete_document
    for segment in writer.segments:
        reader = index_files.reader_of(writer, segment)
        gone = set(segment.deleted_docs())
        for post_id in post_ids:
            for number in set(postings.unpacked(reader, "post", str(post_id))[0].tolist()) - gone:
                delete(base + number)
        base += segment.doc_count_all()
        reader.close()
