"""Passwords: the rules for new ones, their hashes, and a check that takes as long for strangers."""

import unicodedata
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from community.policy.verdicts import Refused

SHORTEST: Final = 10
LONGEST: Final = 200
_FEWEST_CHARACTERS: Final = 4
"""Different characters; fewer is a key held down."""

# OWASP's argon2id setting with the least memory: 64 MiB a sign-in, the library's default, would let a few
# dozen sign-ins at once take the whole memory of a small server.
_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
# Of a random password nobody knows, made with the setting above.
_NOBODYS: Final = (
    "$argon2id$v=19$m=19456,t=2,p=1$RCcyO3ttGcyFOkda3+j6dQ$I0P81OBhHxLoKG0twqR5Q90ZVf7Jqb72v4fZiEWX9Ig"
)

# The ten-and-more characters long heads of the published lists of leaked passwords, English and German.
_WORST: Final = frozenset(
    "1234567890 0123456789 0987654321 9876543210 12345678910 123456789a a123456789 1q2w3e4r5t 1qaz2wsx3edc"
    " q1w2e3r4t5 qwertyuiop qwertzuiop qwerty12345 qwertz12345 asdfghjkl123 abcdefghij abc1234567 password12"
    " password123 password1234 passwort12 passwort123 passwort1234 passwort2024 passwort2025 passwort2026"
    " password2024 password2025 password2026 iloveyou123 ichliebedich schatz1234 hallo12345"
    " hallohallo willkommen1 willkommen123 welcome123 welcome1234 changeme123 letmein123 administrator"
    " admin12345 admin123456 sommer2025 sommer2026 football123 superman123 princess123 sunshine123"
    " geheim1234 geheim12345"
    " meinpasswort internet123 starwars123 dragon12345 monkey12345 master12345 bayern1900"
    " schalke1904 qwerty123456 1111111111a".split()
)


def check_password(password: str, *, name: str, email: str) -> None:
    """Insist on the rules for a new password.

    Raises Refused: password_short, password_long, password_personal (name or mail address), password_common.
    """
    if len(password) < SHORTEST:
        raise Refused("password_short")
    if len(password) > LONGEST:
        raise Refused("password_long")
    plain = _squeezed(password)
    if plain in {_squeezed(name), _squeezed(email), _squeezed(email.partition("@")[0])}:
        raise Refused("password_personal")
    if plain in _WORST or len(set(plain)) < _FEWEST_CHARACTERS:
        raise Refused("password_common")


def hash_password(password: str) -> str:
    """Return the hash to keep (argon2id)."""
    return _HASHER.hash(_bytes(password))


def verify_password(kept: str | None, password: str) -> bool:
    """Say whether `password` is the one whose hash was `kept`; None (no such account) takes as long."""
    try:
        return _HASHER.verify(kept or _NOBODYS, _bytes(password)) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def _bytes(password: str) -> bytes:
    # The same letter comes composed from one keyboard and in parts from another.
    return unicodedata.normalize("NFC", password)[: LONGEST + 1].encode("utf-8", "surrogatepass")


def _squeezed(text: str) -> str:
    return "".join(text.casefold().split())
