"""How much of a text stands in another one already, so that answers stay individual."""

from hashlib import blake2b
from typing import Final

from community.text.plain import words
from community.text.prose import prose

#: A thank-you is allowed to be like others.
FEWEST_WORDS: Final = 12


def shingles(text: str, size: int = 5) -> frozenset[int]:
    """Return a number for every run of `size` words in the Markdown `text`; quotes, links and code left out.

    Empty under 12 words. The numbers are the same in every process and fit a signed 64-bit column.
    """
    found = [word.casefold() for paragraph in prose(text) for word in words(paragraph)]
    if len(found) < FEWEST_WORDS:
        return frozenset()
    return frozenset(_number(" ".join(found[start : start + size])) for start in range(len(found) - size + 1))


def overlap(a: frozenset[int], b: frozenset[int]) -> float:
    """Return the share (0 to 1) of the shingles of `a` that are in `b` too; 0 when `a` has none."""
    return len(a & b) / len(a) if a else 0.0


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True)
