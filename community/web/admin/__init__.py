"""Administration: what the place is called, its boards, its people, its log."""

from community.web.admin import (
    audit,
    board,
    boards,
    clauses,
    dead_letters,
    fields,
    home,
    people,
    reading_rules,
    settings,
    tags,
    teams,
)
from community.web.admin.blueprint import blueprint

__all__ = [
    "audit",
    "blueprint",
    "board",
    "boards",
    "clauses",
    "dead_letters",
    "fields",
    "home",
    "people",
    "reading_rules",
    "settings",
    "tags",
    "teams",
]
