"""Two at once: nothing doubled, nothing lost, and the loser hears a refusal, never an accident."""

import threading
from collections.abc import Callable
from typing import Any

from sqlalchemy import func, select

from community import access
from community.access import Absent
from community.commands.affected import be_affected, be_affected_no_more
from community.commands.drafts import draft_edit, draft_reply, revise_draft
from community.commands.edits import edit_post
from community.commands.helpful_votes import find_helpful, find_helpful_no_more
from community.commands.hidings import hide_post, withdraw_post
from community.commands.readings import approve_version
from community.commands.replies import reply
from community.commands.solutions import accept_solution
from community.commands.standing import grant_right, revoke_right
from community.commands.threads import ask
from community.model.drafts import Draft
from community.model.members import Right
from community.model.obligations import Obligation
from community.model.posts import Hiding, Post, PostRevision, Solution
from community.model.threads import Thread
from community.model.versions import Reading, Release, Version
from community.policy.actors import Actor
from community.policy.verdicts import Refused
from community.work import Conflict, unit_of_work
from tests.cast import Cast
from tests.stories import answered, asked, drafted, newest, replied

Act = tuple[Any, ...]
"""A command, the actor, and what it is given."""


def race(cast: Cast, *acts: Act, **named: Any) -> list[Any]:
    """Do the acts at once, each in a thread and session of its own; return their results, or their refusals."""
    outcomes: list[Any] = [None] * len(acts)
    starting = threading.Barrier(len(acts))

    def run(place: int, command: Callable[..., Any], actor: Actor | None, *given: Any) -> None:
        with cast.database.session() as session:
            # Both have seen the page before either acts.
            session.connection()
            starting.wait(timeout=30)
            try:
                with unit_of_work(session) as work:
                    outcomes[place] = command(work, actor, *given, **named)
            except (Refused, Absent, Conflict) as refusal:
                outcomes[place] = refusal
            except Exception as accident:
                outcomes[place] = AssertionError(f"{type(accident).__name__}: {accident}")

    threads = [threading.Thread(target=run, args=(place, *act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    accidents = [outcome for outcome in outcomes if isinstance(outcome, AssertionError)]
    assert not accidents, accidents
    assert not any(thread.is_alive() for thread in threads)
    cast.session.rollback()
    return outcomes


def won(outcomes: list[Any]) -> list[Any]:
    return [outcome for outcome in outcomes if not isinstance(outcome, Exception)]


def count(cast: Cast, table: type, **columns: Any) -> int:
    found = cast.session.scalar(select(func.count()).select_from(table).filter_by(**columns)) or 0
    cast.session.rollback()
    return found


def test_two_readers_publish_once(cast, rounds):
    for _ in range(rounds):
        thread_id = asked(cast)
        draft_id = drafted(cast, thread_id)
        version = newest(cast, draft_id)
        done = race(
            cast,
            (approve_version, cast.jana, draft_id, version),
            (approve_version, cast.ole, draft_id, version),
        )
        assert len(won(done)) == 1
        assert count(cast, Release, draft_id=draft_id) == 1
        assert count(cast, Post, thread_id=thread_id) == 2
        assert cast.session.get_one(Thread, thread_id, populate_existing=True).reply_count == 1


def test_two_of_six_eyes_publish_once(cast, rounds):
    for _ in range(rounds):
        thread_id = asked(cast, board="six-eyes")
        draft_id = drafted(cast, thread_id)
        version = newest(cast, draft_id)
        done = race(
            cast,
            (approve_version, cast.jana, draft_id, version),
            (approve_version, cast.ole, draft_id, version),
        )
        assert sorted(approval.approvals for approval in won(done)) == [1, 2]
        assert count(cast, Post, thread_id=thread_id) == 2


def test_one_reader_twice_reads_once(cast, rounds):
    for _ in range(rounds):
        draft_id = drafted(cast, asked(cast, board="six-eyes"))
        version = newest(cast, draft_id)
        done = race(cast, *[(approve_version, cast.jana, draft_id, version)] * 2)
        assert len(won(done)) == 1
        assert count(cast, Reading, version_id=version) == 1


def test_two_acceptances_make_one_solution(cast, rounds):
    for _ in range(rounds):
        thread_id = asked(cast)
        posts = [replied(cast, thread_id, cast.holger), replied(cast, thread_id, cast.nils)]
        for acts in (
            [(accept_solution, cast.mara, post) for post in posts],
            [(accept_solution, cast.mara, posts[0]), (accept_solution, cast.rolf, posts[1])],
        ):
            race(cast, *acts)
            assert count(cast, Solution, thread_id=thread_id, removed_at=None) == 1
            assert cast.owed(thread_id) == []


def test_a_change_against_an_approval_never_publishes_what_was_not_read(cast, rounds):
    for _ in range(rounds):
        draft_id = drafted(cast, asked(cast))
        version = newest(cast, draft_id)

        def revise(work, actor, draft_id=draft_id):
            return revise_draft(work, actor, draft_id, after=1, source="Changed at the last moment.")

        done = race(cast, (revise, cast.svea), (approve_version, cast.jana, draft_id, version))
        assert len(won(done)) == 1
        revisions = cast.session.scalars(select(PostRevision).where(PostRevision.by_staff)).all()
        published = {revision.version_id for revision in revisions}
        changed = cast.session.scalars(select(Version.id).filter_by(draft_id=draft_id, number=2)).all()
        assert (version in published) != bool(changed)
        assert not published & set(changed)


def test_two_changes_lose_none(cast, rounds):
    for _ in range(rounds):
        draft_id = drafted(cast, asked(cast))

        def revise(work, actor, draft_id=draft_id):
            return revise_draft(work, actor, draft_id, after=1, source=f"By {actor.name}.")

        assert len(won(race(cast, (revise, cast.svea), (revise, cast.jana)))) == 1
        assert cast.session.get_one(Draft, draft_id, populate_existing=True).versions_made == 2
        cast.session.rollback()


def test_a_form_sent_twice_at_once_is_one(cast, rounds):
    for number in range(rounds):
        words = {"title": "No line since noon", "source": "Nothing works.", "key": f"ask-{number}"}
        first, second = race(cast, *[(ask, cast.mara, "internet")] * 2, **words)
        assert (first.thread_id, first.post_id) == (second.thread_id, second.post_id)
        assert first.repeated != second.repeated
        words = {"source": "Here too.", "key": f"reply-{number}"}
        first, second = race(cast, *[(reply, cast.holger, first.thread_id)] * 2, **words)
        assert first.post_id == second.post_id
        words = {"source": "Please wait.", "key": f"draft-{number}"}
        first, second = race(cast, *[(draft_reply, cast.svea, first.thread_id)] * 2, **words)
        assert first.draft_id == second.draft_id
    assert count(cast, Thread) == rounds
    assert count(cast, Obligation) == rounds


def test_replies_at_once_get_numbers_and_places_of_their_own(cast, rounds):
    thread_id = asked(cast)
    for _ in range(rounds):
        people = (cast.holger, cast.rolf, cast.nils)
        assert len(won(race(cast, *[(reply, who, thread_id) for who in people], source="Here too."))) == 3
    found = select(Post.place).where(Post.thread_id == thread_id).order_by(Post.number)
    assert cast.session.scalars(found).all() == list(range(1, 3 * rounds + 2))
    assert cast.session.get_one(Thread, thread_id, populate_existing=True).reply_count == 3 * rounds


def test_an_approval_against_hiding_the_question(cast, rounds):
    for _ in range(rounds):
        thread_id = asked(cast)
        draft_id = drafted(cast, thread_id)
        question = cast.question(thread_id).id
        approval, hiding = race(
            cast,
            (approve_version, cast.jana, draft_id, newest(cast, draft_id)),
            (hide_post, cast.moritz, question, "spam"),
        )
        assert isinstance(hiding, Hiding)
        assert cast.owed(thread_id) == []
        assert count(cast, Post, thread_id=thread_id) == (1 if isinstance(approval, Exception) else 2)


def test_withdrawing_a_question_against_a_reply(cast, rounds):
    for _ in range(rounds):
        thread_id = asked(cast)
        question = cast.question(thread_id).id

        def join(work, actor, thread_id=thread_id):
            return reply(work, actor, thread_id, source="Here too.", affects_me_too=True)

        withdrawn, joined = race(cast, (withdraw_post, cast.mara, question), (join, cast.holger))
        assert isinstance(withdrawn, Exception) != isinstance(joined, Exception)
        assert bool(cast.owed(thread_id)) == isinstance(withdrawn, Exception)


def test_hiding_the_answer_against_accepting_it(cast, rounds):
    for _ in range(rounds):
        thread_id = asked(cast)
        post_id = answered(cast, thread_id)
        race(cast, (hide_post, cast.moritz, post_id, "wrong"), (accept_solution, cast.mara, post_id))
        assert count(cast, Solution, thread_id=thread_id, removed_at=None) == 0
        assert len(cast.owed(thread_id)) == 1


def test_hiding_twice_hides_once(cast, rounds):
    for _ in range(rounds):
        post_id = replied(cast, asked(cast))
        done = race(cast, *[(hide_post, who, post_id, "spam") for who in (cast.moritz, cast.ada)])
        assert len(won(done)) == 1
        assert count(cast, Hiding, post_id=post_id) == 1


def test_edits_of_one_post_lose_none(cast, rounds):
    for _ in range(rounds):
        question = cast.question(asked(cast)).id

        def edit(work, actor, question=question):
            return edit_post(work, actor, question, source="Changed.", after=1)

        assert len(won(race(cast, (edit, cast.mara), (edit, cast.mara)))) == 1
        assert count(cast, PostRevision, post_id=question) == 2


def test_two_staff_edits_of_one_post_are_one_draft(cast, rounds):
    for _ in range(rounds):
        post_id = answered(cast, asked(cast))
        done = race(cast, *[(draft_edit, who, post_id) for who in (cast.svea, cast.ada)], source="Better.")
        assert len(won(done)) == 1
        assert count(cast, Draft, post_id=post_id) == 1


def test_a_readers_right_lost_during_the_approval(cast, rounds):
    jana = cast.ids["Jana"]
    for _ in range(rounds):
        thread_id = asked(cast)
        draft_id = drafted(cast, thread_id)
        approval, _ = race(
            cast,
            (approve_version, cast.jana, draft_id, newest(cast, draft_id)),
            (revoke_right, None, jana, Right.reader),
        )
        published = not isinstance(approval, Exception) and approval.post_id is not None
        assert count(cast, Post, thread_id=thread_id) == (2 if published else 1)
        cast.do(grant_right, None, jana, Right.reader)
        assert access.actor(cast.session, jana).rights
        cast.session.rollback()


def test_votes_at_once_are_each_counted_once(cast, rounds):
    thread_id = asked(cast)
    post_id = replied(cast, thread_id)
    people = [cast.mara, cast.rolf, cast.nils, cast.mara]
    for _ in range(rounds):
        assert len(won(race(cast, *((find_helpful, who, post_id) for who in people)))) == 4
        assert cast.session.get_one(Post, post_id, populate_existing=True).score == 3
        cast.session.rollback()
        race(cast, *((find_helpful_no_more, who, post_id) for who in people))
        assert cast.session.get_one(Post, post_id, populate_existing=True).score == 0
        cast.session.rollback()


def test_me_too_at_once_is_counted_once_for_each(cast, rounds):
    thread_id = asked(cast)
    for _ in range(rounds):
        race(cast, *((be_affected, who, thread_id) for who in (cast.rolf, cast.nils, cast.rolf)))
        assert cast.session.get_one(Thread, thread_id, populate_existing=True).affected_count == 2
        cast.session.rollback()
        race(cast, *((be_affected_no_more, who, thread_id) for who in (cast.rolf, cast.nils, cast.nils)))
        assert cast.session.get_one(Thread, thread_id, populate_existing=True).affected_count == 0
        cast.session.rollback()
