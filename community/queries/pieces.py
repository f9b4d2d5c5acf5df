"""Pieces: text with the words found in it, without any markup."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; marked where it matches what was searched for."""

    text: str
    marked: bool = False
