"""Attacks on what people are owed: a word forgotten, closed without a cause, or owed twice."""

from tests.integration.attacks.statements import CLOSED, LAST, Attack, an_obligation

OWING = (
    Attack(
        "delete an obligation",
        (an_obligation(), f"DELETE FROM obligations WHERE id = {LAST.format('obligations')}"),
        ("obligations.obligations_kept",),
    ),
    Attack(
        "forget what happened to an obligation",
        ("DELETE FROM obligation_events",),
        ("obligation_events.obligation_events_kept",),
    ),
    Attack(
        "tell otherwise what happened to an obligation",
        ("UPDATE obligation_events SET cause = 'none'",),
        ("obligation_events.obligation_events_unchanged",),
    ),
    Attack(
        "close without a cause",
        (f"UPDATE obligations SET {CLOSED} WHERE id = :open",),
        ("obligations.ck_obligations_closing_has_a_cause",),
    ),
    Attack(
        "give a cause and not close",
        ("UPDATE obligations SET closed_by = 'erased' WHERE id = :open",),
        ("obligations.ck_obligations_closing_has_a_cause",),
    ),
    Attack(
        "close by time-out",
        (f"UPDATE obligations SET {CLOSED}, closed_by = 'timed_out' WHERE id = :open",),
        ("obligations.ck_obligations_closed_by",),
    ),
    Attack(
        "answer without a post",
        (f"UPDATE obligations SET {CLOSED}, closed_by = 'answered' WHERE id = :open",),
        ("obligations.ck_obligations_answer_names_its_post",),
    ),
    Attack(
        "waive without a person",
        (
            f"UPDATE obligations SET {CLOSED}, closed_by = 'needs_no_answer', closed_reason = 'raw'"
            " WHERE id = :open",
        ),
        ("obligations.ck_obligations_closing_names_a_person",),
    ),
    Attack(
        "waive without a reason",
        (
            f"UPDATE obligations SET {CLOSED}, closed_by = 'needs_no_answer', closed_by_member_id = :jana"
            " WHERE id = :open",
        ),
        ("obligations.ck_obligations_closing_gives_a_reason",),
    ),
    Attack(
        "review nothing",
        (an_obligation(kind="'review'", opened_by="'held_text'"),),
        ("obligations.ck_obligations_review_names_a_draft",),
    ),
    Attack(
        "owe an answer to nothing",
        (an_obligation(post_id="NULL"),),
        ("obligations.ck_obligations_answer_names_a_post",),
    ),
    Attack(
        "owe one word twice",
        (an_obligation(), an_obligation()),
        ("obligations.uq_obligations_cause",),
    ),
    Attack(
        "review one draft twice",
        tuple(
            an_obligation(kind="'review'", opened_by=cause, draft_id=":waiting_draft", post_id="NULL")
            for cause in ("'held_text'", "'wish'")
        ),
        ("obligations.uq_obligations_draft",),
    ),
)
