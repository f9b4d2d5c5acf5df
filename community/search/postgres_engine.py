"""The search engine of places on PostgreSQL: its own full-text index finds posts, and they are scored as in Whoosh."""

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

import numpy as np

from community.search import postgres_rebuilding as rebuilding
from community.search import postgres_tables as tables
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
from community.search.grouping import by_title, threads
from community.search.postgres_candidates import Candidates, Conditions
from community.search.postgres_conditions import conditions, in_boards, marks, phrase
from community.search.postgres_connections import Connections, Cursor, in_schema, unavailable
from community.search.postgres_reading import (
    Analysers,
    State,
    read_state,
    shelves_for_phrase,
    terms_of,
    titles_beginning,
)
from community.search.postgres_scoring import Finder
from community.search.postgres_words import Lexicon, PostgresWords
from community.search.postgres_writing import learn_words, write
from community.search.postings import Block
from community.search.suggest import suggest
from community.search.unfinished import MOST_LOOKED_AT, unfinished

_NEWEST: Final = (
    "SELECT string_agg(facts, ''::bytea), ''::bytea FROM (SELECT facts FROM"
    " (SELECT * FROM {index}.posts WHERE is_question ORDER BY created DESC, post_id DESC LIMIT 20000) AS newest"
    " WHERE is_question{conditions} LIMIT %s) AS found"
)
_NEWEST_MARKED: Final = (
    "WITH marked AS MATERIALIZED (SELECT facts, created, post_id FROM {index}.posts"
    " WHERE terms @@ %s::tsquery AND is_question{conditions})"
    " SELECT string_agg(facts, ''::bytea), ''::bytea FROM"
    " (SELECT facts FROM marked ORDER BY created DESC, post_id DESC LIMIT %s) AS found"
)
_THREADS_WITH: Final = (
    "SELECT DISTINCT thread_id FROM {index}.posts WHERE thread_id = ANY(%s) AND words @@ %s::tsquery"
)
_ALL: Final = "SELECT post_id FROM {index}.posts"
# Nobody reads further.
_MOST_LISTED: Final = 1_000


class PostgresEngine:
    """See `engine.SearchEngine`; the index is in the database at `url`, in schemas of its own."""

    def __init__(self, url: str) -> None:
        self._connections = Connections(url)
        self._analysers = Analysers()
        self._lexicon = Lexicon()

    def search(
        self, query: Query, *, limit: int, offset: int = 0, boards: frozenset[int] | None = None
    ) -> Hits:
        """Return threads that fit, best first; without words the newest that meet the conditions."""
        with unavailable():
            return self._connections.read(partial(self._search, query, boards, limit, offset))

    def similar(
        self, title: str, *, limit: int, boards: frozenset[int] | None = None, besides: int | None = None
    ) -> list[Hit]:
        """Return threads whose title is like this one, solved ones ahead of equal ones; never `besides`."""
        allowed = [*in_boards(boards), *([] if besides is None else [("thread_id <> %s", besides)])]
        with unavailable():
            return self._connections.read(partial(self._like, title, allowed, limit))

    def titles(self, text: str, *, limit: int, boards: frozenset[int] | None = None) -> list[Hit]:
        """Return threads whose title fits what is being typed; the last word may be unfinished."""
        with unavailable():
            unfinished_word = text[-1:].isalnum()
            return self._connections.read(
                partial(self._like, text, in_boards(boards), limit, begun=unfinished_word)
            )

    def apply(self, batch: Sequence[Document], removed_posts: Sequence[int] = ()) -> None:
        """Put documents in and take posts out, one commit; raises ValueError for more than a batch holds."""
        if len(batch) + len(removed_posts) > BATCH:
            raise ValueError(f"at most {BATCH} posts in one batch")
        with unavailable(), self._connections.writing() as cursor:
            tables.lock_writing(cursor)
            building = rebuilding.note_touched(cursor, [*(one.post_id for one in batch), *removed_posts])
            if not tables.exists(cursor, tables.CURRENT):
                if building:
                    # The rebuild catches up; begun beside it, an index that lacks nearly all would look whole.
                    return
                rebuilding.begin_empty(cursor)
            analyser, size = self._analysers.current(cursor)
            write(cursor, tables.CURRENT, analyser, size, batch, removed_posts)
            learn_words(cursor)

    def rebuild(self, source: DocumentSource, progress: Progress | None = None) -> int:
        """Build a new index beside the old one, which answers meanwhile, and swap them."""
        with unavailable():
            return rebuilding.rebuild(self._connections, source, progress)

    def check(self, post_ids: Iterable[int]) -> Difference:
        """Compare the index with the posts that should be in it."""
        with unavailable():
            statement = in_schema(_ALL, tables.CURRENT)
            there = {
                found[0]
                for found in self._connections.read(lambda cursor: cursor.execute(statement).fetchall())
            }
        wanted = set(post_ids)
        return Difference(tuple(sorted(wanted - there)), tuple(sorted(there - wanted)))

    def healthy(self) -> bool:
        """Return whether the index is there and answers."""
        with contextlib.suppress(SearchUnavailable):
            self.probe()
            return True
        return False

    def probe(self) -> None:
        """Ask for something small; raises SearchUnavailable where the index does not answer."""
        with unavailable():
            self._connections.read(tables.insist_on_whole)
        self.search(Query(), limit=1)

    def discard(self) -> None:
        """Throw the index away, and what was begun of another. Raises SearchUnavailable."""
        with unavailable(), self._connections.writing() as cursor:
            tables.lock_writing(cursor)
            for schema in (tables.CURRENT, tables.BUILDING):
                tables.drop(cursor, schema)

    def close(self) -> None:
        """Close every connection."""
        self._connections.close()

    def _search(
        self, query: Query, boards: frozenset[int] | None, limit: int, offset: int, cursor: Cursor
    ) -> Hits:
        analyser, concepts, state = self._analysers.read(cursor, query.words)
        shelves = partial(shelves_for_phrase, analyser, state)
        finder = Finder(cursor, state, analyser, self._lexicon, in_title=query.in_title)
        posts, fitting = _find(cursor, finder, query, concepts, conditions(query, boards, shelves))
        if not len(fitting[0]) and query.phrases and query.text:
            # Whoever quotes inside a sentence rather wants something close than nothing.
            looser = replace(query, phrases=())
            posts, fitting = _find(cursor, finder, looser, concepts, conditions(looser, boards, shelves))
        fitting = _without(cursor, posts, fitting, query.must_not, state)
        found, total = threads([posts], [fitting], query.sort if concepts else "newest", offset + limit)
        proposal = None
        if query.text:
            # What was found is known, and needs no further look.
            seen = [term for term in terms_of(concepts) if len(posts.whole("body", term)[0])]
            allowed = in_boards(boards)
            proposal = suggest(PostgresWords(cursor, analyser, state.shelves, allowed, seen), query.text)
        words = tuple(one.word for one in concepts if not one.is_stop_word)
        return Hits(tuple(found[offset:]), total, words, proposal)

    def _like(
        self,
        text: str,
        allowed: Conditions,
        limit: int,
        cursor: Cursor,
        *,
        begun: bool = False,
    ) -> list[Hit]:
        analyser, concepts, state = self._analysers.read(cursor, text)
        if concepts and begun:
            concepts[-1] = unfinished(concepts[-1], partial(titles_beginning, cursor, MOST_LOOKED_AT))
            state = read_state(cursor, terms_of(concepts))
        wanted = [one for one in concepts if not one.is_stop_word]
        finder = Finder(cursor, state, analyser, self._lexicon, in_title=True)
        posts, fitting = finder.find(wanted, allowed)
        return by_title([posts], [fitting], limit)


def _find(
    cursor: Cursor, finder: Finder, query: Query, concepts: Sequence[Concept], where: Conditions
) -> tuple[Candidates, Block]:
    if concepts:
        return finder.find(concepts, where, marks(query))
    parameters = [*(parameter for _, parameter in where), _MOST_LISTED]
    statement = _NEWEST
    if wanted := marks(query).removesuffix("&"):
        statement, parameters = _NEWEST_MARKED, [wanted, *parameters]
    statement = statement.replace("{conditions}", "".join(f" AND {sql}" for sql, _ in where))
    facts, weights = cursor.execute(in_schema(statement, tables.CURRENT), parameters).fetchone()
    posts = Candidates(facts or b"", weights, (1.0, 1.0))
    return posts, (np.arange(len(posts.posts)), np.ones(len(posts.posts)))


def _without(
    cursor: Cursor, posts: Candidates, fitting: Block, unwanted: Sequence[str], state: State
) -> Block:
    """Leave out threads in which any post has what is not wanted."""
    numbers, amounts = fitting
    if not unwanted or not len(numbers):
        return fitting
    query = "|".join(phrase(text, state.shelves) for text in unwanted)
    there = np.unique(posts.threads[numbers]).tolist()
    found = cursor.execute(in_schema(_THREADS_WITH, tables.CURRENT), (there, query)).fetchall()
    kept = ~np.isin(posts.threads[numbers], [thread for (thread,) in found])
    return numbers[kept], amounts[kept]
