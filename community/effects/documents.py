"""Builds what the index keeps of a post; only what everybody who sees the board sees."""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import ColumnElement, Row, exists, func, select
from sqlalchemy.orm import Session

from community.effects.outbox import Sessions
from community.model.boards import Tag
from community.model.members import Participant
from community.model.posts import Post, PostRevision, Solution
from community.model.product_fields import FieldValue
from community.model.threads import Thread, ThreadTag
from community.model.versions import Version
from community.policy.actors import EVERYWHERE
from community.policy.states import thread_state
from community.policy.visibility import visible_post, visible_thread
from community.search.engine import BATCH, Document
from community.text.plain import plain


class Documents:
    """Every document there should be, for a rebuild; no transaction stays open while the engine writes."""

    def __init__(self, sessions: Sessions) -> None:
        self.sessions = sessions

    def after(self, post_id: int) -> Iterator[Document]:
        """Yield all documents with a higher post id, in ascending order."""
        while ids := self._next(post_id):
            yield from self.these(ids)
            post_id = ids[-1]

    def these(self, post_ids: Sequence[int]) -> Iterator[Document]:
        """Yield the documents of those of these posts that still belong into the index."""
        for start in range(0, len(post_ids), BATCH):
            with self.sessions() as session:
                found = read_batch(session, 0, Post.id.in_(post_ids[start : start + BATCH]))
            yield from found

    def latest(self) -> int:
        """Return the highest post id there is, 0 for none."""
        with self.sessions() as session:
            return session.scalar(select(func.max(Post.id))) or 0

    def _next(self, last: int) -> Sequence[int]:
        # By their ids alone: asked for all conditions at once, SQLite goes through the boards and sorts all posts that
        # are left, anew for each batch.
        placed = select(Post.id).where(Post.id > last, Post.place.is_not(None))
        with self.sessions() as session:
            return session.scalars(placed.order_by(Post.id).limit(BATCH)).all()


def batches(session: Session, condition: ColumnElement[bool]) -> Iterator[list[Document]]:
    """Yield the documents of the visible posts that meet `condition`, at most BATCH at a time, by post id."""
    last = 0
    while found := read_batch(session, last, condition):
        yield found
        last = found[-1].post_id


def read_batch(session: Session, last: int, condition: ColumnElement[bool]) -> list[Document]:
    """Return the next BATCH documents after the post `last` that meet `condition` on Post and Thread."""
    solution = exists().where(Solution.post_id == Post.id, Solution.removed_at.is_(None))
    rows = session.execute(
        select(
            Post.id,
            Post.thread_id,
            Post.number,
            Post.by_staff,
            Post.created_at,
            Thread.board_id,
            Thread.title,
            Thread.kind,
            Version.html,
            Participant.name,
            thread_state().label("state"),
            solution.label("is_solution"),
        )
        .join(Thread, Thread.id == Post.thread_id)
        .join(
            PostRevision, (PostRevision.post_id == Post.id) & (PostRevision.number == Post.current_revision)
        )
        .join(Version, Version.id == PostRevision.version_id)
        .join(Participant, Participant.id == Post.author_id)
        .where(Post.id > last, visible_thread(EVERYWHERE), visible_post(EVERYWHERE), condition)
        .order_by(Post.id)
        .limit(BATCH)
    ).all()
    threads = {row.thread_id for row in rows}
    tags, told = _tags(session, threads), _told(session, threads)
    return [
        Document(
            post_id=row.id,
            thread_id=row.thread_id,
            board_id=row.board_id,
            title=row.title,
            body=plain(row.html),
            tags=tags.get(row.thread_id, ()),
            kind=row.kind.value,
            state=row.state,
            solved=row.state == "solved",
            is_question=row.number == 1,
            is_solution=row.is_solution,
            by_staff=row.by_staff,
            author=row.name,
            language=None,
            created_at=row.created_at,
            told=told.get(row.thread_id, ()),
        )
        for row in rows
    ]


def _told(session: Session, threads: set[int]) -> dict[int, tuple[str, ...]]:
    statement = select(FieldValue.thread_id, FieldValue.value).where(FieldValue.thread_id.in_(threads))
    return _by_thread(session.execute(statement.order_by(FieldValue.id)))


def _tags(session: Session, threads: set[int]) -> dict[int, tuple[str, ...]]:
    statement = (
        select(ThreadTag.thread_id, Tag.slug)
        .join(Tag, Tag.id == ThreadTag.tag_id)
        .where(ThreadTag.thread_id.in_(threads))
        .order_by(ThreadTag.thread_id, Tag.slug)
    )
    return _by_thread(session.execute(statement))


def _by_thread(rows: Iterable[Row[int, str]]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for thread_id, word in rows:
        found[thread_id] = (*found.get(thread_id, ()), word)
    return found
