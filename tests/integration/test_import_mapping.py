"""A mapping says what CSV files mean; one that can't be meant, or does not fit, is refused in clear words."""

import csv
from pathlib import Path

import pytest
from sqlalchemy import select

from community.commands.imports.mapping import BadMapping, load, parse
from community.commands.imports.run import import_csv
from community.model.boards import Board
from community.model.members import Participant
from community.model.records import ImportedRow
from community.model.threads import Thread
from community.model.versions import Version

SUPPORT = Path(__file__).parent.parent / "data" / "csv" / "support"


def bring(session, data: Path, folder: Path, mapping):
    return import_csv(session, folder, data, mapping, progress=lambda what, count, total: None)


def test_a_mapping_of_ones_own(session, tmp_path):
    folder = tmp_path / "own"
    folder.mkdir()
    columns = ["Nr", "Titel", "Text", "Wer", "Wann", "Thema", "Gelöst"]
    rows = [
        ["x1", "Kein Internet am Abend", "*Seit gestern* geht nichts.", "", "1700000000", "Internet", ""],
        ["x2", "Telefon rauscht ständig", "Es `rauscht`.", "Rita", "1700000100", "Telefon", ""],
    ]
    with (folder / "fragen.csv").open("w", encoding="cp1252", newline="") as file:
        csv.writer(file, delimiter=";").writerows([columns, *rows])
    (folder / "own.toml").write_text(
        """
        [format]
        encoding = "cp1252"
        delimiter = ";"
        date = "unix"
        text = "markdown"
        [questions]
        file = "fragen.csv"
        id = "Nr"
        title = "Titel"
        text = "Text"
        author = "Wer"
        at = "Wann"
        [board]
        name = "Hilfe"
        column = "Thema"
        """,
        encoding="utf-8",
    )
    assert bring(session, tmp_path, folder, load(str(folder / "own.toml"))).threads == 2
    row = session.get_one(ImportedRow, ("own", "question", "x1"))
    thread = session.get_one(Thread, row.thread_id)
    assert session.get_one(Participant, thread.author_id).name == "Community"
    assert session.get_one(Version, thread.title_version_id).html.startswith("<p><em>Seit gestern")
    assert set(session.scalars(select(Board.name))) == {"Hilfe", "Internet", "Telefon"}


QUESTIONS = {name: name for name in ("file", "id", "title", "text", "author", "at")}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, r"questions\.file is missing"),
        ({"questions": QUESTIONS, "tables": {}}, "tables is not known"),
        ({"questions": {**QUESTIONS, "titel": "x"}}, r"questions\.titel is not known"),
        ({"questions": {**QUESTIONS, "id": 1}}, r"questions\.id: expected a text"),
        ({"questions": {**QUESTIONS, "tags": "tags"}}, r"questions\.tags: expected a list"),
        ({"questions": "x"}, "questions: expected a table"),
        ({"questions": {**QUESTIONS, "addresses": ["/q/{number}"]}}, "expected paths"),
        ({"questions": QUESTIONS, "format": {"text": "bbcode"}}, "expected html, flat-html or markdown"),
        ({"questions": QUESTIONS, "format": {"delimiter": "::"}}, "one character"),
        ({"questions": QUESTIONS, "format": {"base": 'https://x"y'}}, "expected an address"),
        ({"questions": QUESTIONS, "board": {"names": {"a": 1}}}, "table of texts"),
        ({"questions": QUESTIONS, "board": {"name": " "}}, "expected a name"),
        ({"questions": QUESTIONS, "source": "../x"}, "source: expected a name"),
    ],
)
def test_a_mapping_that_cant_be_meant_is_refused(given, said):
    with pytest.raises(BadMapping, match=said):
        parse(given, "own")


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_mapping_that_does_not_fit_the_files_is_refused(session, tmp_path):
    given = {**QUESTIONS, "file": "questions.csv", "id": "number"}
    with pytest.raises(BadMapping, match=r"questions\.csv has no column (id|number|file)"):
        bring(session, tmp_path, SUPPORT, parse({"questions": given}, "own"))
    with pytest.raises(BadMapping, match="encoding"):
        bring(session, tmp_path, SUPPORT, parse({"questions": given, "format": {"encoding": "x"}}, "own"))
    with pytest.raises(BadMapping, match="neither a mapping nor a file"):
        load("mozilla")
    (tmp_path / "broken.toml").write_text("[questions")
    with pytest.raises(BadMapping, match="no TOML"):
        load(str(tmp_path / "broken.toml"))
