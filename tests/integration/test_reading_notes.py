"""Readers' notes at paragraphs and who reads along: for the team alone, and in nobody's way."""

import pytest
from sqlalchemy import select

from community.access import Absent
from community.commands.reading_notes import keep_lease, note_paragraph
from community.commands.readings import approve_version, return_version
from community.model.drafts import Draft
from community.model.readings import ReadingLease
from community.model.sign_ins import Scope
from community.model.versions import Reading
from community.policy.actors import GUEST
from community.queries.reading_notes import others_reading, paragraph_notes
from tests.integration.drafting import revise
from tests.stories import approved, asked, drafted, newest, refused

THREE = "Hallo Mara,\n\ndie Frist beträgt drei Monate.\n\nViele Grüße"


def noted(cast, draft_id, paragraph=1, body="Stimmt die Frist?", who=None):
    version = newest(cast, draft_id)
    return cast.do(note_paragraph, who or cast.jana, draft_id, version, paragraph, body)


def shown(cast, draft_id, who=None):
    cast.session.rollback()
    found = paragraph_notes(cast.session, who or cast.svea, cast.session.get_one(Draft, draft_id))
    cast.session.rollback()
    return found


def test_a_note_is_settled_once_its_paragraph_reads_otherwise(cast):
    draft_id = drafted(cast, asked(cast), source=THREE)
    noted(cast, draft_id)
    noted(cast, draft_id, 2, "Grußformel?")
    assert [(note.paragraph, note.settled_by) for note in shown(cast, draft_id)] == [(1, ""), (2, "")]
    revise(cast, cast.svea, draft_id, 1, source=THREE.replace("drei Monate", "einen Monat"))
    assert [(note.version, note.settled_by) for note in shown(cast, draft_id)] == [(1, "Svea"), (1, "")]
    revise(cast, cast.svea, draft_id, 2, source="Neu davor.\n\n" + THREE)
    assert [note.settled_by for note in shown(cast, draft_id, cast.jana)] == ["", ""]
    assert [note.own for note in shown(cast, draft_id, cast.jana)] == [True, True]


def test_who_notes_what(cast):
    draft_id = drafted(cast, asked(cast), cast.jana, source=THREE)
    for code, who in (("own_version", cast.jana), ("not_allowed", cast.svea)):
        with refused(code):
            noted(cast, draft_id, who=who)
    for stranger in (cast.mara, cast.moritz, GUEST):
        with pytest.raises(Absent):
            noted(cast, draft_id, who=stranger)
    with refused("token_scope"):
        noted(cast, draft_id, who=cast.actor("Ole", Scope.staff))
    for code, given in (
        ("note_missing", {"body": " \n"}),
        ("bad_value", {"paragraph": 3}),
        ("bad_value", {"paragraph": -1}),
    ):
        with refused(code):
            noted(cast, draft_id, who=cast.ole, **given)
    old = newest(cast, draft_id)
    revise(cast, cast.jana, draft_id, 1, source=THREE)
    with refused("changed"):
        cast.do(note_paragraph, cast.ole, draft_id, old, 0, "Zu spät.")
    approved(cast, draft_id, cast.ole)
    with refused("not_open"):
        noted(cast, draft_id, who=cast.ole)


def test_a_return_may_say_no_more_than_the_notes(cast):
    draft_id = drafted(cast, asked(cast), source=THREE)
    noted(cast, draft_id, 2, "Grußformel?", cast.ole)
    with refused("comment_missing"):
        cast.do(return_version, cast.jana, draft_id, newest(cast, draft_id), "")
    noted(cast, draft_id, 2, "Kürzer.")
    noted(cast, draft_id, 1, "Stimmt die Frist?")
    cast.do(return_version, cast.jana, draft_id, newest(cast, draft_id), " ")
    cast.session.rollback()
    assert cast.session.scalars(select(Reading.comment)).one() == "Stimmt die Frist?\nKürzer."


def test_who_reads_along_is_seen_for_ten_minutes_and_blocks_nobody(cast, turning_clock):
    draft_id = drafted(cast, asked(cast))

    def beside(who):
        found = others_reading(cast.session, who, draft_id)
        cast.session.rollback()
        return found

    cast.do(keep_lease, cast.jana, draft_id)
    assert (beside(cast.ole), beside(cast.jana)) == (("Jana",), ())
    turning_clock.pass_by(minutes=9)
    cast.do(keep_lease, cast.ole, draft_id)
    cast.do(keep_lease, cast.jana, draft_id)
    turning_clock.pass_by(minutes=9)
    assert beside(cast.ole) == ("Jana",)
    assert len(cast.session.scalars(select(ReadingLease)).all()) == 2
    assert cast.do(approve_version, cast.ole, draft_id, newest(cast, draft_id)).post_id
    turning_clock.pass_by(minutes=2)
    assert beside(cast.ole) == ()


def test_only_who_may_read_says_so(cast):
    draft_id = drafted(cast, asked(cast))
    for code, who in (("own_version", cast.svea), ("token_scope", cast.actor("Jana", Scope.staff))):
        with refused(code):
            cast.do(keep_lease, who, draft_id)
    with pytest.raises(Absent):
        cast.do(keep_lease, cast.mara, draft_id)
    approved(cast, draft_id)
    with refused("not_open"):
        cast.do(keep_lease, cast.ole, draft_id)
