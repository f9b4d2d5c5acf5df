"""Reads the TOML file that says what the CSV files of another system mean."""

import re
import tomllib
from collections.abc import Mapping as Table
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any, Final, TypeVar

BUILT_IN: Final = Path(__file__).parent / "mappings"
_TEXTS: Final = ("html", "flat-html", "markdown")
Part = TypeVar("Part")


class BadMapping(ValueError):
    """A mapping that can't be used; the message names the entry and says what is expected."""


@dataclass(frozen=True, slots=True)
class Format:
    """How values are written in both files."""

    encoding: str = "utf-8"
    delimiter: str = ","
    date: str = "iso"
    """`iso`, `unix` (seconds), or a pattern of strptime; without a zone it is UTC."""
    true: tuple[str, ...] = ("true", "1", "yes")
    text: str = "html"
    """`flat-html`: HTML whose line ends became blanks on the way out."""
    list: str = ","
    """What stands between the values of a column with several."""
    base: str = ""
    """Where links within the old place lead, like `https://old.example`."""


@dataclass(frozen=True, slots=True)
class Questions:
    """The file of questions, and which column has what; '' where there is none."""

    file: str
    id: str
    title: str
    text: str
    author: str
    at: str
    score: str = ""
    spam: str = ""
    locked: str = ""
    accepted: str = ""
    """The id of the accepted answer."""
    tags: tuple[str, ...] = ()
    ignored_tags: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    """Paths a question had, `{id}` where its id stood and `{...}` for any other part."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The file of answers, and which column has what; '' where there is none."""

    file: str
    id: str
    question: str
    text: str
    author: str
    at: str
    score: str = ""
    spam: str = ""


@dataclass(frozen=True, slots=True)
class Boards:
    """The board for everything, or one below it for each value of a column."""

    name: str
    column: str = ""
    names: dict[str, str] = field(default_factory=dict)
    """The boards of single values; what is not among them goes to the board above. Empty: each value has one."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the files of a system mean."""

    source: str
    format: Format
    questions: Questions
    answers: Answers | None
    board: Boards


def load(name: str) -> Mapping:
    """Return the mapping that comes with us under `name`, or the one in the file `name`.

    Raises BadMapping.
    """
    built_in = BUILT_IN / f"{name}.toml"
    path = built_in if name.replace("-", "").isalnum() and built_in.is_file() else Path(name)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BadMapping(f"there is neither a mapping nor a file {name!r}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadMapping(f"{path.name} is no TOML: {error}") from error
    return parse(data, path.stem)


def parse(data: Table[str, Any], name: str) -> Mapping:
    """Return the mapping in `data`; `name` is that of the source where it has none. Raises BadMapping."""
    unknown = set(data) - {"source", "format", "questions", "answers", "board"}
    if unknown:
        raise BadMapping(f"{sorted(unknown)[0]} is not known")
    source = data.get("source", name)
    if not isinstance(source, str) or not 0 < len(source) <= 60 or "/" in source or source.startswith("."):
        raise BadMapping("source: expected a name of at most 60 characters, without /")
    mapping = Mapping(
        source=source,
        format=_part(Format, data, "format"),
        questions=_part(Questions, data, "questions"),
        answers=_part(Answers, data, "answers") if "answers" in data else None,
        board=_part(Boards, {"board": {"name": source, **data.get("board", {})}}, "board"),
    )
    _check(mapping)
    return mapping


def _part(kind: type[Part], data: Table[str, Any], name: str) -> Part:
    table = data.get(name, {})
    if not isinstance(table, dict):
        raise BadMapping(f"{name}: expected a table")
    values: dict[str, Any] = {}
    for entry in fields(kind):  # type: ignore[arg-type]  # only called with our dataclasses
        if entry.name in table:
            values[entry.name] = _value(f"{name}.{entry.name}", table[entry.name], str(entry.type))
        elif entry.default is MISSING and entry.default_factory is MISSING:
            raise BadMapping(f"{name}.{entry.name} is missing")
    unknown = set(table) - set(values)
    if unknown:
        raise BadMapping(f"{name}.{sorted(unknown)[0]} is not known")
    return kind(**values)


def _value(name: str, value: object, kind: str) -> object:
    if "tuple" in kind:
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        raise BadMapping(f"{name}: expected a list of texts")
    if "dict" in kind:
        if isinstance(value, dict) and all(isinstance(item, str) and item for item in value.values()):
            return dict(value)
        raise BadMapping(f"{name}: expected a table of texts")
    if not isinstance(value, str):
        raise BadMapping(f"{name}: expected a text")
    return value


def _check(mapping: Mapping) -> None:
    form = mapping.format
    if form.text not in _TEXTS:
        raise BadMapping("format.text: expected html, flat-html or markdown")
    if len(form.delimiter) != 1 or not form.list:
        raise BadMapping("format: expected one character as delimiter, and one or more as list")
    if form.base and not re.fullmatch(r"https?://[^/\s\"<>\\]+", form.base):
        raise BadMapping("format.base: expected an address like https://old.example")
    for address in mapping.questions.addresses:
        if not address.startswith("/") or "{id}" not in address.split("/"):
            raise BadMapping("questions.addresses: expected paths like /questions/{id}")
    if not mapping.board.name.strip():
        raise BadMapping("board.name: expected a name")
