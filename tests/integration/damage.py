"""Damage done to a database by raw SQL, past every rule of it, each with what the check must say."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Damage:
    """What is broken, the invariant that must be reported, and of which id."""

    invariant: str
    of: str
    statements: tuple[str, ...]


def _update(table: str, values: str, of: str) -> tuple[str, ...]:
    return (f"UPDATE {table} SET {values} WHERE id = :{of}",)


_LIVE = "post_id = :staff_post AND number = 1"

DAMAGE: tuple[Damage, ...] = (
    Damage("posts without a live text", "staff_post", _update("posts", "current_revision = 9", "staff_post")),
    Damage(
        "posts of staff without a release of the version shown",
        "staff_post",
        (f"UPDATE post_revisions SET release_id = NULL WHERE {_LIVE}",),
    ),
    Damage(
        "posts of staff without a release of the version shown",
        "staff_post",
        (f"UPDATE post_revisions SET version_id = :waiting_version WHERE {_LIVE}",),
    ),
    Damage(
        "posts of staff without a release of the version shown",
        "customers_reply",
        _update("versions", "by_staff = TRUE", "customers_version"),
    ),
    Damage(
        "threads whose title is not the one released",
        "thread",
        _update("threads", "title = 'Another'", "thread"),
    ),
    Damage(
        "threads whose title is not the one released",
        "thread",
        _update("threads", "title_by_staff = TRUE", "thread"),
    ),
    Damage(
        "texts that appeared unread and are owed no reader",
        "release",
        _update("releases", "kind = 'break_glass', reason = 'raw'", "release"),
    ),
    Damage(
        "releases without the approvals they name",
        "release",
        _update("releases", "first_reading_id = NULL", "release"),
    ),
    Damage(
        "releases without the approvals they name",
        "release",
        _update("readings", "reader_id = :svea", "reading"),
    ),
    Damage(
        "releases without the approvals they name",
        "release",
        _update("readings", "outcome = 'returned'", "reading"),
    ),
    Damage(
        "releases without the approvals they name",
        "release",
        _update("readings", "version_id = :waiting_version", "reading"),
    ),
    Damage(
        "releases without the approvals they name",
        "release",
        _update("releases", "readers_required = 2", "release"),
    ),
    Damage(
        "versions whose words are not those that were read",
        "read_version",
        _update("versions", "html = '<p>Pay first.</p>'", "read_version"),
    ),
    Damage(
        "versions whose words are not those that were read",
        "read_version",
        ("DELETE FROM version_obligations WHERE version_id = :read_version",),
    ),
    Damage(
        "questions without an obligation", "thread", ("DELETE FROM obligations WHERE thread_id = :thread",)
    ),
    Damage(
        "open obligations for a post out of sight",
        "open",
        _update("posts", "place = NULL", "others_question"),
    ),
    Damage(
        "open obligations for a post out of sight",
        "open",
        _update("obligations", "post_id = :staff_post", "open"),
    ),
    Damage(
        "obligations closed by an answer out of sight",
        "answered",
        _update("posts", "place = NULL", "staff_post"),
    ),
    Damage(
        "open reviews of a text not held", "review", _update("drafts", "state = 'withdrawn'", "held_draft")
    ),
    Damage("held texts without a review", "held_draft", ("DELETE FROM obligations WHERE id = :review",)),
    Damage("threads whose replies are miscounted", "thread", _update("threads", "reply_count = 7", "thread")),
    Damage(
        "threads whose replies are miscounted",
        "thread",
        _update("threads", "staff_reply_count = 0", "thread"),
    ),
    Damage(
        "threads whose replies are miscounted",
        "thread",
        _update("threads", "other_reply_count = 9", "thread"),
    ),
    Damage(
        "threads whose last post is mistaken",
        "thread",
        _update("threads", "last_author_id = :jana", "thread"),
    ),
    Damage(
        "threads whose last post is mistaken", "thread", _update("threads", "last_badge = 'Us'", "thread")
    ),
    Damage(
        "posts whose score is not that of their votes",
        "staff_post",
        _update("posts", "score = 7", "staff_post"),
    ),
    Damage(
        "threads whose affected members are miscounted",
        "thread",
        _update("threads", "affected_count = 7", "thread"),
    ),
    Damage(
        "boards whose threads are miscounted",
        "board",
        ("UPDATE board_counts SET solved = 7 WHERE board_id = :board",),
    ),
    Damage("threads whose numbers have gaps", "thread", _update("threads", "numbers_given = 8", "thread")),
    Damage("posts in a wrong place", "staff_post", _update("posts", "place = 8", "staff_post")),
    Damage(
        "posts with a place though hidden, or none though shown",
        "staff_post",
        _update("posts", "place = NULL", "staff_post"),
    ),
    Damage(
        "posts with a place though hidden, or none though shown",
        "hidden_post",
        ("UPDATE hidings SET lifted_at = CURRENT_TIMESTAMP WHERE post_id = :hidden_post",),
    ),
    Damage(
        "threads with rival solutions",
        "thread",
        (
            "INSERT INTO solutions (thread_id, post_id, post_number, exclusive, marked_by_id, marked_at)"
            " VALUES (:thread, :customers_reply, 2, FALSE, :mara, CURRENT_TIMESTAMP)",
        ),
    ),
    Damage("solutions out of sight", "solution", _update("posts", "place = NULL", "staff_post")),
    Damage("drafts in a wrong state", "read_draft", ("DELETE FROM releases WHERE id = :release",)),
    Damage("drafts in a wrong state", "read_draft", _update("drafts", "state = 'returned'", "read_draft")),
    Damage(
        "published drafts without a post", "read_draft", _update("posts", "draft_id = NULL", "staff_post")
    ),
    Damage(
        "drafts that are public though not published",
        "waiting_draft",
        (f"UPDATE post_revisions SET version_id = :waiting_version WHERE {_LIVE}",),
    ),
    Damage(
        "drafts whose versions are miscounted",
        "waiting_draft",
        _update("drafts", "versions_made = 3", "waiting_draft"),
    ),
    Damage(
        "versions that belong to nothing",
        "customers_version",
        ("DELETE FROM post_revisions WHERE version_id = :customers_version",),
    ),
    Damage(
        "members with a form that came to nothing",
        "mara",
        ("INSERT INTO submissions (member_id, key, created_at) VALUES (:mara, 'lost', CURRENT_TIMESTAMP)",),
    ),
    Damage(
        "facts that could not be followed", "fact", _update("outbox", "dead_at = CURRENT_TIMESTAMP", "fact")
    ),
    Damage(
        "rows that refer to nothing (fk_posts_author_id)",
        "staff_post",
        _update("posts", "author_id = 99999", "staff_post"),
    ),
    Damage(
        "rows that refer to nothing (fk_posts_current_revision)",
        "staff_post",
        _update("posts", "current_revision = 9", "staff_post"),
    ),
)
