"""Attacks on the rules of who reads what: one that lets texts past the readers, or says later what it never said."""

from tests.integration.attacks.statements import (
    LAST,
    NOW,
    UNREAD,
    Attack,
    a_post,
    a_reading,
    a_release,
    a_revision,
    insert,
)


def a_rule(**values: object) -> str:
    usual = {
        "position": 1,
        "name": "'raw'",
        "readers": 2,
        "board_id": "NULL",
        "tag_id": "NULL",
        "words": "''",
        "kind": "''",
        "made_by_id": ":ada",
        "made_at": NOW,
    }
    return insert("reading_rules", **{**usual, **values})


def a_note(**values: object) -> str:
    usual = {
        "version_id": ":waiting_version",
        "paragraph": 0,
        "author_id": ":jana",
        "body": "'raw'",
        "written_at": NOW,
    }
    return insert("reading_notes", **{**usual, **values})


def broken(**values: object) -> str:
    usual = {"kind": "'break_glass'", "reason": "'raw'", **UNREAD}
    return a_release(**{**usual, **values})


def a_later_reading(**values: object) -> str:
    usual = {
        "release_id": LAST.format("releases"),
        "version_id": ":waiting_version",
        "editor_id": ":svea",
        "opened_at": NOW,
        "outcome_needed": "'approved'",
    }
    return insert("later_readings", **{**usual, **values})


def closed(**values: object) -> str:
    usual = {
        "closed_at": NOW,
        "reader_id": ":jana",
        "reading_id": LAST.format("readings"),
    }
    given = ", ".join(f"{name} = {value}" for name, value in {**usual, **values}.items())
    return f"UPDATE later_readings SET {given} WHERE release_id = {LAST.format('releases')}"


RULE = LAST.format("reading_rules")

RULING = (
    Attack("make a rule of no name", (a_rule(name="''"),), ("reading_rules.ck_reading_rules_has_a_name",)),
    Attack("ask for less than nobody", (a_rule(readers=-1),), ("reading_rules.ck_reading_rules_readers",)),
    Attack("make a rule for no kind", (a_rule(kind="'question'"),), ("reading_rules.ck_reading_rules_kind",)),
    Attack(
        "let a word pass the readers",
        (a_rule(readers=0, words="'urgent'"),),
        ("reading_rules.ck_reading_rules_no_words_past_readers",),
    ),
    Attack(
        "let a tag pass the readers",
        (a_rule(readers=0, tag_id=":other_tag"),),
        ("reading_rules.ck_reading_rules_no_words_past_readers",),
    ),
    Attack(
        "retire a rule as nobody",
        (a_rule(), f"UPDATE reading_rules SET retired_at = {NOW} WHERE id = {RULE}"),
        ("reading_rules.ck_reading_rules_retired_by_somebody",),
    ),
    Attack("call two rules the same", (a_rule(), a_rule()), ("reading_rules.uq_reading_rules_name",)),
    Attack(
        "delete a rule a release names",
        (a_rule(), f"DELETE FROM reading_rules WHERE id = {RULE}"),
        ("reading_rules.reading_rules_kept",),
    ),
    Attack(
        "let a rule ask for less than it did",
        (a_rule(), f"UPDATE reading_rules SET readers = 0 WHERE id = {RULE}"),
        ("reading_rules.reading_rules_unchanged",),
    ),
    Attack(
        "bring a retired rule back",
        (
            a_rule(retired_at=NOW, retired_by_id=":ada"),
            f"UPDATE reading_rules SET retired_at = NULL, retired_by_id = NULL WHERE id = {RULE}",
        ),
        ("reading_rules.reading_rules_unchanged",),
    ),
    Attack(
        "note something at no paragraph",
        (a_note(paragraph=-1),),
        ("reading_notes.ck_reading_notes_at_a_paragraph",),
    ),
    Attack("note nothing", (a_note(body="''"),), ("reading_notes.ck_reading_notes_says_something",)),
    Attack(
        "have said something else as a reader",
        (a_note(), "UPDATE reading_notes SET body = 'Fine.'"),
        ("reading_notes.reading_notes_unchanged",),
    ),
    Attack(
        "have said nothing as a reader",
        (a_note(), "DELETE FROM reading_notes"),
        ("reading_notes.reading_notes_kept",),
    ),
    Attack(
        "appear behind broken glass and owe nobody a reading",
        (
            broken(),
            a_post(),
            a_revision(release_id=LAST.format("releases")),
        ),
        ("post_revisions.post_revisions_owed_a_reader",),
    ),
    Attack(
        "owe a reading of a release that is none",
        (broken(), a_later_reading(version_id=":returned_version")),
        ("later_readings.fk_later_readings_release",),
    ),
    Attack(
        "say that somebody else wrote what is read later",
        (broken(), a_later_reading(editor_id=":ole")),
        ("later_readings.fk_later_readings_version",),
    ),
    Attack(
        "read later what one wrote oneself",
        (
            broken(),
            a_later_reading(),
            closed(reader_id=":svea", reading_id="NULL", replaced_by_id=":release"),
        ),
        ("later_readings.ck_later_readings_not_the_editor",),
    ),
    Attack(
        "let a later reading lapse",
        (broken(), a_later_reading(), closed(reader_id="NULL", reading_id="NULL", replaced_by_id=":release")),
        ("later_readings.ck_later_readings_closed_by_a_reader",),
    ),
    Attack(
        "close a later reading without one",
        (broken(), a_later_reading(), closed(reading_id="NULL")),
        ("later_readings.ck_later_readings_closed_with_proof",),
    ),
    Attack(
        "close a later reading by the reading of another text",
        (broken(), a_later_reading(), closed(reading_id=":reading")),
        ("later_readings.fk_later_readings_reading",),
    ),
    Attack(
        "close a later reading by a return",
        (
            broken(version_id=":returned_version", draft_id=":returned_draft"),
            a_later_reading(version_id=":returned_version"),
            closed(reading_id=":returned_reading", outcome_needed="'returned'"),
        ),
        ("later_readings.ck_later_readings_only_approved",),
    ),
    Attack(
        "let an unread text replace itself",
        (
            broken(),
            a_later_reading(),
            closed(reading_id="NULL", replaced_by_id=LAST.format("releases")),
        ),
        ("later_readings.ck_later_readings_not_its_own_replacement",),
    ),
    Attack(
        "forget a later reading",
        (broken(), a_later_reading(), "DELETE FROM later_readings"),
        ("later_readings.later_readings_kept",),
    ),
    Attack(
        "owe a later reading again",
        (
            broken(),
            a_reading(),
            a_later_reading(closed_at=NOW, reader_id=":jana", reading_id=LAST.format("readings")),
            closed(closed_at="NULL", reader_id="NULL", reading_id="NULL"),
        ),
        ("later_readings.later_readings_closed_once",),
    ),
)
