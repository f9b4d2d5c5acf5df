"""What must hold after every act, asked of the database and compared with the model."""

from hypothesis.stateful import (
    invariant,
)
from sqlalchemy import func, select

from community.model.drafts import Draft, DraftState
from community.model.obligations import Obligation
from community.model.posts import Post, PostRevision, Solution, SolutionLock
from community.model.threads import Thread
from community.model.versions import Reading, Release, Version
from tests.property.threads_model import Model


class Promises(Model):
    """The promises."""

    @invariant()
    def every_staff_text_was_read(self) -> None:
        session = self.cast.session
        for revision in session.scalars(select(PostRevision).where(PostRevision.by_staff)):
            release = session.get_one(Release, revision.release_id)
            version = session.get_one(Version, revision.version_id)
            draft = session.get_one(Draft, release.draft_id)
            readers = {release.first_reader_id, release.second_reader_id} - {None}
            read = session.scalars(
                select(Reading.reader_id).where(
                    Reading.version_id == version.id, Reading.outcome == "approved"
                )
            )
            assert release.version_id == version.id
            assert draft.state is DraftState.published
            assert len(readers) == release.readers_required >= 1
            assert version.editor_id not in readers
            assert readers <= set(read)
        session.rollback()

    @invariant()
    def what_is_public_is_what_the_model_published(self) -> None:
        session = self.cast.session
        rows = {(post.id, post.by_staff, post.place is None) for post in session.scalars(select(Post))}
        assert rows == {
            (text.id, text.staff, bool(text.hidden) and text.number > 1) for text in self.texts.values()
        }
        session.rollback()

    @invariant()
    def everybody_is_owed_what_the_model_says(self) -> None:
        session = self.cast.session
        rows = session.scalars(select(Obligation)).all()
        for row in rows:
            assert row.closed_by not in ("answered", "accepted") or not self.texts[row.closed_post_id].hidden
        names = {number: name for name, number in self.cast.ids.items()}
        real = sorted(
            (row.post_id, row.opened_by.value, names[row.owed_to_id], row.closed_at is None) for row in rows
        )
        assert real == sorted((row.post, row.cause, row.owner, self.standing(row)) for row in self.owed)
        session.rollback()

    @invariant()
    def counters_equal_recounts_and_places_are_dense(self) -> None:
        session = self.cast.session
        for thread in session.scalars(select(Thread)):
            shown = (Post.thread_id == thread.id, Post.place.is_not(None))
            posts = session.scalars(select(Post).where(*shown).order_by(Post.number)).all()
            assert [post.place for post in posts] == list(range(1, len(posts) + 1))
            replies = posts[1:]
            assert thread.reply_count == len(replies)
            assert thread.staff_reply_count == sum(post.by_staff for post in replies)
            assert thread.other_reply_count == sum(post.author_id != thread.author_id for post in replies)
            assert thread.last_post_at == max(post.created_at for post in posts)
        session.rollback()

    @invariant()
    def marks_stand_where_the_model_says(self) -> None:
        session = self.cast.session
        rows = session.scalars(select(Solution).where(Solution.removed_at.is_(None))).all()
        assert {row.post_id for row in rows} == set(self.marks)
        assert {row.post_id for row in rows if row.confirmed_at} == self.confirmed
        assert set(session.scalars(select(SolutionLock.thread_id))) == self.locked <= set(self.marks.values())
        doubled = (
            select(Solution.thread_id)
            .where(Solution.removed_at.is_(None), Solution.exclusive)
            .group_by(Solution.thread_id)
            .having(func.count() > 1)
        )
        assert session.scalars(doubled).all() == []
        session.rollback()
