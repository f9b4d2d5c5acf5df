"""What boards ask for: made by administrators, told by askers, never by staff."""

import pytest
from sqlalchemy import select

from community.access import Absent
from community.commands.field_values import BadFields
from community.commands.holding import approve_held
from community.commands.product_fields import MOST, add_field, move_field_up, retire_field
from community.commands.threads import ask
from community.model.product_fields import FieldKind, FieldValue
from community.model.threads import ThreadKind
from community.policy.actors import GUEST
from community.queries.product_fields import asked_fields, told_in_drafts, told_in_thread
from tests.stories import asked, newest, refused

WORDS = {"title": "No line since noon", "source": "Nothing works."}


@pytest.fixture
def router(cast):
    """The board asks for the router (a choice), the year (a number) and, whatever happens, the device."""
    made = [
        cast.do(add_field, cast.ada, board, **what)
        for board in ("internet", "held")
        for what in (
            {
                "label": "Router model",
                "kind": FieldKind.choice,
                "options": [" XR 500 ", "", "XR 700", "XR 500"],
            },
            {"label": "Year", "kind": FieldKind.number},
            {"label": "Device", "kind": FieldKind.text, "required": True},
        )
    ]
    return [field.id for field in made]


def tell(cast, board="internet", kind=ThreadKind.question, **fields):
    given = {key.replace("_", "-"): value for key, value in fields.items()}
    return cast.do(ask, cast.mara, board, **WORDS, kind=kind, fields=given)


def shown(cast, actor, thread_id):
    told = told_in_thread(cast.session, actor, thread_id)
    cast.session.rollback()
    return [(row.label, row.value) for row in told]


def test_a_question_carries_what_was_told(cast, router):
    made = tell(cast, router_model="XR 500", year=" 2,5 ", device="  Phone\u200b   1 ")
    assert shown(cast, GUEST, made.thread_id) == [
        ("Router model", "XR 500"),
        ("Year", "2.5"),
        ("Device", "Phone 1"),
    ]


def test_what_was_left_open_is_not_kept(cast, router):
    made = tell(cast, device="Phone", year=" ")
    assert shown(cast, GUEST, made.thread_id) == [("Device", "Phone")]


def test_everything_that_is_wrong_is_said_at_once(cast, router):
    with pytest.raises(BadFields) as refusal:
        tell(cast, router_model="XR 9", year="new", colour="red")
    assert refusal.value.by_key == {
        "colour": "field_unknown",
        "router-model": "field_choice",
        "year": "field_number",
        "device": "field_missing",
    }
    with refused("field_long"):
        tell(cast, device="x" * 121)


def test_a_held_question_takes_it_along(cast, router):
    made = tell(cast, "held", device="Phone")
    told = told_in_drafts(cast.session, cast.ada, [made.draft_id])[made.draft_id]
    assert [row.value for row in told] == ["Phone"]
    assert told_in_drafts(cast.session, cast.holger, [made.draft_id])[made.draft_id] == ()
    post = cast.do(approve_held, cast.moritz, made.draft_id, newest(cast, made.draft_id))
    assert shown(cast, GUEST, post.thread_id) == [("Device", "Phone")]


def test_only_questions_tell(cast, router):
    for kind in (ThreadKind.discussion, ThreadKind.idea):
        with refused("fields_of_questions"):
            tell(cast, kind=kind, device="Phone")


def test_who_does_not_know_the_board_is_asked_for_nothing(cast, router):
    made = cast.do(ask, cast.mara, "internet", **WORDS, board_unknown=True)
    assert shown(cast, GUEST, made.thread_id) == []


def test_what_is_told_is_seen_with_its_thread(cast):
    cast.do(add_field, cast.ada, "members", label="Device", kind=FieldKind.text)
    made = tell(cast, "members", device="Phone")
    assert shown(cast, GUEST, made.thread_id) == []
    assert shown(cast, cast.holger, made.thread_id) == [("Device", "Phone")]
    assert asked_fields(cast.session, GUEST, "members") == ()


def test_a_field_that_is_retired_is_asked_no_more_and_keeps_what_was_told(cast, router):
    made = tell(cast, device="Phone")
    for retired in (True, True):
        cast.do(retire_field, cast.ada, router[2], retired=retired)
    assert [field.key for field in asked_fields(cast.session, GUEST, "internet")] == ["router-model", "year"]
    assert shown(cast, GUEST, made.thread_id) == [("Device", "Phone")]
    assert asked(cast)
    cast.do(retire_field, cast.ada, router[2], retired=False)
    assert asked_fields(cast.session, GUEST, "internet")[-1].key == "device"


def test_fields_are_put_in_order(cast, router):
    cast.do(move_field_up, cast.ada, router[2])
    cast.do(move_field_up, cast.ada, router[0])
    keys = [field.key for field in asked_fields(cast.session, GUEST, "internet")]
    assert keys == ["router-model", "device", "year"]


def test_only_administrators_say_what_is_asked(cast, router):
    for somebody in (cast.mara, cast.jana, cast.moritz):
        with refused("not_allowed"):
            cast.do(add_field, somebody, "internet", label="Age", kind=FieldKind.number)
        with refused("not_allowed"):
            cast.do(retire_field, somebody, router[0], retired=True)
        with refused("not_allowed"):
            cast.do(move_field_up, somebody, router[1])
    with pytest.raises(Absent):
        cast.do(move_field_up, cast.ada, 9999)


def test_what_can_not_be_asked(cast, router):
    def add(**what):
        return cast.do(add_field, cast.ada, "internet", **{"label": "Age", "kind": FieldKind.text, **what})

    for label in ("", "\u200b", "x" * 61):
        with refused("label_bad"):
            add(label=label)
    for options in ([], ["one"], ["a", "a"], ["x" * 61, "y"], [str(number) for number in range(41)]):
        with refused("options_bad"):
            add(kind=FieldKind.choice, options=options)
    with refused("field_taken"):
        add(label="Router Model")
    for number in range(MOST - 3):
        add(label=f"Field {number}")
    with refused("fields_many"):
        add()
    cast.do(retire_field, cast.ada, router[0], retired=True)
    add()
    with refused("fields_many"):
        cast.do(retire_field, cast.ada, router[0], retired=False)


def test_values_are_rows_of_their_own(cast, router):
    tell(cast, device="Phone", year="7")
    assert len(cast.session.scalars(select(FieldValue)).all()) == 2
