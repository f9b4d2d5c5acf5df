"""Reads what was written by hand: the place, its people, and the threads with all that happens in them."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account; staff have a team. `since` is how many days ago they came."""

    name: str
    since: int
    about: str = ""
    team: str | None = None
    role: str = "customer"
    rights: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BoardPlan:
    """A board to be made."""

    name: str
    description: str
    icon: str
    visibility: str = "public"
    holding: str = "none"
    fields: tuple[dict[str, Any], ...] = ()
    """What it asks for besides the question: label, kind and options."""


@dataclass(frozen=True, slots=True)
class Place:
    """Name and texts of the place, its boards in order, its tags, and everybody by name."""

    settings: dict[str, str]
    boards: tuple[BoardPlan, ...]
    tags: tuple[str, ...]
    people: dict[str, Person]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that somebody does in a thread; `text` is what they write, or the reason they give.

    A reply of staff is a draft that `reader` (default: drawn) approves, unless it `waits`; `returned` is the
    comment it comes back with. `solved` says that it is marked: true by the asker, else by whom.
    """

    by: str
    text: str = ""
    do: str = "post"
    """post, note, waive, close, hide, helped, failed, issue, edit or revise."""
    after: str = ""
    """How long after what came before, as 17m, 3h or 2d; drawn where it is not said."""
    solved: bool | str = False
    reader: str | None = None
    returned: str | None = None
    waits: bool = False
    details: bool = False
    me_too: bool = False
    needs: bool = False
    """The asker needs an answer to this, though there is no question mark in it."""
    thanks: bool = False
    """It is only thanks, though there is one."""
    held: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """A thread; its first step opens it `at` a time such as `12d 19:40` (days before) or `90m` (minutes)."""

    board: str
    title: str
    at: str
    steps: tuple[Step, ...]
    kind: str = "question"
    tags: tuple[str, ...] = ()
    fields: dict[str, str] = field(default_factory=dict)
    """What the asker tells of what the board asks for, by key."""

    @property
    def asker(self) -> str:
        """Who opened it."""
        return self.steps[0].by


def read_place() -> Place:
    """Return the place as it was written."""
    raw = tomllib.loads((FOLDER / "place.toml").read_text(encoding="utf-8"))
    people = [Person(**_listed(person)) for person in raw["people"]]
    return Place(
        settings=raw["settings"],
        boards=tuple(BoardPlan(**_listed(board)) for board in raw["boards"]),
        tags=tuple(raw["tags"]),
        people={person.name: person for person in people},
    )


def read_scenes() -> tuple[Scene, ...]:
    """Return every thread, file by file in the order of their names."""
    files = sorted((FOLDER / "threads").glob("*.toml"))
    return tuple(
        _scene(thread)
        for file in files
        for thread in tomllib.loads(file.read_text(encoding="utf-8"))["thread"]
    )


def _scene(raw: dict[str, Any]) -> Scene:
    raw = _listed(raw)
    about = {key: raw.pop(key) for key in ("board", "title", "at", "kind", "tags", "fields") if key in raw}
    then = [Step(**step) for step in raw.pop("then", ())]
    return Scene(steps=(Step(**raw), *then), **about)


def _listed(raw: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()}
