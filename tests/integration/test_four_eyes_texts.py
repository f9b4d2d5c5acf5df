"""Four eyes on every kind of text: threads, edits, withdrawn and coming badges, and the rule itself."""

import pytest
from sqlalchemy import select

from community.commands.drafts import draft_edit, draft_thread, withdraw_draft
from community.commands.edits import edit_post
from community.commands.hidings import hide_post
from community.commands.readings import return_version
from community.commands.site import change_setting, read_setting
from community.commands.standing import set_role
from community.model.drafts import DraftState
from community.model.members import Role
from community.model.posts import PostRevision
from community.model.threads import Thread, ThreadKind
from community.model.versions import Reading, Version, VersionObligation
from community.work import Work
from tests.integration.drafting import release_of, revise, state_of
from tests.stories import answered, approved, asked, drafted, newest, post_of, refused, replied, thread_of


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("readers_required", 3, "bad_value"),
        ("readers_required", True, "bad_value"),
        ("readers_required", "1", "bad_value"),
        ("readers_required", 0, "unread_unconfirmed"),
        ("name", " ", "bad_value"),
        ("nothing", 1, "unknown_setting"),
    ],
)
def test_settings_that_are_refused(cast, key, value, code):
    with refused(code):
        cast.do(change_setting, cast.ada, key, value)


def test_only_an_administrator_changes_the_rule(cast):
    with refused("not_allowed"):
        cast.do(change_setting, cast.jana, "readers_required", 0)
    assert read_setting(Work(cast.session), "readers_required") == 1


def test_a_thread_of_the_company_is_read_before_it_opens(cast):
    with refused("not_allowed"):
        cast.do(draft_thread, cast.mara, "internet", title="Mine now", source="x", kind=ThreadKind.article)
    with refused("kind_not_allowed"):
        cast.do(draft_thread, cast.svea, "internet", title="A question", source="x", kind=ThreadKind.question)
    words = {"title": "Outage in Kiel", "source": "We know.", "kind": ThreadKind.announcement}
    first = cast.do(draft_thread, cast.svea, "internet", key="k1", **words)
    assert cast.do(draft_thread, cast.svea, "internet", key="k1", **words).draft_id == first.draft_id
    assert cast.session.scalars(select(Thread)).all() == []
    revise(cast, cast.svea, first.draft_id, 1, title="Outage in Kiel and Plön")
    post = post_of(cast, approved(cast, first.draft_id))
    thread = thread_of(cast, post.thread_id)
    assert (thread.title, thread.title_by_staff) == ("Outage in Kiel and Plön", True)
    assert thread.title_release_id == release_of(cast, first.draft_id).id
    assert cast.owed(thread.id) == []


def test_an_opening_cannot_close_what_another_thread_owes(cast):
    thread_id = asked(cast)
    words = {"title": "Outage in Kiel", "source": "We know.", "kind": ThreadKind.announcement}
    opened = cast.do(draft_thread, cast.svea, "internet", **words)
    revise(cast, cast.svea, opened.draft_id, 1, obligations=[cast.owed(thread_id)[0].id])
    approved(cast, opened.draft_id)
    assert len(cast.owed(thread_id)) == 1


def test_a_reply_has_no_title_that_would_be_read_and_never_shown(cast):
    draft_id = drafted(cast, asked(cast))
    version = revise(cast, cast.svea, draft_id, 1, title="A title")
    assert cast.session.get_one(Version, version).title is None


def test_an_edit_of_a_published_post_leaves_the_old_text_until_it_is_read(cast):
    post_id = answered(cast, asked(cast))
    with refused("not_yours"):
        cast.do(draft_edit, cast.jana, post_id, source="Better.")
    with refused("not_allowed"):
        cast.do(draft_edit, cast.mara, post_id, source="Better.")
    edit = cast.do(draft_edit, cast.svea, post_id, source="Better.", key="k1")
    assert cast.do(draft_edit, cast.svea, post_id, source="Better.", key="k1").draft_id == edit.draft_id
    with refused("edit_waiting"):
        cast.do(draft_edit, cast.ada, post_id, source="Best.")
    assert post_of(cast, post_id).current_revision == 1
    approved(cast, edit.draft_id)
    assert post_of(cast, post_id).current_revision == 2
    revisions = cast.session.scalars(select(PostRevision).where(PostRevision.post_id == post_id)).all()
    assert all(row.release_id for row in revisions)


def test_a_moderator_of_the_staff_edits_others_posts_through_a_reader(cast):
    thread_id = asked(cast)
    question = cast.question(thread_id)
    edit = cast.do(draft_edit, cast.ada, question.id, source="Redone.", title="No line in Kiel")
    assert thread_of(cast, thread_id).title == "No line since noon"
    approved(cast, edit.draft_id)
    thread = thread_of(cast, thread_id)
    assert (thread.title, thread.title_by_staff) == ("No line in Kiel", True)
    assert not post_of(cast, question.id).by_staff
    second = cast.do(draft_edit, cast.ada, question.id, source="Redone again.")
    approved(cast, second.draft_id)
    assert thread_of(cast, thread_id).title == "No line in Kiel"


def test_an_edit_does_not_undo_what_was_written_since(cast):
    thread_id = asked(cast)
    question = cast.question(thread_id)
    edit = cast.do(draft_edit, cast.ada, question.id, source="Redone.")
    cast.do(edit_post, cast.mara, question.id, source="It works at night.")
    with refused("changed"):
        approved(cast, edit.draft_id)
    revise(cast, cast.ada, edit.draft_id, 1)
    approved(cast, edit.draft_id)
    assert post_of(cast, question.id).current_revision == 3


def test_hidden_texts_are_not_edited(cast):
    thread_id = asked(cast)
    post_id = answered(cast, thread_id)
    cast.do(hide_post, cast.moritz, post_id, "wrong")
    with refused("hidden"):
        cast.do(draft_edit, cast.svea, post_id, source="Better.")
    question = cast.question(thread_id)
    cast.do(hide_post, cast.moritz, question.id, "spam")
    with refused("hidden"):
        cast.do(draft_edit, cast.ada, question.id, source="Better.")


def test_a_text_for_a_thread_out_of_sight_waits(cast):
    thread_id = asked(cast)
    draft_id = drafted(cast, thread_id)
    cast.do(hide_post, cast.moritz, cast.question(thread_id).id, "spam")
    with refused("thread_hidden"):
        approved(cast, draft_id)
    with refused("thread_hidden"):
        cast.do(return_version, cast.jana, draft_id, newest(cast, draft_id), "Too late.")


def test_withdrawing_a_draft(cast):
    draft_id = drafted(cast, asked(cast))
    with refused("not_yours"):
        cast.do(withdraw_draft, cast.jana, draft_id)
    with refused("not_allowed"):
        cast.do(withdraw_draft, cast.mara, draft_id)
    cast.do(withdraw_draft, cast.svea, draft_id)
    assert state_of(cast, draft_id) is DraftState.withdrawn
    for act in (lambda: approved(cast, draft_id), lambda: cast.do(withdraw_draft, cast.svea, draft_id)):
        with refused("not_open"):
            act()


def test_the_badge_is_frozen_at_submission(cast):
    thread_id = asked(cast)
    draft_id = drafted(cast, thread_id)
    cast.do(set_role, None, cast.ids["Svea"], Role.staff, team="Team Kiel")
    post_id = approved(cast, draft_id)
    assert post_of(cast, post_id).badge == "Team Bielefeld"
    cast.do(set_role, None, cast.ids["Svea"], Role.customer)
    assert post_of(cast, post_id).by_staff
    with refused("not_yours"):
        cast.do(edit_post, cast.svea, post_id, source="I was never there.")


def test_a_customer_who_joined_edits_old_posts_through_a_reader(cast):
    post_id = replied(cast, asked(cast))
    cast.do(set_role, None, cast.ids["Holger"], Role.staff)
    with refused("staff_drafts"):
        cast.do(edit_post, cast.holger, post_id, source="Now with a badge.")
    edit = cast.do(draft_edit, cast.holger, post_id, source="Now with a badge.")
    approved(cast, edit.draft_id)
    assert not post_of(cast, post_id).by_staff


def test_versions_and_readings_point_at_the_same_row(cast):
    draft_id = drafted(cast, asked(cast))
    version = newest(cast, draft_id)
    post_id = approved(cast, draft_id)
    revision = cast.session.get_one(PostRevision, (post_id, 1))
    reading = cast.session.scalars(select(Reading)).one()
    assert revision.version_id == reading.version_id == version
    named = cast.session.scalars(select(VersionObligation).where(VersionObligation.version_id == version))
    assert len(named.all()) == 1
