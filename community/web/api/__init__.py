"""The REST API: the same queries and commands as the pages, as JSON."""

from community.web.api import boards, description, marks, owing, searching, solutions, threads, uploads
from community.web.api.blueprint import blueprint

__all__ = [
    "blueprint",
    "boards",
    "description",
    "marks",
    "owing",
    "searching",
    "solutions",
    "threads",
    "uploads",
]
