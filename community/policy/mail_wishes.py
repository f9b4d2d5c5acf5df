"""Which kind of mail a notification is, for those who don't want every kind."""

from typing import Final

from community.model.account_changes import MailKind

KINDS: Final = {
    "reply": MailKind.replies,
    "mention": MailKind.mentions,
    "solution": MailKind.solutions,
    "solution_proposed": MailKind.solutions,
    "did_not_help": MailKind.solutions,
    "reminder": MailKind.reminders,
}
"""By kind of notification. What is not here (what moderation did to a text) everybody is told."""
