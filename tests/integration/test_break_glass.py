"""Break the glass: off until the place allows it, never by token, and always owed a reader who is somebody else."""

import pytest
from sqlalchemy import select, update

from community.access import Absent
from community.commands.break_glass import break_glass
from community.commands.drafts import draft_edit
from community.commands.later_readings import read_later
from community.commands.passwords import hash_password
from community.commands.readings import approve_version, return_version
from community.commands.replies import reply
from community.commands.site import change_setting
from community.commands.standing import revoke_right
from community.model.drafts import DraftState
from community.model.members import Member, Right
from community.model.readings import LaterReading
from community.model.records import AuditEntry
from community.model.sign_ins import Scope
from community.model.versions import Release, ReleaseKind
from community.policy.actors import GUEST
from community.queries.desk_page import desk_page
from community.queries.readings_page import readings_page
from community.work import unit_of_work
from tests.integration.drafting import posts_in, release_of, state_of
from tests.integration.racing import race
from tests.stories import approved, asked, drafted, newest, refused

PASSWORD = "ein ganzer Satz"


@pytest.fixture
def allowed(cast):
    """A place where administrators and readers may; everybody has the same password."""
    known = update(Member).values(password_hash=hash_password(PASSWORD))
    cast.do(lambda work, _: work.session.execute(known), None)
    cast.do(change_setting, cast.ada, "break_glass", "readers")


def broken(cast, draft_id, who=None, password=PASSWORD, reason="The shop is on fire."):
    version = newest(cast, draft_id)
    return cast.do(break_glass, who or cast.jana, draft_id, version, password=password, reason=reason).id


def owed(cast):
    cast.session.rollback()
    found = cast.session.scalars(select(LaterReading).execution_options(populate_existing=True)).all()
    cast.session.rollback()
    return found


def test_it_is_off_until_the_place_allows_it(cast):
    draft_id = drafted(cast, asked(cast), cast.ada)
    with refused("glass_is_whole"):
        broken(cast, draft_id, cast.ada)
    with refused("bad_value"):
        cast.do(change_setting, cast.ada, "break_glass", "everybody")
    with refused("not_allowed"):
        cast.do(change_setting, cast.jana, "break_glass", "readers")


def test_administrators_alone_where_the_place_says_so(cast, allowed):
    cast.do(change_setting, cast.ada, "break_glass", "administrators")
    thread_id = asked(cast)
    with refused("not_allowed"):
        broken(cast, drafted(cast, thread_id, cast.jana), cast.jana)
    assert broken(cast, drafted(cast, thread_id, cast.ada), cast.ada)


def test_what_it_takes(cast, allowed):
    thread_id = asked(cast)
    draft_id = drafted(cast, thread_id, cast.jana)
    for code, given in (
        ("reason_missing", {"reason": " "}),
        ("password_wrong", {"password": "guessed"}),
        ("password_wrong", {"password": ""}),
        ("not_allowed", {"who": cast.svea}),
        ("not_yours", {"who": cast.ole}),
        ("token_scope", {"who": cast.actor("Jana", Scope.staff)}),
    ):
        with refused(code):
            broken(cast, draft_id, **given)
    for stranger in (cast.mara, cast.moritz, GUEST, cast.actor("Jana", Scope.write)):
        with pytest.raises(Absent):
            broken(cast, draft_id, stranger)
    with refused("changed"):
        cast.do(break_glass, cast.jana, draft_id, 0, password=PASSWORD, reason="Fire.")
    assert len(posts_in(cast, thread_id)) == 1


def test_who_lost_the_right_or_whose_text_was_returned_breaks_nothing(cast, allowed):
    draft_id, jana = drafted(cast, asked(cast), cast.jana), cast.jana
    cast.do(return_version, cast.ole, draft_id, newest(cast, draft_id), "Not like that.")
    with refused("not_open"):
        broken(cast, draft_id)
    other = drafted(cast, asked(cast), cast.jana)
    cast.do(revoke_right, None, cast.ids["Jana"], Right.reader)
    with refused("not_allowed"):
        broken(cast, other, jana)


def test_it_is_logged_and_owed_a_reader(cast, allowed):
    thread_id = asked(cast)
    draft_id = drafted(cast, thread_id, cast.jana)
    broken(cast, draft_id)
    release = release_of(cast, draft_id)
    assert (release.kind, release.reason) == (ReleaseKind.break_glass, "The shop is on fire.")
    assert (release.released_by_id, release.first_reader_id) == (cast.jana.id, None)
    assert state_of(cast, draft_id) is DraftState.published
    assert [row.closed_at for row in owed(cast)] == [None]
    assert cast.owed(thread_id) == []
    entry = cast.session.scalars(select(AuditEntry).where(AuditEntry.act == "draft.glass_broken")).one()
    assert (entry.actor_id, entry.details["reason"]) == (cast.ids["Jana"], "The shop is on fire.")


def test_a_reader_who_is_not_its_editor_reads_it_later(cast, allowed, turning_clock):
    draft_id = drafted(cast, asked(cast), cast.jana)
    broken(cast, draft_id)
    turning_clock.pass_by(minutes=45)
    lane = next(lane for lane in desk_page(cast.session, cast.ole).lanes if lane.name == "reading")
    assert [(card.draft_id, card.later, card.clock.level) for card in lane.cards] == [
        (draft_id, True, "late")
    ]
    assert lane.total == 1
    assert [card.later for card in readings_page(cast.session, cast.ole).cards] == [True]
    cast.session.rollback()
    for code, who in (
        ("own_version", cast.jana),
        ("not_allowed", cast.svea),
        ("token_scope", cast.actor("Ole", Scope.staff)),
    ):
        with refused(code):
            cast.do(read_later, who, draft_id)
    with pytest.raises(Absent):
        cast.do(read_later, cast.mara, draft_id)
    cast.do(read_later, cast.ole, draft_id)
    with refused("not_open"):
        cast.do(read_later, cast.ada, draft_id)
    assert [(row.reader_id, row.replaced_by_id) for row in owed(cast)] == [(cast.ids["Ole"], None)]
    assert readings_page(cast.session, cast.ole).cards == ()
    cast.session.rollback()
    assert cast.session.scalars(select(AuditEntry).where(AuditEntry.act == "draft.read_later")).one()


def test_a_reader_may_put_something_better_in_its_place(cast, allowed):
    thread_id = asked(cast)
    draft_id = drafted(cast, thread_id, cast.jana)
    post_id = broken(cast, draft_id)
    with refused("not_yours"):
        cast.do(draft_edit, cast.svea, post_id, source="Better.")
    edit = cast.do(draft_edit, cast.ole, post_id, source="Better.").draft_id
    assert [row.closed_at for row in owed(cast)] == [None]
    approved(cast, edit, cast.ada)
    (row,) = owed(cast)
    assert (row.reader_id, row.replaced_by_id) == (cast.ids["Ada"], release_of(cast, edit).id)
    with refused("not_yours"):
        cast.do(draft_edit, cast.ole, post_id, source="Best.")


def test_its_editor_may_replace_it_through_a_reader_and_names_that_reader(cast, allowed):
    post_id = broken(cast, drafted(cast, asked(cast), cast.jana))
    edit = cast.do(draft_edit, cast.jana, post_id, source="Calmer.").draft_id
    approved(cast, edit, cast.ole)
    assert [row.reader_id for row in owed(cast)] == [cast.ids["Ole"]]


def test_an_unread_text_is_not_settled_by_another_unread_one(cast, allowed):
    post_id = broken(cast, drafted(cast, asked(cast), cast.jana))
    edit = cast.do(draft_edit, cast.jana, post_id, source="Faster.").draft_id
    broken(cast, edit)
    assert [row.closed_at for row in owed(cast)] == [None, None]
    last = cast.do(draft_edit, cast.jana, post_id, source="Read at last.").draft_id
    approved(cast, last, cast.ole)
    assert {row.replaced_by_id for row in owed(cast)} == {release_of(cast, last).id}


def test_nothing_a_customer_does_settles_it(cast, allowed):
    thread_id = asked(cast)
    broken(cast, drafted(cast, thread_id, cast.jana))
    cast.do(reply, cast.mara, thread_id, source="Thanks.", only_thanks=True)
    assert [row.closed_at for row in owed(cast)] == [None]


def test_breaking_it_while_somebody_approves_publishes_once(cast, allowed):
    thread_id = asked(cast)
    draft_id = drafted(cast, thread_id, cast.jana)
    version, jana, ole = newest(cast, draft_id), cast.jana, cast.ole

    def act(command, who, *given, **named):
        def run(session):
            with unit_of_work(session) as work:
                return command(work, who, *given, **named)

        return run

    done = race(
        cast.database,
        [
            act(break_glass, jana, draft_id, version, password=PASSWORD, reason="Fire."),
            act(approve_version, ole, draft_id, version),
        ],
    )
    assert sum(not isinstance(outcome, Exception) for outcome in done) == 1, done
    assert not any(isinstance(outcome, AssertionError) for outcome in done)
    assert len(posts_in(cast, thread_id)) == 2
    releases = cast.session.scalars(select(Release).where(Release.draft_id == draft_id)).all()
    assert len(releases) == 1
    assert len(owed(cast)) == (releases[0].kind is ReleaseKind.break_glass)
