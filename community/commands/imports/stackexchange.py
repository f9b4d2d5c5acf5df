"""Says what the files of a StackExchange dump mean: people, tags and threads of the past."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from community.commands.imports.dump_rows import BadRow, Broken, Row, read_rows, score_of
from community.commands.imports.past import PastAuthor, PastPerson, PastPost, PastThread
from community.commands.imports.rejects import Rejects
from community.commands.imports.staging import Staged, Staging
from community.model.threads import CAME_CLOSED

QUESTION, ANSWER = 1, 2
_ACCEPTED = 1
_CLOSED = 10
_DUPLICATE = 3
#: What the numbers in the history of closed questions stand for.
_REASONS = {
    "1": "Duplicate",
    "2": "Off topic",
    "3": "Not constructive",
    "4": "Not a real question",
    "7": "Too localized",
    "10": "General reference",
    "101": "Duplicate",
    "102": "Off topic",
    "103": "Unclear what is asked",
    "104": "Too broad",
    "105": "Primarily opinion-based",
}
_TAG = re.compile(r"[^<>|]+")
_USER = re.compile(r"user(\d+)")
COMMUNITY = PastAuthor("-1", "Community")


def stage(folder: Path, staging: Staging, rejects: Rejects) -> None:
    """Read posts, comments, accepted dates and closings of the dump in `folder` into `staging`.

    What is broken or belongs to nothing goes to `rejects`. All files but Posts.xml may be missing.
    """
    _each(folder / "Posts.xml", rejects, lambda row: _stage_post(staging, row))
    _each(folder / "Comments.xml", rejects, lambda row: _stage_comment(staging, row))
    _each(folder / "Votes.xml", rejects, lambda row: _stage_accepted(staging, row))
    _each(folder / "PostHistory.xml", rejects, lambda row: _stage_closing(staging, row))
    _each(folder / "PostLinks.xml", rejects, lambda row: _stage_duplicate(staging, row))
    staging.finish()
    for file, table in (("Posts.xml", "answers"), ("Comments.xml", "comments")):
        for line, content in staging.orphans(table):
            rejects.keep(file, line, "the post it belongs to is missing", content)


def people(folder: Path, rejects: Rejects) -> Iterator[PastPerson]:
    """Yield everybody in Users.xml."""
    for row in _rows(folder / "Users.xml", rejects):
        try:
            number = row.number("Id")
            name = row.attributes.get("DisplayName", "")
            yield PastPerson(str(number), name or f"user{number}", row.time("CreationDate"))
        except BadRow as error:
            rejects.keep("Users.xml", row.line, str(error), row.attributes)


def tag_names(folder: Path, rejects: Rejects) -> Iterator[str]:
    """Yield every tag in Tags.xml."""
    for row in _rows(folder / "Tags.xml", rejects):
        try:
            yield row.text("TagName")
        except BadRow as error:
            rejects.keep("Tags.xml", row.line, str(error), row.attributes)


def threads(staging: Staging) -> Iterator[PastThread]:
    """Yield every question with its replies: answers by date, comments behind the post they are on."""
    for question in staging.questions():
        number = int(question["Id"])
        replies = _comments(staging, number)
        for answer in staging.replies("answers", number):
            replies.append(_post("answer", answer))
            replies += _comments(staging, int(answer["Id"]))
        accepted = question.get("AcceptedAnswerId")
        yield PastThread(
            title=question["Title"],
            question=_post("question", question),
            replies=tuple(replies),
            tags=tuple(_TAG.findall(question.get("Tags", ""))),
            accepted_id=accepted,
            accepted_at=_time(*staging.facts(int(accepted), ["accepted"])) if accepted else None,
            closed_at=_time(question.get("ClosedDate")),
            closed_because=_closed_because(*staging.facts(number, ["closed", "duplicate"])),
        )


def _rows(path: Path, rejects: Rejects) -> Iterator[Row]:
    if not path.exists():
        return
    for found in read_rows(path):
        if isinstance(found, Broken):
            rejects.keep(path.name, found.line, found.reason, found.content)
        else:
            yield found


def _each(path: Path, rejects: Rejects, keep: Callable[[Row], None]) -> None:
    for row in _rows(path, rejects):
        try:
            keep(row)
        except BadRow as error:
            rejects.keep(path.name, row.line, str(error), row.attributes)


_OF_POST = ("Id", "Title", "Body", "Tags", "Score", "CreationDate", "ClosedDate", "AcceptedAnswerId")
_OF_COMMENT = ("Id", "Text", "Score", "CreationDate")
_OF_AUTHOR = ("OwnerUserId", "OwnerDisplayName", "UserId", "UserDisplayName")


def _stage_post(staging: Staging, row: Row) -> None:
    kind, number, at = row.number("PostTypeId"), row.number("Id"), row.time("CreationDate")
    if kind not in (QUESTION, ANSWER):
        return
    row.text("Body")
    kept = _kept(row, _OF_POST)
    if kind == QUESTION:
        row.text("Title")
        if "ClosedDate" in row.attributes:
            row.time("ClosedDate")
        fresh = staging.add_question(number, row.line, kept)
    else:
        fresh = staging.add_reply("answers", number, row.number("ParentId"), at.isoformat(), row.line, kept)
    if not fresh:
        raise BadRow("the Id was there before")


def _stage_comment(staging: Staging, row: Row) -> None:
    row.text("Text")
    number, parent, at = row.number("Id"), row.number("PostId"), row.time("CreationDate")
    if not staging.add_reply("comments", number, parent, at.isoformat(), row.line, _kept(row, _OF_COMMENT)):
        raise BadRow("the Id was there before")


def _stage_accepted(staging: Staging, row: Row) -> None:
    if row.number("VoteTypeId") == _ACCEPTED:
        staging.add_fact("accepted", row.number("PostId"), row.time("CreationDate").isoformat())


def _stage_closing(staging: Staging, row: Row) -> None:
    if row.number("PostHistoryTypeId") == _CLOSED:
        staging.add_fact("closed", row.number("PostId"), row.attributes.get("Comment", ""))


def _stage_duplicate(staging: Staging, row: Row) -> None:
    if row.number("LinkTypeId") == _DUPLICATE:
        staging.add_fact("duplicate", row.number("PostId"), str(row.number("RelatedPostId")))


def _kept(row: Row, names: tuple[str, ...]) -> Staged:
    score_of(row.attributes.get("Score", ""))
    return {name: row.attributes[name] for name in (*names, *_OF_AUTHOR) if name in row.attributes}


def _comments(staging: Staging, parent: int) -> list[PastPost]:
    return [_post("comment", comment) for comment in staging.replies("comments", parent)]


def _post(kind: str, row: Staged) -> PastPost:
    at = _time(row["CreationDate"])
    assert at is not None
    return PastPost(
        kind=kind,
        external_id=row["Id"],
        author=_author(row),
        at=at,
        score=int(row.get("Score", 0)),
        text=row.get("Text") or row.get("Body", ""),
        is_html=kind != "comment",
    )


def _author(row: Staged) -> PastAuthor:
    number = row.get("OwnerUserId") or row.get("UserId")
    if number is not None:
        return COMMUNITY if number == COMMUNITY.external_id else PastAuthor(number, f"user{number}")
    # A deleted account leaves its name; most such names say the number.
    name = " ".join((row.get("OwnerDisplayName") or row.get("UserDisplayName") or "").split())
    if not name:
        return COMMUNITY
    match = _USER.fullmatch(name)
    return PastAuthor(match.group(1) if match else f"name:{name}"[:60], name)


def _closed_because(comment: str | None, duplicate_of: str | None) -> str:
    """Return the reason in the history, an English word of the system it comes from as its texts are."""
    reason = _REASONS.get(comment or "", "")
    if duplicate_of and reason in ("", "Duplicate"):
        return f"Duplicate of question {duplicate_of}"
    return reason or CAME_CLOSED


def _time(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC) if text else None
