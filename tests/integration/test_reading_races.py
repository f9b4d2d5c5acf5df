"""Two at once around a text that waits: it is let out once, and only in the words that somebody decided on."""

from sqlalchemy import update

from community.commands.break_glass import break_glass
from community.commands.held_texts import revise_held
from community.commands.holding import approve_held, reject_held
from community.commands.later_readings import read_later
from community.commands.readings import approve_version, return_version
from community.commands.site import change_setting
from community.commands.threads import ask
from community.model.members import Member
from community.model.obligations import Obligation
from community.model.posts import Post, PostRevision
from community.model.readings import LaterReading
from community.model.versions import Release
from tests.integration.test_races import count, race, won
from tests.stories import asked, drafted, newest
from tests.web.sites import HASH, PASSWORD


def glass_allowed(cast):
    known = update(Member).values(password_hash=HASH)
    cast.do(lambda work, _: work.session.execute(known), None)
    cast.do(change_setting, cast.ada, "break_glass", "readers")


def test_an_approval_against_broken_glass_lets_it_out_once(cast, rounds):
    glass_allowed(cast)
    for _ in range(rounds):
        thread_id = asked(cast)
        draft_id = drafted(cast, thread_id, cast.jana)
        version = newest(cast, draft_id)

        def broken(work, actor, draft_id=draft_id, version=version):
            return break_glass(work, actor, draft_id, version, password=PASSWORD, reason="Fire.")

        done = race(cast, (approve_version, cast.ole, draft_id, version), (broken, cast.jana))
        assert len(won(done)) == 1
        assert count(cast, Release, draft_id=draft_id) == 1
        assert count(cast, Post, thread_id=thread_id) == 2


def test_two_later_readings_close_it_once(cast, rounds):
    glass_allowed(cast)
    for _ in range(rounds):
        draft_id = drafted(cast, asked(cast), cast.jana)
        version = newest(cast, draft_id)
        cast.do(break_glass, cast.jana, draft_id, version, password=PASSWORD, reason="Fire.")
        assert len(won(race(cast, (read_later, cast.ole, draft_id), (read_later, cast.ada, draft_id)))) == 1
        assert count(cast, LaterReading, version_id=version) == 1


def test_a_return_against_an_approval_is_one_of_them(cast, rounds):
    for _ in range(rounds):
        thread_id = asked(cast)
        draft_id = drafted(cast, thread_id)
        version = newest(cast, draft_id)
        approval, back = race(
            cast,
            (approve_version, cast.jana, draft_id, version),
            (return_version, cast.ole, draft_id, version, "Which router?"),
        )
        assert isinstance(approval, Exception) != isinstance(back, Exception)
        assert count(cast, Post, thread_id=thread_id) == (1 if isinstance(approval, Exception) else 2)


def test_a_held_text_changed_at_the_last_moment_is_not_let_in_unread(cast, rounds):
    for _ in range(rounds):
        draft_id = cast.do(ask, cast.mara, "held", title="Which router?", source="The grey one.").draft_id
        read = newest(cast, draft_id)

        def change(work, actor, draft_id=draft_id, read=read):
            return revise_held(work, actor, draft_id, source="Buy at spam.example.", after=read)

        done = race(cast, (approve_held, cast.moritz, draft_id, read), (change, cast.mara))
        assert len(won(done)) == 1
        assert count(cast, PostRevision, version_id=newest(cast, draft_id)) == (
            0 if won(done) == [done[1]] else 1
        )


def test_two_moderators_decide_once(cast, rounds):
    for _ in range(rounds):
        draft_id = cast.do(ask, cast.mara, "held", title="Which router?", source="The grey one.").draft_id
        read = newest(cast, draft_id)
        release, refusal = race(
            cast,
            (approve_held, cast.moritz, draft_id, read),
            (reject_held, cast.ada, draft_id, read, "spam"),
        )
        assert isinstance(release, Exception) != isinstance(refusal, Exception)
        assert count(cast, Post, draft_id=draft_id) == isinstance(refusal, Exception)
        assert count(cast, Obligation, draft_id=draft_id) == 1
