"""The model: nothing is loaded behind anybody's back, every constraint has a name to be found by."""

import pytest
from sqlalchemy.orm import configure_mappers

from community import model
from community.model.base import Base, metadata

assert model, "imported for the tables it brings"


@pytest.fixture(scope="module", autouse=True)
def configured():
    configure_mappers()


def test_has_tables():
    assert metadata.tables


def test_relationships_refuse_to_load_by_themselves():
    found = [
        str(relationship)
        for mapper in Base.registry.mappers
        for relationship in mapper.relationships
        if relationship.lazy not in {"raise", "write_only"}
    ]
    assert found == []


def test_every_constraint_and_index_has_a_name():
    found = [
        f"{table.name}: {constraint}"
        for table in metadata.tables.values()
        for constraint in [*table.constraints, *table.indexes]
        if constraint.name is None
    ]
    assert found == []


def test_names_of_indexes_differ_everywhere():
    # SQLite keeps them in one space for all tables.
    names = [index.name for table in metadata.tables.values() for index in table.indexes]
    assert len(names) == len(set(names))


def test_every_table_has_a_key():
    assert [table.name for table in metadata.tables.values() if not table.primary_key.columns] == []


def test_names_fit_postgresql():
    # It cuts them off after 63 bytes, and two may then be one.
    found = [
        name
        for table in metadata.tables.values()
        for thing in [table, *table.constraints, *table.indexes]
        if len((name := str(thing.name)).encode()) > 63
    ]
    assert found == []
