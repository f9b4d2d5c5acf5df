"""The version of all that guests' pages show: another one with every commit that one of them could show."""

from typing import Final

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from community.model.base import Base


class PageVersion(Base):
    """The one row that says which version holds; its token is drawn, so that no version ever comes again."""

    __tablename__ = "page_versions"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    token: Mapped[str] = mapped_column(String(36))


QUIET: Final = frozenset(
    {
        # Who is signed in, with what, and the links of mails.
        "sign_ins",
        "one_time_links",
        "api_tokens",
        "email_changes",
        # Kept while somebody writes, and what repeats of a form are known by.
        "saved_texts",
        "compositions",
        "submissions",
        # What members have read, keep and want to hear of.
        "thread_visits",
        "board_visits",
        "bookmarks",
        "thread_follows",
        "board_follows",
        "tag_follows",
        "ignored",
        "notifications",
        "muted_threads",
        "unwanted_mails",
        # Counted when the day is over, and shown at the latest in the next minute.
        "thread_views",
        "view_salts",
        # What staff see alone.
        "audit_log",
        "missed_searches",
        "notes",
        "reading_notes",
        "reading_leases",
        "solution_reminders",
        # Facts on their way to the worker, and what it has to look for.
        "outbox",
        "similar_due",
        # Found by the worker, some time after a thread was written, and shown at the latest in the next minute.
        "similar_threads",
    }
)
"""Tables that no guest's page shows: what is written into them alone leaves the version as it is.

A table that is on neither list counts as shown.
"""
SHOWN: Final = frozenset(
    {
        "affected",
        "board_counts",
        "board_kinds",
        "boards",
        "closures",
        "details_requests",
        "drafts",
        "field_values",
        "helpful_votes",
        "hidings",
        "imported_rows",
        "known_issues",
        "later_readings",
        "member_rights",
        "members",
        "obligation_events",
        "obligations",
        "page_versions",
        "participants",
        "post_revisions",
        "posts",
        "product_fields",
        "reading_rules",
        "readings",
        "redactions",
        "releases",
        "site_settings",
        "sites",
        "solution_locks",
        "solutions",
        "tags",
        "teams",
        "thread_tags",
        "threads",
        "uploads",
        "version_obligations",
        "version_tags",
        "version_uploads",
        "versions",
    }
)
"""Tables that a guest's page shows, or that change together with one that it does."""
