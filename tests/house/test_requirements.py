"""Requirements: each one is in its lock, each lock pins by hash and names no place to load from."""

import re

import pytest

from tests.house.sources import ROOT

LOCKS = {
    "requirements/base.in": "requirements.txt",
    "requirements/postgres.in": "requirements/postgres.txt",
    "requirements/redis.in": "requirements/redis.txt",
    "requirements/s3.in": "requirements/s3.txt",
    "requirements/dev.in": "requirements/dev.txt",
}
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)")


def named(path: str) -> set[str]:
    """Return the names a file of wishes asks for, those of the files it takes in too."""
    names: set[str] = set()
    for line in (ROOT / path).read_text().splitlines():
        if taken := re.match(r"-r (\S+)", line):
            names |= named(f"requirements/{taken[1]}")
        elif wish := re.match(r"[A-Za-z0-9._-]+", line):
            names.add(wish[0].lower().replace("_", "-"))
    return names


def pins(path: str) -> dict[str, str]:
    """Return name -> version of a lock."""
    lines = (ROOT / path).read_text().splitlines()
    found = [match for line in lines if (match := PIN.match(line))]
    return {match[1].lower().replace("_", "-"): match[2] for match in found}


@pytest.mark.parametrize(("wishes", "lock"), LOCKS.items())
def test_lock_has_every_wish(wishes, lock):
    assert named(wishes) - set(pins(lock)) == set()


@pytest.mark.parametrize("lock", LOCKS.values())
def test_lock_pins_by_hash_and_names_no_place(lock):
    entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text().strip())
    assert [entry for entry in entries if not PIN.match(entry) or "--hash=sha256:" not in entry] == []


def test_locks_agree():
    everything = pins("requirements/dev.txt")
    for lock in LOCKS.values():
        assert pins(lock).items() <= everything.items()


def test_the_embedded_default_needs_no_database_driver():
    assert [name for name in pins("requirements.txt") if name.startswith("psycopg")] == []
