"""A StackExchange dump comes in whole: people, dates, order, solutions, closures, tags, and what is owed."""

import datetime as dt

from sqlalchemy import select

from community.commands.imports.run import Tally
from community.model.boards import Tag
from community.model.members import Participant
from community.model.obligations import ClosedBy, Obligation, OpenedBy
from community.model.posts import Post, PostRevision, Solution
from community.model.records import ImportedRow, OutboxRow
from community.model.threads import Closure, Thread, ThreadTag
from community.model.versions import Version
from community.queries.check import check
from tests.dumps import EXCERPT, SOURCE, bring, copy_of, count, thread_of


def obligations_of(session, question: str) -> dict[OpenedBy, Obligation]:
    thread = thread_of(session, question)
    found = session.scalars(select(Obligation).where(Obligation.thread_id == thread.id))
    return {row.opened_by: row for row in found}


def test_everything_comes_in(session, tmp_path):
    tally = bring(session, tmp_path)
    assert tally == Tally(people=16, threads=8, posts=26, known=0, rejected=0)
    assert count(session, Post) == 26
    assert count(session, Tag) == 17
    assert count(session, ThreadTag) == 21
    assert list(check(session)) == []


def test_only_the_index_follows(session, tmp_path):
    bring(session, tmp_path)
    assert set(session.scalars(select(OutboxRow.event))) == {"ThreadsImported"}


def test_once_more_changes_nothing(session, tmp_path):
    bring(session, tmp_path)
    tables = (Post, Thread, Version, Participant, OutboxRow, ImportedRow, Obligation, Solution, Closure, Tag)
    before = [count(session, table) for table in tables]
    assert bring(session, tmp_path) == Tally(known=26)
    assert [count(session, table) for table in tables] == before


def test_dates_authors_and_scores_are_kept(session, tmp_path):
    bring(session, tmp_path)
    thread = thread_of(session, "100")
    question = session.scalars(select(Post).where(Post.thread_id == thread.id, Post.number == 1)).one()
    assert question.created_at == dt.datetime(2016, 12, 6, 19, 45, 41, 323_000, tzinfo=dt.UTC)
    assert thread.created_at == question.created_at
    assert question.score == 18
    assert session.get_one(Participant, thread.author_id).name == "Jarren Long"
    assert not session.get_one(Participant, thread.author_id).has_account


def test_the_accepted_answer_is_the_confirmed_solution_of_the_asker(session, tmp_path):
    bring(session, tmp_path)
    thread = thread_of(session, "100")
    solution = session.scalars(select(Solution).where(Solution.thread_id == thread.id)).one()
    assert solution.marked_by_id == thread.author_id
    assert solution.confirmed_at == solution.marked_at
    assert solution.post_id == session.get_one(ImportedRow, (SOURCE, "answer", "133")).post_id


def test_comments_stand_behind_the_post_they_are_on(session, tmp_path):
    bring(session, tmp_path)
    order = session.execute(
        select(ImportedRow.kind, ImportedRow.external_id)
        .join(Post, Post.id == ImportedRow.post_id)
        .where(Post.thread_id == thread_of(session, "134").id)
        .order_by(Post.number)
    )
    assert [tuple(row) for row in order] == [
        ("question", "134"),
        ("comment", "195"),
        ("answer", "139"),
        ("comment", "199"),
        ("comment", "200"),
        ("answer", "140"),  # written before the two comments above
    ]


def test_an_unanswered_question_is_owed_an_answer_since_its_date(session, tmp_path):
    bring(session, tmp_path)
    owed = obligations_of(session, "432")
    thread = thread_of(session, "432")
    assert owed.keys() == {OpenedBy.question}
    assert owed[OpenedBy.question].closed_at is None
    assert owed[OpenedBy.question].due_since == thread.created_at


def test_a_last_word_of_the_asker_is_owed_an_answer(session, tmp_path):
    bring(session, tmp_path)
    thread = thread_of(session, "1102")
    owed = obligations_of(session, "1102")
    assert owed[OpenedBy.question].closed_by is ClosedBy.imported
    follow_up = owed[OpenedBy.follow_up]
    last = session.scalars(select(Post).where(Post.thread_id == thread.id, Post.number == 3)).one()
    assert (follow_up.post_id, follow_up.due_since, follow_up.closed_at) == (last.id, last.created_at, None)
    assert thread.last_post_at == last.created_at


def test_a_question_nobody_else_wrote_in_still_waits_for_its_first_answer(session, tmp_path):
    bring(session, tmp_path)
    owed = obligations_of(session, "1119")
    assert owed.keys() == {OpenedBy.question}
    assert owed[OpenedBy.question].closed_at is None
    assert owed[OpenedBy.question].due_since == thread_of(session, "1119").last_post_at


def test_what_was_solved_or_answered_last_is_owed_nothing(session, tmp_path):
    bring(session, tmp_path)
    for question in ("100", "201", "774"):
        owed = obligations_of(session, question)
        assert [row.closed_by for row in owed.values()] == [ClosedBy.imported]


def test_closed_questions_stay_closed_for_their_reason(session, tmp_path):
    bring(session, tmp_path)
    closures = {
        row.reason: row
        for row in session.scalars(select(Closure))
        if row.thread_id in (thread_of(session, "22").id, thread_of(session, "774").id)
    }
    assert closures.keys() == {"Off topic", "Duplicate of question 568"}
    assert all(row.closed_by_id is None for row in closures.values())


def test_a_deleted_account_becomes_its_number(session, tmp_path):
    bring(session, tmp_path)
    author = session.get_one(Participant, thread_of(session, "201").author_id)
    assert author.name == "user254"
    row = session.get_one(ImportedRow, (SOURCE, "user", "254"))
    assert row.participant_id == author.id


def test_mail_addresses_as_names_are_masked_and_empty_names_replaced(session, tmp_path):
    folder = copy_of(tmp_path, Users=('DisplayName="Jarren Long"', 'DisplayName="jarren.long@example.org"'))
    text = (folder / "Users.xml").read_text(encoding="utf-8").replace('"Goufalite"', '"  "')
    (folder / "Users.xml").write_text(text, encoding="utf-8")
    bring(session, tmp_path, folder)
    assert session.get_one(Participant, thread_of(session, "100").author_id).name == "ja…@…"
    nameless = thread_of(session, "432").author_id
    row = session.scalars(select(ImportedRow).where(ImportedRow.participant_id == nameless)).one()
    assert session.get_one(Participant, nameless).name == f"user{row.external_id}"


def test_posts_without_an_owner_are_the_communitys(session, tmp_path):
    folder = copy_of(tmp_path, Posts=(' OwnerDisplayName="user254"', ""))
    bring(session, tmp_path, folder)
    assert session.get_one(Participant, thread_of(session, "201").author_id).name == "Community"


def test_texts_are_markdown_with_its_html(session, tmp_path):
    bring(session, tmp_path)
    version = session.scalars(
        select(Version)
        .join(PostRevision, PostRevision.version_id == Version.id)
        .join(ImportedRow, ImportedRow.post_id == PostRevision.post_id)
        .where(ImportedRow.kind == "question", ImportedRow.external_id == "1102")
    ).one()
    assert "<p>" not in version.source
    assert version.html.startswith("<p>")
    assert version.draft_id is None
    assert not version.by_staff


def test_what_markdown_cant_say_is_shown_as_it_was_sanitised(session, tmp_path):
    odd = "&lt;p&gt;See &lt;a href=&quot;http://flight%20mode&quot;&gt;this&lt;/a&gt;&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;"
    posts = (EXCERPT / "Posts.xml").read_text(encoding="utf-8")
    start = posts.index(' Body="', posts.index('<row Id="432"')) + len(' Body="')
    folder = copy_of(tmp_path, Posts=(posts[start : posts.index('"', start)], odd))
    bring(session, tmp_path, folder)
    version = session.get_one(Version, thread_of(session, "432").title_version_id)
    assert "this" in version.html
    assert "script" not in version.html
    assert list(check(session)) == []
