"""What attacks are made of: statements that put one row into each table, all their columns given as SQL."""

from dataclasses import dataclass

NOW = "CURRENT_TIMESTAMP"
LAST = "(SELECT max(id) FROM {})"


@dataclass(frozen=True)
class Attack:
    """What is tried, and the rules (constraint, unique index or trigger) that stand in its way."""

    name: str
    statements: tuple[str, ...]
    guards: tuple[str, ...]


def insert(table: str, **values: object) -> str:
    """Return an INSERT; values are SQL."""
    columns, given = ", ".join(values), ", ".join(map(str, values.values()))
    return f"INSERT INTO {table} ({columns}) VALUES ({given})"


def rows(first: str, *others: str) -> str:
    """Return one INSERT for the rows of several into the same columns, written as `insert` does."""
    return ", ".join((first, *(other.partition(" VALUES ")[2] for other in others)))


def a_post(**values: object) -> str:
    usual = {
        "thread_id": ":thread",
        "number": 90,
        "place": 90,
        "author_id": ":svea",
        "by_staff": "TRUE",
        "badge": "'Team Bielefeld'",
        "draft_id": ":waiting_draft",
        "current_revision": 1,
        "created_at": NOW,
        "score": 0,
    }
    return insert("posts", **{**usual, **values})


def a_revision(**values: object) -> str:
    usual = {
        "post_id": LAST.format("posts"),
        "number": 1,
        "post_by_staff": "TRUE",
        "version_id": ":waiting_version",
        "by_staff": "TRUE",
        "release_id": "NULL",
        "created_at": NOW,
    }
    return insert("post_revisions", **{**usual, **values})


def a_reading(**values: object) -> str:
    usual = {
        "version_id": ":waiting_version",
        "editor_id": ":svea",
        "reader_id": ":jana",
        "outcome": "'approved'",
        "comment": "''",
        "read_at": NOW,
    }
    return insert("readings", **{**usual, **values})


def a_release(**values: object) -> str:
    usual = {
        "version_id": ":waiting_version",
        "draft_id": ":waiting_draft",
        "kind": "'read'",
        "readers_required": 1,
        "rule": "'raw'",
        "outcome_needed": "'approved'",
        "first_reading_id": LAST.format("readings"),
        "first_reader_id": ":jana",
        "second_reading_id": "NULL",
        "second_reader_id": "NULL",
        "reason": "''",
        "released_by_id": ":jana",
        "released_at": NOW,
    }
    return insert("releases", **{**usual, **values})


UNREAD = {"first_reading_id": "NULL", "first_reader_id": "NULL"}


def a_version(**values: object) -> str:
    usual = {
        "draft_id": ":waiting_draft",
        "number": 90,
        "editor_id": ":svea",
        "by_staff": "TRUE",
        "title": "NULL",
        "source": "'raw'",
        "html": "'raw'",
        "excerpt": "'raw'",
        "digest": "'raw'",
        "board_id": ":board",
        "thread_id": ":thread",
        "post_id": "NULL",
        "asks_details": "FALSE",
        "created_at": NOW,
    }
    return insert("versions", **{**usual, **values})


def a_draft(**values: object) -> str:
    usual = {
        "kind": "'reply'",
        "state": "'awaiting_reader'",
        "author_id": ":svea",
        "by_staff": "TRUE",
        "badge": "'Team Bielefeld'",
        "board_id": ":board",
        "thread_id": ":thread",
        "post_id": "NULL",
        "thread_kind": "''",
        "needs": "''",
        "versions_made": 0,
        "created_at": NOW,
        "submitted_at": NOW,
        "decision": "''",
    }
    return insert("drafts", **{**usual, **values})


def an_obligation(**values: object) -> str:
    usual = {
        "kind": "'answer'",
        "owed_to_id": ":mara",
        "thread_id": ":thread",
        "post_id": ":customers_reply",
        "opened_by": "'wish'",
        "opened_at": NOW,
        "due_since": NOW,
        "closed_reason": "''",
    }
    return insert("obligations", **{**usual, **values})


def a_solution(**values: object) -> str:
    usual = {
        "thread_id": ":thread",
        "post_id": ":customers_reply",
        "post_number": 2,
        "exclusive": "TRUE",
        "marked_at": NOW,
    }
    return insert("solutions", **{**usual, **values})


def a_hiding(**values: object) -> str:
    usual = {
        "post_id": ":customers_reply",
        "of_thread_id": ":thread",
        "post_number": 2,
        "kind": "'hidden'",
        "reason": "'raw'",
        "hidden_at": NOW,
    }
    return insert("hidings", **{**usual, **values})


def a_lock(**values: object) -> str:
    usual = {"thread_id": ":thread", "locked_by_id": ":moritz", "reason": "'raw'", "locked_at": NOW}
    return insert("solution_locks", **{**usual, **values})


def a_thread(**values: object) -> str:
    usual = {
        "kind": "'announcement'",
        "board_id": ":board",
        "author_id": ":svea",
        "title": "'An unread announcement'",
        "title_version_id": ":waiting_opening",
        "title_by_staff": "TRUE",
        "title_release_id": "NULL",
        "slug": "'raw'",
        "created_at": NOW,
        "numbers_given": 0,
        "reply_count": 0,
        "staff_reply_count": 0,
        "other_reply_count": 0,
        "last_post_at": NOW,
        "last_author_id": ":svea",
    }
    return insert("threads", **{**usual, **values})


def a_participant(**values: object) -> str:
    usual = {"name": "'Otto'", "name_key": "'otto'", "has_account": "TRUE", "created_at": NOW}
    return insert("participants", **{**usual, **values})


def a_member(**values: object) -> str:
    usual = {
        "id": LAST.format("participants"),
        "email": "'otto@example.org'",
        "email_key": "'otto@example.org'",
        "role": "'customer'",
        "team_id": "NULL",
        "about": "''",
        "region": "''",
        "created_at": NOW,
    }
    return insert("members", **{**usual, **values})


def an_upload(**values: object) -> str:
    usual = {
        "public_id": "'raw'",
        "owner_id": ":svea",
        "kind": "'file'",
        "media_type": "'text/plain'",
        "name": "'raw.txt'",
        "bytes": 1,
        "digest": "'raw'",
        "created_at": NOW,
    }
    return insert("uploads", **{**usual, **values})


def a_carried_upload(**values: object) -> str:
    usual = {"version_id": ":waiting_version", "upload_id": LAST.format("uploads"), "position": 1}
    return insert("version_uploads", **{**usual, **values})


CLOSED = f"closed_at = {NOW}"
