"""Says what the rows of CSV files mean by a mapping: threads of the past."""

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from community.commands.imports.csv_rows import BrokenRow, CsvRow, find, read_csv
from community.commands.imports.dump_rows import BadRow, score_of
from community.commands.imports.mapping import Answers, BadMapping, Mapping, Questions
from community.commands.imports.past import PastAuthor, PastPost, PastThread
from community.commands.imports.rejects import Rejects
from community.commands.imports.staging import Staged, Staging
from community.commands.imports.wording import without_addresses
from community.model.threads import CAME_LOCKED

SPAM = "Spam"
#: As long as the column for old ids is.
_LONGEST_ID = 60
_FLAT_PRE = re.compile(r"(?<=<pre>)(?:(?!</pre>)[^\n])*+(?=</pre>)", re.IGNORECASE)
_LOST_LINE_END = re.compile(r"(?<=\S) {2,}(?=\S)")
_LINK_WITHIN = re.compile(r"""\b(?:href|src)=["'](?=/(?!/))""", re.IGNORECASE)
_NOBODY = PastAuthor("nobody", "Community")


def stage_csv(folder: Path, mapping: Mapping, staging: Staging, rejects: Rejects) -> None:
    """Read questions and answers of `folder` into `staging`; what is broken or belongs to nothing is rejected.

    Raises BadMapping for a file that is missing or not as the mapping says; that of answers may be missing.
    """
    questions, answers = mapping.questions, mapping.answers
    file = find(folder, questions.file)
    if file is None:
        raise BadMapping(f"there is no {questions.file} in this folder")
    _each(file, mapping, questions, rejects, lambda row: _stage_question(mapping, staging, row))
    replies = find(folder, answers.file) if answers else None
    if answers and replies:
        _each(replies, mapping, answers, rejects, lambda row: _stage_answer(mapping, answers, staging, row))
    staging.finish()
    if replies:
        for line, content in staging.orphans("answers"):
            rejects.keep(replies.name, line, "the post it belongs to is missing", content)


def board_values(staging: Staging) -> set[str]:
    """Return what stands in the column that says which board a question goes to."""
    return {row["board"] for row in staging.questions()}


def csv_threads(mapping: Mapping, staging: Staging) -> Iterator[PastThread]:
    """Yield every staged question with its answers by date."""
    is_html = mapping.format.text != "markdown"
    for row in staging.questions():
        answers = staging.replies("answers", _order(row["id"]))
        replies = tuple(_post("answer", answer, is_html) for answer in answers)
        question = _post("question", row, is_html)
        last = max(post.at for post in (question, *replies))
        yield PastThread(
            title=without_addresses(row["title"]),
            question=question,
            replies=replies,
            board=row["board"],
            tags=tuple(name for name in row["tags"].split("\n") if name),
            accepted_id=row["accepted"] or None,
            closed_at=last if row["locked"] else None,
            closed_because=CAME_LOCKED,
        )


def _each(
    file: Path,
    mapping: Mapping,
    part: Questions | Answers,
    rejects: Rejects,
    keep: Callable[[CsvRow], None],
) -> None:
    needed = [part.id, part.text, part.author, part.at]
    needed.append(part.title if isinstance(part, Questions) else part.question)
    for row in read_csv(file, mapping.format, tuple(needed)):
        if isinstance(row, BrokenRow):
            rejects.keep(file.name, row.line, row.reason, row.content)
            continue
        try:
            keep(row)
        except BadRow as error:
            rejects.keep(file.name, row.line, str(error), row.values)


def _stage_question(mapping: Mapping, staging: Staging, row: CsvRow) -> None:
    part, values = mapping.questions, row.values
    kept = _kept(mapping, part, row)
    named = [name for column in part.tags for name in _cells(mapping, values, column)]
    tags = dict.fromkeys(name for name in named if name not in part.ignored_tags)
    kept.update(
        title=values[part.title],
        accepted=values.get(part.accepted, "").strip(),
        locked="1" if _is_true(mapping, values, part.locked) else "",
        tags="\n".join(tags),
        board=values.get(mapping.board.column, "").strip(),
    )
    if not staging.add_question(_order(kept["id"]), row.line, kept):
        raise BadRow("the id was there before")


def _stage_answer(mapping: Mapping, part: Answers, staging: Staging, row: CsvRow) -> None:
    kept = _kept(mapping, part, row)
    parent = _order(_id(row.values, part.question))
    if not staging.add_reply("answers", _order(kept["id"]), parent, kept["at"], row.line, kept):
        raise BadRow("the id was there before")


def _kept(mapping: Mapping, part: Questions | Answers, row: CsvRow) -> Staged:
    return {
        "id": _id(row.values, part.id),
        "author": " ".join(row.values[part.author].split()),
        "at": _time(row.values[part.at].strip(), mapping.format.date).isoformat(),
        "text": _text(mapping, row.values[part.text]),
        "score": str(score_of(row.values.get(part.score, ""))),
        "spam": "1" if _is_true(mapping, row.values, part.spam) else "",
    }


def _text(mapping: Mapping, text: str) -> str:
    base, form = mapping.format.base, mapping.format.text
    if form == "flat-html":
        # What stood on lines of its own is one line with gaps by now.
        text = _FLAT_PRE.sub(lambda match: _LOST_LINE_END.sub("\n", match.group().strip()), text)
    if base and form != "markdown":
        text = _LINK_WITHIN.sub(lambda match: f"{match.group()}{base}", text)
    return without_addresses(text)


def _post(kind: str, row: Staged, is_html: bool) -> PastPost:
    return PastPost(
        kind=kind,
        external_id=row["id"],
        author=_author(row["author"]),
        at=dt.datetime.fromisoformat(row["at"]),
        score=int(row["score"]),
        text=row["text"],
        is_html=is_html,
        hidden_because=SPAM if row["spam"] else "",
    )


def _author(name: str) -> PastAuthor:
    """Return who this is: people have no id there, their name is it; not in clear where it is a mail address."""
    if not name:
        return _NOBODY
    if len(name) <= _LONGEST_ID and "@" not in name:
        return PastAuthor(name, name)
    return PastAuthor(f"digest:{hashlib.sha256(name.encode()).hexdigest()[:40]}", name)


def _id(values: dict[str, str], column: str) -> str:
    value = values[column].strip()
    if not 0 < len(value) <= _LONGEST_ID:
        raise BadRow(f"{column} is no id")
    return value


def _order(external_id: str) -> int | str:
    """Return what ids are sorted by: numbers as such, before words."""
    number = external_id.isascii() and external_id.isdigit() and len(external_id) < 19
    return int(external_id) if number and str(int(external_id)) == external_id else external_id


def _cells(mapping: Mapping, values: dict[str, str], column: str) -> list[str]:
    cells = values.get(column, "").split(mapping.format.list)
    return [name for cell in cells if (name := " ".join(cell.split()))]


def _is_true(mapping: Mapping, values: dict[str, str], column: str) -> bool:
    return values.get(column, "").strip().lower() in {word.lower() for word in mapping.format.true}


def _time(text: str, form: str) -> dt.datetime:
    try:
        if form == "unix":
            return dt.datetime.fromtimestamp(float(text), dt.UTC)
        found = dt.datetime.fromisoformat(text) if form == "iso" else dt.datetime.strptime(text, form)  # noqa: DTZ007 - next line
    except (ValueError, OverflowError, OSError) as error:
        raise BadRow("the date can't be read") from error
    return found.replace(tzinfo=dt.UTC) if found.tzinfo is None else found.astimezone(dt.UTC)
