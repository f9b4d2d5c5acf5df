"""Rules for new passwords, and their hashes."""

import pytest
from argon2 import PasswordHasher

from community.commands import passwords
from community.commands.passwords import check_password, hash_password, verify_password
from community.policy.verdicts import Refused


def test_a_password_is_known_again_and_no_other() -> None:
    kept = hash_password("ein ganzer Satz")
    assert kept.startswith("$argon2id$")
    assert verify_password(kept, "ein ganzer Satz")
    assert not verify_password(kept, "ein anderer Satz")
    assert not verify_password(kept, "")


def test_the_same_word_from_another_keyboard_is_the_same() -> None:
    assert verify_password(hash_password("Fo\u0308rdenetz in Kiel"), "F\u00f6rdenetz in Kiel")


def test_nobody_has_no_password_and_the_check_costs_what_any_check_costs() -> None:
    assert not verify_password(None, "ein ganzer Satz")
    hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
    assert not hasher.check_needs_rehash(passwords._NOBODYS)
    assert not hasher.check_needs_rehash(hash_password("ein ganzer Satz"))


def test_a_damaged_hash_opens_nothing() -> None:
    assert not verify_password("not a hash", "ein ganzer Satz")


@pytest.mark.parametrize("password", ["\ud800" * 12, "x" * 100_000, "\x00" * 12])
def test_strange_passwords_are_only_wrong(password: str) -> None:
    assert not verify_password(hash_password("ein ganzer Satz"), password)


def test_what_is_longer_than_allowed_is_not_cut_to_fit() -> None:
    kept = hash_password("a" * 199 + "b")
    assert verify_password(kept, "a" * 199 + "b")
    assert not verify_password(kept, "a" * 199 + "bc")


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("123456789", "password_short"),
        ("x" * 201, "password_long"),
        ("Jana Brandt", "password_personal"),
        ("janabrandt", "password_personal"),
        ("jana.b@example.org", "password_personal"),
        ("jana.b.kiel", "password_personal"),
        ("Passwort123", "password_common"),
        ("aaaaaaaaaaaa", "password_common"),
        ("1212121212", "password_common"),
    ],
)
def test_bad_ones_are_refused(password: str, code: str) -> None:
    email = "jana.b.kiel@example.org" if password == "jana.b.kiel" else "jana.b@example.org"
    with pytest.raises(Refused) as refusal:
        check_password(password, name="Jana Brandt", email=email)
    assert refusal.value.code == code


@pytest.mark.parametrize("password", ["zehn Zeich", "ß" * 6 + "abcd", "y" * 100 + "xyzabc"])
def test_any_long_enough_sentence_will_do(password: str) -> None:
    check_password(password, name="Jana Brandt", email="jana@example.org")
