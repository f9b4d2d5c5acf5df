"""Every column of text is on one list that says what stands between it and its readers."""

from sqlalchemy import JSON, Enum, String

from community import model
from community.model.base import metadata
from community.policy.clauses import USES
from community.policy.surfaces import SURFACES, Surface

assert model, "imported for the tables it brings"

COLUMNS = {
    (table.name, column.name)
    for table in metadata.tables.values()
    for column in table.columns
    if isinstance(column.type, String | JSON) and not isinstance(column.type, Enum)
}
LISTED = {(table, column): kind for table, columns in SURFACES.items() for column, kind in columns.items()}


def of_kind(kind):
    return {place for place, found in LISTED.items() if found is kind}


def test_every_text_of_the_schema_is_on_the_list():
    assert COLUMNS - LISTED.keys() == set(), (
        "say in policy/surfaces.py who may write it and what reads it first"
    )


def test_the_list_names_nothing_that_is_not_there():
    assert LISTED.keys() - COLUMNS == set()


def test_what_is_gated_is_the_words_of_versions_and_copies_of_them():
    assert {table for table, _ in of_kind(Surface.gated)} == {"versions", "threads", "uploads"}


def test_what_is_immediate_has_a_list_of_clauses():
    # An obligation's events repeat its reason.
    tables = {table for table, _ in of_kind(Surface.immediate)} - {"obligation_events"}
    assert tables == {"closures", "drafts", "hidings", "obligations", "solution_locks"}
    assert len(tables) == len(USES)
