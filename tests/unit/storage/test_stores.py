"""Every place for content: what was put is there whole, and no name leads anywhere else."""

from pathlib import Path

import pytest

from community.settings import load
from community.storage.opening import open_store
from community.storage.store import Missing, Store
from tests.storages import IN_BOTH

NAME, OTHER = "a" * 22, "-_" + "9" * 20

pytestmark = IN_BOTH


@pytest.fixture
def store(storage: str, tmp_path: Path) -> Store:
    return open_store(load({"COMMUNITY_DATA": str(tmp_path), "STORAGE_URL": storage}))


def test_what_was_put_is_there_until_it_is_deleted(store: Store) -> None:
    assert list(store.names()) == []
    for name in (NAME, OTHER):
        store.put(name, name.encode())
    with store.open(OTHER) as file:
        assert file.read() == OTHER.encode()
    assert {name for name, _ in store.names()} == {NAME, OTHER}
    store.delete(NAME)
    store.delete(NAME)
    assert (store.exists(NAME), store.exists(OTHER)) == (False, True)
    with pytest.raises(Missing):
        store.open(NAME)


@pytest.mark.parametrize(
    "name", ["../secret_key", "a", "a" * 21 + "/", ".." + "a" * 20 + "/", "." + NAME + "./../x", ""]
)
def test_no_name_leads_out(store: Store, name: str) -> None:
    for act in (store.exists, store.open, store.delete, lambda name: store.put(name, b"x")):
        with pytest.raises(Missing):
            act(name)
