"""CSV files come in whole by a mapping: people, dates, solutions, spam, boards, tags, and what is owed."""

import gzip
import json
import shutil
from pathlib import Path

import pytest
from sqlalchemy import func, select

from community.access import Absent
from community.commands.hidings import show_post
from community.commands.imports.batches import Tally
from community.commands.imports.mapping import BadMapping, load
from community.commands.imports.run import import_csv
from community.model.boards import Board, Tag
from community.model.members import Participant
from community.model.obligations import ClosedBy, Obligation, OpenedBy
from community.model.posts import Hiding, Post, Solution
from community.model.records import ImportedRow, OutboxRow
from community.model.threads import Closure, Thread, ThreadTag
from community.model.versions import Version
from community.policy.actors import GUEST
from community.queries.check import check
from community.queries.imported import id_in, resolve, resolve_path
from community.queries.thread_page import thread_page

SUPPORT = Path(__file__).parent.parent / "data" / "csv" / "support"
SOURCE = "mozilla-support"


def bring(session, data: Path, folder: Path = SUPPORT, mapping=None) -> Tally:
    def progress(what: str, count: int, total: int | None) -> None:
        assert count >= 0

    return import_csv(session, folder, data, mapping or load(SOURCE), progress=progress)


def count(session, table, *conditions) -> int:
    return session.scalar(select(func.count()).select_from(table).where(*conditions)) or 0


def thread_of(session, question: str, source: str = SOURCE) -> Thread:
    row = session.get_one(ImportedRow, (source, "question", question))
    return session.get_one(Thread, row.thread_id)


def post_of(session, kind: str, external_id: str) -> Post:
    return session.get_one(Post, session.get_one(ImportedRow, (SOURCE, kind, external_id)).post_id)


def owed(session) -> dict[int, OpenedBy]:
    rows = session.scalars(select(Obligation).where(Obligation.closed_at.is_(None)))
    return {row.thread_id: row.opened_by for row in rows}


def html_of(session, question: str) -> str:
    return session.get_one(Version, thread_of(session, question).title_version_id).html


def rejected(data: Path, source: str = SOURCE) -> list[dict[str, object]]:
    lines = (data / "imports" / source / "rejected.jsonl").read_text().splitlines()
    return [json.loads(line) for line in lines]


def copy_of(tmp_path: Path, file: str = "", old: str = "", new: str = "") -> Path:
    folder = tmp_path / "copy"
    shutil.copytree(SUPPORT, folder, dirs_exist_ok=True)
    if file:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def test_everything_comes_in_once_and_only_the_index_follows(session, tmp_path):
    assert bring(session, tmp_path) == Tally(people=10, threads=8, posts=17, known=0, rejected=1)
    assert [entry["reason"] for entry in rejected(tmp_path)] == ["the post it belongs to is missing"]
    assert set(session.scalars(select(OutboxRow.event))) == {"ThreadsImported"}
    assert list(check(session)) == []
    tables = (Post, Thread, Version, Participant, OutboxRow, ImportedRow, Obligation, Solution, Hiding, Board)
    before = [count(session, table) for table in tables]
    assert bring(session, tmp_path) == Tally(known=17, rejected=1)
    assert [count(session, table) for table in tables] == before


def test_owed_a_word_is_the_last_word_of_an_asker_without_solution(session, tmp_path):
    bring(session, tmp_path)
    expected = {
        "902": "question",
        "903": "follow_up",
        "905": "question",
        "907": "question",
        "908": "question",
    }
    assert owed(session) == {
        thread_of(session, question).id: OpenedBy(cause) for question, cause in expected.items()
    }


def test_the_accepted_answer_is_the_solution_and_dates_and_scores_are_kept(session, tmp_path):
    bring(session, tmp_path)
    thread = thread_of(session, "901")
    solution = session.scalars(select(Solution)).one()
    assert solution.post_id == post_of(session, "answer", "9102").id
    assert solution.marked_by_id == thread.author_id
    assert post_of(session, "answer", "9102").score == 3
    assert post_of(session, "answer", "9103").number == 4
    assert thread_of(session, "903").created_at.isoformat() == "2025-02-03T14:00:00+00:00"


def test_accepted_spam_is_no_solution(session, tmp_path):
    bring(session, tmp_path, copy_of(tmp_path, "answers.csv", ",gero,false,3,0", ",gero,true,3,0"))
    assert count(session, Solution) == 0
    assert list(check(session)) == []


def test_spam_is_hidden_with_its_replies_until_a_moderator_shows_it(cast, tmp_path):
    session = cast.session
    bring(session, tmp_path)
    thread = thread_of(session, "904")
    for kind, external_id in (("question", "904"), ("answer", "9106"), ("answer", "9108")):
        with pytest.raises(Absent):
            resolve(session, GUEST, SOURCE, kind, external_id)
    rows = session.scalars(select(Obligation).where(Obligation.thread_id == thread.id)).all()
    assert [row.closed_by for row in rows] == [ClosedBy.imported, ClosedBy.imported]
    assert thread_of(session, "905").reply_count == 0
    cast.do(show_post, cast.moritz, post_of(session, "question", "904").id)
    cast.do(show_post, cast.moritz, post_of(session, "answer", "9108").id)
    session.expire_all()
    assert owed(session)[thread.id] is OpenedBy.follow_up
    assert thread_of(session, "905").reply_count == 1
    assert resolve(session, GUEST, SOURCE, "answer", "9106")[0] == thread.id
    assert list(check(session)) == []


def test_locked_questions_come_in_closed(session, tmp_path):
    bring(session, tmp_path)
    closures = {row.thread_id: row for row in session.scalars(select(Closure))}
    assert closures.keys() == {thread_of(session, "904").id, thread_of(session, "906").id}
    closure = closures[thread_of(session, "906").id]
    assert (closure.reason, closure.closed_by_id) == ("Locked", None)
    assert closure.closed_at == post_of(session, "answer", "9109").created_at
    # Its word is no reason, and in one language alone: pages say it in theirs.
    mark = thread_page(session, GUEST, closure.thread_id).closure
    assert (mark.by, mark.reason) == (None, "")


def test_each_language_has_its_board_and_topics_are_tags(session, tmp_path):
    bring(session, tmp_path)
    boards = {board.name: board for board in session.scalars(select(Board))}
    assert boards.keys() == {"Thunderbird", "Thunderbird in italiano"}
    italian = boards["Thunderbird in italiano"]
    assert thread_of(session, "902").board_id == italian.id
    assert italian.parent_id == boards["Thunderbird"].id
    assert thread_of(session, "908").board_id == boards["Thunderbird"].id
    assert set(session.scalars(select(Tag.name))) == {"accounts", "calendar", "send-and-receive-email"}
    assert count(session, ThreadTag, ThreadTag.thread_id == thread_of(session, "907").id) == 0


def test_mail_addresses_are_masked_wherever_they_stand(session, tmp_path):
    bring(session, tmp_path)
    thread = thread_of(session, "907")
    version = session.get_one(Version, thread.title_version_id)
    assert session.get_one(Participant, thread.author_id).name == "jo…@…"
    assert thread.title == "Password of jo…@… refused"
    assert version.html == "<p>I am jo…@…, or jo…@….</p>"
    kept = [*session.scalars(select(Version.source)), *session.scalars(select(ImportedRow.external_id))]
    assert [text for text in kept if "example" in text and "@" in text.replace("…@…", "")] == []


def test_links_within_the_old_place_lead_there_and_pictures_are_links(session, tmp_path):
    bring(session, tmp_path)
    html = html_of(session, "903")
    assert 'href="https://support.mozilla.org/en-US/kb/calendar-basics"' in html
    assert 'href="https://pictures.example/calendar.png"' in html
    assert "<img" not in html


def test_tables_code_and_broken_markup_stay_readable(session, tmp_path):
    bring(session, tmp_path)
    odd = html_of(session, "908")
    assert "<td>993</td>" in odd and "Broken <em>markup</em>" in odd and "script" not in odd
    assert 'mail.theme = "dark" &lt;none&gt;' in html_of(session, "906")
    assert "<blockquote>" in html_of(session, "901")


def test_what_was_preformatted_gets_its_lost_lines_back(session, tmp_path):
    bring(session, tmp_path)
    html = html_of(session, "908")
    assert "<pre>Account one\n<a href=" in html and "imap.example</a>\na &lt;b&gt;" in html


def test_old_addresses_lead_to_questions(session, tmp_path):
    bring(session, tmp_path)
    bring(session, tmp_path)
    found = resolve(session, GUEST, SOURCE, "question", "901")
    assert resolve_path(session, GUEST, "/en-US/questions/901") == found
    assert resolve_path(session, GUEST, "/questions/901/") == found
    for path in ("/questions/904", "/questions/9", "/questions", "/en-US/kb/901", "/a/en-US/questions/901"):
        with pytest.raises(Absent):
            resolve_path(session, GUEST, path)


@pytest.mark.parametrize(
    ("address", "path", "found"),
    [
        ("/q/{id}", "/q/7", "7"),
        ("/{a}/q/{id}/{b}", "/x/q/7/title", "7"),
        ("/q/{id}", "/q/", ""),
        ("/q/{id}", "/Q/7", ""),
        ("/q/.*/{id}", "/q/x/7", ""),
    ],
)
def test_addresses_are_compared_part_by_part(address, path, found):
    assert id_in(address, path) == found


def test_gzipped_files_are_read_and_damaged_ones_said(session, tmp_path):
    folder = copy_of(tmp_path)
    for name in ("questions", "answers"):
        packed = gzip.compress((folder / f"{name}.csv").read_bytes())
        (folder / f"{name}.csv").unlink()
        (folder / f"{name}.csv.gz").write_bytes(packed)
    assert bring(session, tmp_path, folder).posts == 17
    (folder / "answers.csv.gz").write_bytes(packed[: len(packed) // 2])
    with pytest.raises(BadMapping, match=r"answers\.csv\.gz is damaged"):
        bring(session, tmp_path, folder)
    (folder / "questions.csv.gz").unlink()
    with pytest.raises(BadMapping, match=r"there is no questions\.csv"):
        bring(session, tmp_path, folder)


def test_broken_rows_are_kept_aside_and_come_in_once_mended(session, tmp_path):
    folder = copy_of(tmp_path, "answers.csv", "2025-02-01 11:00:00 +0000", "yesterday")
    with (folder / "questions.csv").open("ab") as file:
        file.write(b'1,2,3\n\n901,\xff\n"' + b"x" * (4 * 1024 * 1024 + 9) + b'"\n')
    lines = (folder / "questions.csv").read_text(encoding="utf-8", errors="replace").splitlines()
    twice = next(line for line in lines if line.startswith("905"))
    with (folder / "questions.csv").open("a") as file:
        file.write(f"{twice}\n{twice.replace('905', '', 1)}\n{twice.replace('905', '909', 1)[:-6]}lots,,,\n")
    bring(session, tmp_path, folder)
    reasons = {str(entry["reason"]).split(":")[0] for entry in rejected(tmp_path)}
    assert reasons >= {
        "the date can't be read",
        "the row has 3 values, not 27",
        "the row has 2 values, not 27",
        "the row is broken",
        "the id was there before",
        "id is no id",
        "the post it belongs to is missing",
    }
    assert count(session, Solution) == 0
    assert bring(session, tmp_path).posts == 1
    assert count(session, Solution) == 1
    assert list(check(session)) == []


def test_a_question_with_nothing_to_read_leaves_its_replies_out_as_well(session, tmp_path):
    folder = copy_of(tmp_path, "questions.csv", "<p>Is there one? </p>", "<p> </p>")
    text = (folder / "questions.csv").read_text(encoding="utf-8")
    start, end = text.index("<pre>"), text.index("</pre>") + len("</pre>")
    (folder / "questions.csv").write_text(text[:start] + text[end:], encoding="utf-8")
    assert bring(session, tmp_path, folder).posts == 15
    reasons = [(entry["reason"], entry["content"]["id"]) for entry in rejected(tmp_path)]
    assert reasons[1:] == [("there is nothing to read", "906"), ("the post it belongs to is missing", "9109")]
