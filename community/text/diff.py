"""Show what changed between two versions of a text: paragraphs first, then words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import Final, Literal

from community.text.alignment import Budget, Span, align

_PARAGRAPHS: Final = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_WORDS: Final = re.compile(r"\w+|\s+|[^\w\s]")
#: Paragraphs with less in common (share of the words) are another text, shown whole: a word puzzle helps
#: nobody.
_ALIKE: Final = 0.3


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text of a paragraph that stayed, came or went."""

    text: str
    kind: Literal["same", "ins", "del"]


@dataclass(frozen=True, slots=True)
class DiffRow:
    """One paragraph: the pieces of the old one and those of the new one (empty where there is none)."""

    kind: Literal["same", "changed", "added", "removed"]
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Diff:
    """All rows in reading order, and how many places changed."""

    rows: tuple[DiffRow, ...]
    changes: int


def word_diff(old: str, new: str) -> Diff:
    """Compare two Markdown sources. The work is bounded; beyond the bounds whole paragraphs count as
    replaced.
    """
    budget = Budget()
    before, after = paragraphs(old), paragraphs(new)
    rows = [row for span in align(before, after, budget) for row in _rows(span, before, after, budget)]
    return Diff(tuple(rows), sum(map(_changes, rows)))


def unchanged_paragraphs(old: str, new: str) -> frozenset[int]:
    """Return the numbers of the paragraphs of `old` that stand in `new` as they were."""
    spans = align(paragraphs(old), paragraphs(new), Budget())
    return frozenset(
        number for span in spans if span.kind == "same" for number in range(span.old_start, span.old_end)
    )


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a Markdown source, as comparisons take it apart."""
    text = text.replace("\r\n", "\n").strip("\n")
    return _PARAGRAPHS.split(text) if text else []


def _rows(span: Span, before: list[str], after: list[str], budget: Budget) -> Iterator[DiffRow]:
    old, new = before[span.old_start : span.old_end], after[span.new_start : span.new_end]
    if span.kind == "same":
        yield from (DiffRow("same", (Piece(text, "same"),), (Piece(text, "same"),)) for text in old)
        return
    for left, right in zip_longest(old, new):
        changed = _changed(left, right, budget) if left is not None and right is not None else None
        if changed:
            yield changed
            continue
        if left is not None:
            yield DiffRow("removed", (Piece(left, "del"),), ())
        if right is not None:
            yield DiffRow("added", (), (Piece(right, "ins"),))


def _changed(left: str, right: str, budget: Budget) -> DiffRow | None:
    old, new = _WORDS.findall(left), _WORDS.findall(right)
    spans = _joined(align(old, new, budget), old)
    kept = sum(
        len("".join(old[span.old_start : span.old_end]).strip()) for span in spans if span.kind == "same"
    )
    if kept < _ALIKE * max(len(left), len(right)):
        return None
    was = ((span.kind, "".join(old[span.old_start : span.old_end])) for span in spans)
    now = ((span.kind, "".join(new[span.new_start : span.new_end])) for span in spans)
    return DiffRow(
        "changed",
        tuple(Piece(text, "same" if kind == "same" else "del") for kind, text in was if text),
        tuple(Piece(text, "same" if kind == "same" else "ins") for kind, text in now if text),
    )


def _joined(spans: list[Span], old: list[str]) -> list[Span]:
    """Take the space between two changed words into the change: a reader sees one place, not two."""
    joined: list[Span] = []
    for span in spans:
        if len(joined) > 1 and span.kind == joined[-2].kind == "replace":
            gap = joined[-1]
            if old[gap.old_start : gap.old_end] == [" "]:
                first = joined[-2]
                joined[-2:] = [Span("replace", first.old_start, span.old_end, first.new_start, span.new_end)]
                continue
        joined.append(span)
    return joined


def _changes(row: DiffRow) -> int:
    """Count places: a word replaced by another is one change, not two."""
    if row.kind == "same":
        return 0
    if row.kind != "changed":
        return 1
    return _places(row.old, row.new)


def _places(old: tuple[Piece, ...], new: tuple[Piece, ...]) -> int:
    def places(pieces: tuple[Piece, ...]) -> set[int]:
        found, position = set[int](), 0
        for kind, group in groupby(pieces, key=lambda piece: piece.kind):
            if kind == "same":
                position += sum(len(piece.text) for piece in group)
            else:
                found.add(position)
        return found

    return len(places(old) | places(new))
