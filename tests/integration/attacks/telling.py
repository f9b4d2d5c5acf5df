"""Attacks on what boards ask for: asked twice, told twice, told by staff, told about nothing."""

from tests.integration.attacks.statements import LAST, Attack, a_draft, insert

FIELD = LAST.format("product_fields")


def a_field(**values: object) -> str:
    usual = {
        "board_id": ":board",
        "position": 1,
        "key": "'router'",
        "label": "'Router'",
        "kind": "'text'",
        "options": "'[]'",
        "required": "FALSE",
    }
    return insert("product_fields", **{**usual, **values})


def a_value(**values: object) -> str:
    usual = {"field_id": FIELD, "thread_id": ":other", "draft_id": "NULL", "value": "'XR 500'"}
    return insert("field_values", **{**usual, **values})


A_HELD_QUESTION = a_draft(
    kind="'thread'",
    state="'held'",
    author_id=":mara",
    by_staff="FALSE",
    badge="NULL",
    thread_id="NULL",
    thread_kind="'question'",
)
BY_STAFF = "UPDATE threads SET kind = 'article' WHERE id = :thread"

TELLING = (
    Attack(
        "ask for the same twice",
        (a_field(), a_field(label="'Again'")),
        ("product_fields.uq_product_fields_board_id_key",),
    ),
    Attack("ask for nothing", (a_field(label="''"),), ("product_fields.ck_product_fields_named",)),
    Attack("tell twice", (a_field(), a_value(), a_value()), ("field_values.uq_field_values_thread",)),
    Attack(
        "tell twice with a draft",
        (
            a_field(),
            A_HELD_QUESTION,
            a_value(thread_id="NULL", draft_id=LAST.format("drafts")),
            a_value(thread_id="NULL", draft_id=LAST.format("drafts")),
        ),
        ("field_values.uq_field_values_draft",),
    ),
    Attack(
        "tell about nothing",
        (a_field(), a_value(thread_id="NULL")),
        ("field_values.ck_field_values_on_one_thing",),
    ),
    Attack("tell nothing", (a_field(), a_value(value="''")), ("field_values.ck_field_values_length",)),
    Attack(
        "let staff tell with a draft",
        (a_field(), a_value(thread_id="NULL", draft_id=":waiting_thread")),
        ("field_values.field_values_customers_tell",),
    ),
    Attack(
        "tell with what is no question",
        (a_field(), BY_STAFF, a_value(thread_id=":thread")),
        ("field_values.field_values_customers_tell",),
    ),
    Attack(
        "carry over to what is no question",
        (a_field(), a_value(), BY_STAFF, "UPDATE field_values SET thread_id = :thread"),
        ("field_values.field_values_customers_told",),
    ),
)
