"""Four eyes: drafts, versions, readings and releases; who may read what, and what an approval is worth."""

import pytest
from sqlalchemy import select

from community.access import Absent
from community.commands.drafts import draft_reply, draft_thread
from community.commands.reading_rules import set_usual_readers
from community.commands.readings import approve_version, return_version
from community.commands.site import change_setting
from community.commands.standing import grant_right, revoke_right, set_role, suspend
from community.model.drafts import DraftState
from community.model.members import Right, Role
from community.model.records import AuditEntry
from community.model.sign_ins import Scope
from community.model.threads import ThreadKind
from community.model.versions import ReleaseKind
from community.policy.actors import GUEST
from community.policy.unread import UNREAD
from tests.integration.drafting import posts_in, release_of, revise, state_of
from tests.stories import approved, asked, drafted, newest, post_of, refused


def test_nothing_is_published_before_somebody_else_read_it(cast):
    thread_id = asked(cast)
    draft_id = drafted(cast, thread_id)
    assert len(posts_in(cast, thread_id)) == 1
    post = post_of(cast, approved(cast, draft_id))
    release = release_of(cast, draft_id)
    assert (post.author_id, post.badge, post.by_staff) == (cast.svea.id, "Team Bielefeld", True)
    assert (release.kind, release.readers_required, release.first_reader_id) == (
        ReleaseKind.read,
        1,
        cast.jana.id,
    )
    entry = cast.session.scalars(select(AuditEntry).where(AuditEntry.act == "draft.released")).one()
    assert entry.details["readers"] == [cast.jana.id]
    assert state_of(cast, draft_id) is DraftState.published


def test_who_may_not_approve(cast):
    draft_id = drafted(cast, asked(cast), cast.jana)
    version = newest(cast, draft_id)
    with refused("own_version"):
        cast.do(approve_version, cast.jana, draft_id, version)
    with refused("not_allowed"):
        cast.do(approve_version, cast.svea, draft_id, version)
    for stranger in (cast.mara, cast.moritz, GUEST):
        with pytest.raises(Absent):
            cast.do(approve_version, stranger, draft_id, version)
    with refused("token_scope"):
        cast.do(approve_version, cast.actor("Ole", Scope.staff), draft_id, version)
    assert release_of(cast, draft_id) is None


@pytest.mark.parametrize("scope", [Scope.read, Scope.write])
def test_a_token_without_the_staff_scope_sees_no_draft(cast, scope):
    draft_id = drafted(cast, asked(cast))
    with pytest.raises(Absent):
        cast.do(approve_version, cast.actor("Jana", scope), draft_id, newest(cast, draft_id))


def test_an_administrator_without_the_right_does_not_read(cast):
    draft_id = drafted(cast, asked(cast))
    cast.do(revoke_right, None, cast.ids["Ada"], Right.reader)
    with refused("not_allowed"):
        cast.do(approve_version, cast.ada, draft_id, newest(cast, draft_id))


def test_a_right_lost_since_the_page_was_opened_counts_as_lost(cast):
    draft_id, jana = drafted(cast, asked(cast)), cast.jana
    cast.do(revoke_right, None, cast.ids["Jana"], Right.reader)
    with refused("not_allowed"):
        cast.do(approve_version, jana, draft_id, newest(cast, draft_id))
    with refused("not_allowed"):
        cast.do(return_version, jana, draft_id, newest(cast, draft_id), "Too short.")


def test_a_suspended_reader_reads_nothing(cast):
    draft_id, jana = drafted(cast, asked(cast)), cast.jana
    cast.do(suspend, None, cast.ids["Jana"], "left")
    with refused("not_allowed"):
        cast.do(approve_version, jana, draft_id, newest(cast, draft_id))


def test_a_changed_text_needs_a_new_approval(cast):
    draft_id = drafted(cast, asked(cast))
    first = newest(cast, draft_id)
    revise(cast, cast.svea, draft_id, 1)
    with refused("changed"):
        cast.do(approve_version, cast.jana, draft_id, first)
    with refused("changed"):
        cast.do(return_version, cast.jana, draft_id, first, "Too short.")
    assert approved(cast, draft_id)


def test_two_who_change_at_once_do_not_lose_a_text(cast):
    draft_id = drafted(cast, asked(cast))
    revise(cast, cast.ole, draft_id, 1)
    with refused("changed"):
        revise(cast, cast.svea, draft_id, 1)


def test_a_reader_who_edits_becomes_the_editor_and_the_first_author_may_approve(cast):
    draft_id = drafted(cast, asked(cast))
    version = revise(cast, cast.jana, draft_id, 1)
    with refused("own_version"):
        cast.do(approve_version, cast.jana, draft_id, version)
    post = post_of(cast, approved(cast, draft_id, cast.svea))
    assert post.author_id == cast.svea.id
    assert release_of(cast, draft_id).first_reader_id == cast.svea.id


def test_another_reader_may_approve_a_coedited_text_too(cast):
    draft_id = drafted(cast, asked(cast))
    revise(cast, cast.jana, draft_id, 1)
    assert approved(cast, draft_id, cast.ole)


def test_the_first_author_who_edits_again_is_the_editor_again(cast):
    draft_id = drafted(cast, asked(cast))
    revise(cast, cast.jana, draft_id, 1)
    version = revise(cast, cast.svea, draft_id, 2)
    with refused("own_version"):
        cast.do(approve_version, cast.svea, draft_id, version)
    assert approved(cast, draft_id, cast.jana)


def test_who_may_not_revise(cast):
    draft_id = drafted(cast, asked(cast), cast.jana)
    with refused("not_allowed"):
        revise(cast, cast.svea, draft_id, 1)
    approved(cast, draft_id, cast.ole)
    with refused("not_open"):
        revise(cast, cast.jana, draft_id, 1)


def test_a_first_author_who_left_approves_nothing(cast):
    draft_id = drafted(cast, asked(cast))
    version, svea = revise(cast, cast.jana, draft_id, 1), cast.svea
    cast.do(set_role, None, cast.ids["Svea"], Role.customer)
    with refused("not_allowed"):
        cast.do(approve_version, svea, draft_id, version)
    with pytest.raises(Absent):
        cast.do(approve_version, cast.svea, draft_id, version)
    post = post_of(cast, approved(cast, draft_id, cast.ole))
    assert post.badge == "Team Bielefeld"


def test_a_returned_text_comes_back_with_a_new_version(cast):
    draft_id = drafted(cast, asked(cast))
    with refused("comment_missing"):
        cast.do(return_version, cast.jana, draft_id, newest(cast, draft_id), " ")
    with refused("own_version"):
        cast.do(return_version, cast.svea, draft_id, newest(cast, draft_id), "Mine.")
    cast.do(return_version, cast.jana, draft_id, newest(cast, draft_id), "Too short.")
    assert state_of(cast, draft_id) is DraftState.returned
    with refused("not_open"):
        approved(cast, draft_id, cast.ole)
    revise(cast, cast.svea, draft_id, 1)
    assert approved(cast, draft_id)


def test_six_eyes_need_two_readers(cast):
    draft_id = drafted(cast, asked(cast, board="six-eyes"))
    first = cast.do(approve_version, cast.jana, draft_id, newest(cast, draft_id))
    assert (first.post_id, first.approvals, first.required) == (None, 1, 2)
    with refused("already_read"):
        cast.do(approve_version, cast.jana, draft_id, newest(cast, draft_id))
    assert approved(cast, draft_id, cast.ole)
    release = release_of(cast, draft_id)
    assert {release.first_reader_id, release.second_reader_id} == {cast.jana.id, cast.ole.id}
    assert release.rule == "board: 2 reader(s)"


def test_six_eyes_on_a_coedited_text_are_its_author_and_another_reader(cast):
    draft_id = drafted(cast, asked(cast, board="six-eyes"))
    revise(cast, cast.jana, draft_id, 1)
    assert not approved(cast, draft_id, cast.svea)
    assert approved(cast, draft_id, cast.ole)


def test_an_approval_of_an_earlier_version_does_not_count(cast):
    draft_id = drafted(cast, asked(cast, board="six-eyes"))
    approved(cast, draft_id, cast.jana)
    revise(cast, cast.svea, draft_id, 1)
    assert not approved(cast, draft_id, cast.ole)
    assert approved(cast, draft_id, cast.jana)


@pytest.mark.parametrize("how", ["right", "role", "suspension"])
def test_who_lost_the_right_before_publication_has_not_read(cast, how):
    draft_id = drafted(cast, asked(cast, board="six-eyes"))
    assert not approved(cast, draft_id, cast.jana)
    jana = cast.ids["Jana"]
    if how == "right":
        cast.do(revoke_right, None, jana, Right.reader)
    elif how == "role":
        cast.do(set_role, None, jana, Role.customer)
    else:
        cast.do(suspend, None, jana, "left")
    assert not approved(cast, draft_id, cast.ole)
    assert approved(cast, draft_id, cast.ada)
    release = release_of(cast, draft_id)
    assert {release.first_reader_id, release.second_reader_id} == {cast.ole.id, cast.ada.id}


def test_a_right_that_came_back_counts_again(cast):
    draft_id = drafted(cast, asked(cast, board="six-eyes"))
    approved(cast, draft_id, cast.jana)
    cast.do(revoke_right, None, cast.ids["Jana"], Right.reader)
    cast.do(grant_right, None, cast.ids["Jana"], Right.reader)
    assert approved(cast, draft_id, cast.ole)


def test_a_text_that_waited_is_read_though_the_rule_was_relaxed(cast):
    draft_id = drafted(cast, asked(cast))
    cast.do(set_usual_readers, cast.ada, 0, UNREAD["en"])
    assert release_of(cast, draft_id) is None
    assert approved(cast, draft_id)
    assert release_of(cast, draft_id).kind is ReleaseKind.read


def test_a_stricter_rule_holds_for_what_waits(cast):
    draft_id = drafted(cast, asked(cast))
    cast.do(change_setting, cast.ada, "readers_required", 2)
    assert not approved(cast, draft_id)
    assert approved(cast, draft_id, cast.ole)


def test_a_company_of_one_publishes_at_once_and_says_so(cast):
    thread_id = asked(cast, board="solo")
    done = cast.do(draft_reply, cast.svea, thread_id, source="I read it myself.")
    assert done.post_id
    release = release_of(cast, done.draft_id)
    assert (release.kind, release.readers_required) == (ReleaseKind.none_required, 0)
    assert cast.owed(thread_id) == []
    opened = cast.do(
        draft_thread, cast.svea, "solo", title="We are closed", source="Today.", kind=ThreadKind.announcement
    )
    assert opened.thread_id
