"""Every kind of text the place keeps, and what stands between it and its readers; a test finds what is on no list."""

import enum
from typing import Final


class Surface(enum.StrEnum):
    """What becomes of a text that somebody of the staff writes."""

    gated = "gated"
    """Seen by nobody outside the staff before somebody else has read exactly these words."""
    immediate = "immediate"
    """A clause of the published rules, chosen from a list, plus facts; free words follow as a gated text."""
    configuration = "configuration"
    """A text of the place itself, written by an administrator and logged."""
    personal = "personal"
    """What people write about themselves, or as customers; staff have no way to write it for the company."""
    internal = "internal"
    """For staff, moderators or the person alone it is about; never published."""
    technical = "technical"
    """Names, numbers and keys that no person words."""


#: Columns of text by table; a copy of a text stands where its original stands.
SURFACES: Final[dict[str, dict[str, Surface]]] = {
    "versions": dict.fromkeys(("title", "source", "html", "excerpt"), Surface.gated)
    | {"digest": Surface.technical},
    # A copy that a foreign key keeps equal to a released version's title.
    "threads": {"title": Surface.gated, "slug": Surface.gated, "last_badge": Surface.configuration},
    "closures": {"reason": Surface.immediate},
    "solution_locks": {"reason": Surface.immediate},
    "hidings": {"reason": Surface.immediate, "kind": Surface.technical},
    "obligations": {"closed_reason": Surface.immediate},
    "obligation_events": {
        "reason": Surface.immediate,
        "what": Surface.technical,
        "cause": Surface.technical,
    },
    "boards": dict.fromkeys(("name", "description"), Surface.configuration)
    | dict.fromkeys(("slug", "icon"), Surface.technical),
    "tags": {"name": Surface.configuration, "slug": Surface.technical},
    "teams": {"name": Surface.configuration},
    "sites": {"name": Surface.configuration, "timezone": Surface.technical},
    "site_settings": {"value": Surface.configuration, "key": Surface.technical},
    "product_fields": dict.fromkeys(("label", "options"), Surface.configuration) | {"key": Surface.technical},
    "reading_rules": dict.fromkeys(("name", "words"), Surface.configuration) | {"kind": Surface.technical},
    "posts": {"badge": Surface.configuration},
    "drafts": {
        "badge": Surface.configuration,
        # Why a text of a customer came back or was rejected.
        "decision": Surface.immediate,
        "held_because": Surface.technical,
    }
    | dict.fromkeys(("thread_kind", "needs"), Surface.technical),
    "participants": {"name": Surface.personal, "name_key": Surface.technical},
    "members": {"about": Surface.personal, "region": Surface.personal}
    | dict.fromkeys(("email", "email_key", "password_hash"), Surface.internal)
    | dict.fromkeys(("language", "timezone", "theme"), Surface.technical),
    "field_values": {"value": Surface.personal},
    "uploads": {"name": Surface.gated}
    | dict.fromkeys(("public_id", "media_type", "digest"), Surface.technical),
    "notes": dict.fromkeys(("source", "html"), Surface.internal),
    "reading_notes": {"body": Surface.internal},
    "readings": {"comment": Surface.internal},
    "releases": {"reason": Surface.internal, "rule": Surface.technical},
    "redactions": {"reason": Surface.internal},
    "solutions": {"removal": Surface.technical},
    "saved_texts": {"fields": Surface.internal, "place": Surface.technical},
    "compositions": {"fields": Surface.internal, "token_hash": Surface.technical},
    "missed_searches": {"words": Surface.internal},
    "audit_log": {"details": Surface.internal, "act": Surface.technical, "target_type": Surface.technical},
    "email_changes": {"email": Surface.internal},
    "one_time_links": {"email": Surface.internal, "token_hash": Surface.technical},
    "sign_ins": {"device": Surface.internal, "token_hash": Surface.technical},
    "outbox": dict.fromkeys(("event", "payload", "error"), Surface.technical),
    "api_tokens": {"token_hash": Surface.technical},
    "board_kinds": {"kind": Surface.technical},
    "imported_rows": dict.fromkeys(("source", "kind", "external_id"), Surface.technical),
    "notifications": dict.fromkeys(("kind", "dedup"), Surface.technical),
    "submissions": {"key": Surface.technical},
    "thread_views": {"reader": Surface.technical},
    "page_versions": {"token": Surface.technical},
}
