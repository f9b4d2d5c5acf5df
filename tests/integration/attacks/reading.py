"""Attacks on the proof of four eyes: readings and releases that say more than happened."""

from tests.integration.attacks.statements import LAST, UNREAD, Attack, a_reading, a_release, a_version

READING = (
    Attack(
        "read twice to count as two",
        (a_reading(version_id=":half_read_version"),),
        ("readings.uq_readings_version_id_reader_id",),
    ),
    Attack(
        "return without a word",
        (a_reading(outcome="'returned'"),),
        ("readings.ck_readings_return_has_a_comment",),
    ),
    Attack(
        "turn a return into an approval",
        ("UPDATE readings SET outcome = 'approved' WHERE id = :returned_reading",),
        ("readings.readings_unchanged",),
    ),
    Attack(
        "replace a return by an approval",
        ("DELETE FROM readings WHERE id = :returned_reading",),
        ("readings.readings_kept",),
    ),
    Attack(
        "release on a returned reading",
        (
            a_release(
                version_id=":returned_version",
                draft_id=":returned_draft",
                first_reading_id=":returned_reading",
            ),
        ),
        ("releases.fk_releases_first_reading",),
    ),
    Attack(
        "release by asking for a returned outcome",
        (
            a_release(
                version_id=":returned_version",
                draft_id=":returned_draft",
                first_reading_id=":returned_reading",
                outcome_needed="'returned'",
            ),
        ),
        ("releases.ck_releases_only_approved",),
    ),
    Attack(
        "release naming another reader than the reading's",
        (a_reading(), a_release(first_reader_id=":ole")),
        ("releases.fk_releases_first_reading",),
    ),
    Attack(
        "release naming a reading of another version",
        (a_release(first_reading_id=":reading"),),
        ("releases.fk_releases_first_reading",),
    ),
    Attack(
        "release as read without a reading",
        (a_release(**UNREAD),),
        ("releases.ck_releases_read_by_as_many_as_required",),
    ),
    Attack(
        "release for two readers with one",
        (a_reading(), a_release(readers_required=2)),
        ("releases.ck_releases_read_by_as_many_as_required",),
    ),
    Attack(
        "release for no reader as read",
        (a_reading(), a_release(readers_required=0)),
        ("releases.ck_releases_read_by_as_many_as_required",),
    ),
    Attack(
        "let one reader count twice",
        (
            a_reading(),
            a_release(
                readers_required=2,
                second_reading_id=LAST.format("readings"),
                second_reader_id=":jana",
            ),
        ),
        ("releases.ck_releases_readers_differ",),
    ),
    Attack(
        "name a second reader who did not read",
        (
            a_reading(),
            a_release(
                readers_required=2,
                second_reading_id=LAST.format("readings"),
                second_reader_id=":ole",
            ),
        ),
        ("releases.fk_releases_second_reading",),
    ),
    Attack(
        "name a reading without its reader",
        (a_reading(), a_release(first_reader_id="NULL")),
        ("releases.ck_releases_first_reader_named",),
    ),
    Attack(
        "name a second reading without its reader",
        (
            a_reading(),
            a_release(readers_required=2, second_reading_id=LAST.format("readings")),
        ),
        ("releases.ck_releases_second_reader_named",),
    ),
    Attack(
        "let no reader be required and say one was",
        (a_release(kind="'none_required'", **UNREAD),),
        ("releases.ck_releases_none_required",),
    ),
    Attack(
        "name readers of an unread text",
        (a_reading(), a_release(kind="'none_required'", readers_required=0)),
        ("releases.ck_releases_unread_names_no_reader",),
    ),
    Attack(
        "break the glass without a reason",
        (a_release(kind="'break_glass'", **UNREAD),),
        ("releases.ck_releases_broken_glass_has_a_reason",),
    ),
    Attack(
        "pass a draft off as imported",
        (a_release(kind="'imported'", **UNREAD),),
        ("releases.ck_releases_draft_unless_imported",),
    ),
    Attack(
        "release without the draft",
        (a_reading(), a_release(draft_id="NULL")),
        ("releases.ck_releases_draft_unless_imported",),
    ),
    Attack(
        "release for another draft",
        (a_reading(), a_release(draft_id=":returned_draft")),
        ("releases.fk_releases_version_draft",),
    ),
    Attack(
        "release one version twice",
        (
            a_reading(),
            a_release(),
            a_release(kind="'imported'", draft_id="NULL", **UNREAD),
        ),
        ("releases.uq_releases_version_id",),
    ),
    Attack(
        "release two versions of a draft",
        (
            a_version(draft_id=":read_draft"),
            a_reading(version_id=LAST.format("versions")),
            a_release(version_id=LAST.format("versions"), draft_id=":read_draft"),
        ),
        ("releases.uq_releases_draft_id",),
    ),
)
