"""Pagers and breadcrumbs: where a reader stands in a list and in the tree."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pager:
    """A position in a list, counted from 1; `pages` is None where counting would cost more than the list."""

    page: int
    pages: int | None
    has_next: bool


@dataclass(frozen=True, slots=True)
class Crumb:
    """A board above the page."""

    slug: str
    name: str
