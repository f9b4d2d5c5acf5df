"""Dumps with broken rows, odd titles and missing files come in as far as they can be read."""

import shutil

import pytest
from sqlalchemy import func, select

from community.access import Absent
from community.commands.boards import create_board
from community.commands.imports.staging import Staging
from community.commands.replies import reply
from community.model.boards import Board, Tag
from community.model.posts import Post, Solution
from community.policy.actors import GUEST
from community.policy.verdicts import Refused
from community.queries.check import check
from community.queries.imported import resolve
from community.work import unit_of_work
from tests.dumps import EXCERPT, SOURCE, bring, copy_of, count, rejected, thread_of


def test_broken_rows_are_kept_aside_and_the_rest_comes_in(session, tmp_path):
    folder = copy_of(
        tmp_path,
        Posts=('<row Id="100" ', '<row Id="100" <broken '),
        Comments=('PostId="', 'PostIt="'),
        Users=("</users>", '<!DOCTYPE x [<!ENTITY e "e">]>\n</users>'),
        Votes=('CreationDate="2016', 'CreationDate="soon'),
    )
    with (folder / "Tags.xml").open("ab") as file:
        file.write(b'\n<row Id="1" />\n<row Id="2" TagName="\xff" />\n<row ' + b"x" * 3_000_000 + b" />\n")
    tally = bring(session, tmp_path, folder)
    reasons = [(entry["file"], entry["reason"]) for entry in rejected(tmp_path)]
    assert len(reasons) == tally.rejected
    said = {f"{file} {str(reason).split(':')[0]}" for file, reason in reasons}
    assert said >= {
        "Posts.xml the row is broken",
        "Posts.xml the post it belongs to is missing",
        "Comments.xml PostId is missing",
        "Users.xml the line is no row",
        "Tags.xml TagName is missing",
        "Tags.xml the row is broken",
        "Tags.xml the line is too long",
    }
    broken = next(
        entry for entry in rejected(tmp_path) if str(entry["reason"]).startswith("the row is broken")
    )
    lines = (folder / "Posts.xml").read_text(encoding="utf-8").splitlines()
    assert lines[int(str(broken["line"])) - 1].strip() == broken["content"]
    assert tally.threads == 7
    assert list(check(session)) == []


@pytest.mark.parametrize("score", ["5000000000", "-" + 40 * "9", "many"])
def test_a_score_beyond_all_bounds_leaves_its_row_out(session, tmp_path, score):
    folder = copy_of(tmp_path, Posts=('Score="5"', f'Score="{score}"'))
    assert bring(session, tmp_path, folder).threads > 0
    assert any(str(entry["reason"]).startswith("the score") for entry in rejected(tmp_path))
    assert session.scalar(select(func.max(func.abs(Post.score)))) < 10_000
    assert list(check(session)) == []


def test_a_mended_row_comes_in_later_even_when_people_went_on_writing(cast, tmp_path):
    session = cast.session
    broken = copy_of(tmp_path, Posts=('<row Id="133" ', '<row Id="133" <broken '))
    bring(session, tmp_path, broken, "internet")
    thread = thread_of(session, "100")
    assert count(session, Solution) < 5
    cast.do(reply, cast.mara, thread.id, source="Still of interest.")
    assert bring(session, tmp_path, EXCERPT, "internet").posts > 0
    assert bring(session, tmp_path, EXCERPT, "internet").posts == 0
    session.expire_all()
    thread = thread_of(session, "100")
    assert thread.last_author_id == cast.mara.id
    assert count(session, Solution, Solution.thread_id == thread.id) == 1
    assert list(check(session)) == []


def test_old_ids_lead_to_posts_for_those_who_may_see_them(cast, tmp_path):
    session = cast.session
    bring(session, tmp_path, board="members")
    thread_id, post_id = resolve(session, cast.mara, SOURCE, "answer", "133")
    assert thread_id == thread_of(session, "100").id
    assert session.get_one(Post, post_id).thread_id == thread_id
    for actor, kind, external_id in (
        (GUEST, "answer", "133"),
        (cast.mara, "answer", "9999999"),
        (cast.mara, "user", "254"),
    ):
        with pytest.raises(Absent):
            resolve(session, actor, SOURCE, kind, external_id)


def test_threads_go_to_the_board_named_or_one_named_after_the_source(session, tmp_path):
    with unit_of_work(session) as work:
        create_board(work, None, "Devices", board_slug="devices", several_solutions=True)
    bring(session, tmp_path, board="devices")
    assert set(session.scalars(select(Board.slug))) == {"devices"}
    other = tmp_path / "other.example"
    shutil.copytree(EXCERPT, other)
    bring(session, tmp_path, other)
    assert set(session.scalars(select(Board.slug))) == {"devices", "other-example"}
    with pytest.raises(Absent):
        bring(session, tmp_path, board="nowhere")


def test_tags_that_share_an_address_stay_apart(session, tmp_path):
    folder = copy_of(tmp_path, Posts=("&lt;coap&gt;", "&lt;c&gt;&lt;c++&gt;"))
    bring(session, tmp_path, folder)
    assert set(session.scalars(select(Tag.slug).where(Tag.name.in_(["c", "c++"])))) == {"c", "c-2"}


def test_odd_titles_are_made_to_fit(session, tmp_path):
    folder = copy_of(tmp_path, Posts=('Title="Configuring LoraWan Gateway"', f'Title="{"word " * 60}"'))
    text = (folder / "Posts.xml").read_text(encoding="utf-8")
    text = text.replace('Title="Is CoAP still used for IoT devices?"', 'Title="?"')
    (folder / "Posts.xml").write_text(text, encoding="utf-8")
    bring(session, tmp_path, folder)
    assert thread_of(session, "1102").title.endswith("word…")
    assert len(thread_of(session, "100").title) > 20
    assert list(check(session)) == []


def test_a_text_with_nothing_to_read_is_left_out(session, tmp_path):
    comments = (EXCERPT / "Comments.xml").read_text(encoding="utf-8")
    start = comments.index(' Text="') + len(' Text="')
    folder = copy_of(tmp_path, Comments=(comments[start : comments.index('"', start)], " "))
    assert bring(session, tmp_path, folder).posts == 25
    assert [entry["reason"] for entry in rejected(tmp_path)] == ["there is nothing to read"]


def test_only_a_dump_is_taken_and_only_once_at_a_time(session, tmp_path):
    with pytest.raises(Refused, match="no_dump"):
        bring(session, tmp_path, tmp_path)
    (tmp_path / "imports" / SOURCE).mkdir(parents=True)
    running = Staging(tmp_path / "imports" / SOURCE / "staging.db")
    with pytest.raises(Refused, match="import_running"):
        bring(session, tmp_path)
    running.close()
    assert bring(session, tmp_path).posts == 26


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_scratch_file_that_cant_be_written_is_said(session, tmp_path):
    (tmp_path / "imports" / SOURCE / "staging.db").mkdir(parents=True)
    with pytest.raises(OSError, match="staging"):
        bring(session, tmp_path)
