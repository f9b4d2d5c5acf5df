"""Real forums come in whole: every count is that of their files."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from community.commands.imports.batches import Tally
from community.commands.imports.mapping import load
from community.commands.imports.run import import_csv
from community.model.boards import Board, Tag
from community.model.obligations import ClosedBy, Obligation, OpenedBy
from community.model.posts import Hiding, Post, Solution
from community.model.records import ImportedRow
from community.model.threads import Closure, Thread
from community.model.versions import Version
from community.policy.actors import GUEST
from community.policy.visibility import visible_post, visible_thread
from community.queries.check import check
from community.text.emails import mask_email
from tests.dumps import SOURCE, count
from tests.dumps import bring as bring_dump

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def bring(session, folder: Path, data: Path) -> Tally:
    mapping = load("mozilla-support")
    return import_csv(session, folder, data, mapping, progress=lambda what, count, total: None)


def test_support_mozilla_org(session, tmp_path, real_data):
    folder = real_data("sumo-thunderbird-2025q1")
    assert bring(session, folder, tmp_path) == Tally(people=4303, threads=4526, posts=14_612)
    kinds = session.execute(select(ImportedRow.kind, func.count()).group_by(ImportedRow.kind))
    assert dict(kinds.all()) == {"question": 4526, "answer": 10_086, "user": 4303}
    shown = select(Thread.id).where(visible_thread(GUEST))
    assert session.scalar(select(func.count()).select_from(shown.subquery())) == 4526 - 297
    assert count(session, Solution) == 525
    assert count(session, Solution, Solution.thread_id.in_(shown)) == 512
    owed = session.scalars(select(Obligation).where(Obligation.closed_at.is_(None))).all()
    assert len(owed) == len({row.thread_id for row in owed}) == 937
    assert sum(row.opened_by is OpenedBy.question for row in owed) == 645
    closed = set(session.scalars(select(Obligation.closed_by).where(Obligation.closed_at.is_not(None))))
    assert closed == {ClosedBy.imported}
    assert count(session, Hiding, Hiding.thread_id.is_not(None)) == 297
    assert count(session, Hiding, Hiding.thread_id.is_(None)) == 12
    assert count(session, Closure) == 103
    assert count(session, Board) == 10
    assert session.scalar(select(func.max(Thread.numbers_given))) == 82
    seen = select(func.count()).select_from(Post).join(Thread, Thread.id == Post.thread_id)
    assert session.scalar(seen.where(visible_thread(GUEST), visible_post(GUEST))) == 14_612 - 297 - 439 - 12
    texts = session.execute(select(Version.source, Version.html, Version.excerpt, Version.title))
    assert [text for row in texts for text in row if text and mask_email(text) != text] == []
    assert list(check(session)) == []
    assert bring(session, folder, tmp_path) == Tally(known=14_612)


def test_german_questions_of_an_older_form(session, tmp_path, real_data):
    folder = real_data("sumo-german-pre2024")
    assert bring(session, folder, tmp_path) == Tally(people=101, threads=105, posts=110)
    assert list(check(session)) == []


def test_iot_stackexchange_com(session, tmp_path, real_data):
    folder = real_data("stackexchange-iot-2017") / SOURCE
    tally = bring_dump(session, tmp_path, folder)
    assert tally == Tally(people=1945, threads=320, posts=320 + 508 + 1607, known=0, rejected=0)
    kinds = session.execute(select(ImportedRow.kind, func.count()).group_by(ImportedRow.kind))
    assert dict(kinds.all()) == {
        "question": 320,
        "answer": 508,
        "comment": 1607,
        "user": 1945,
    }
    assert count(session, Solution) == 185
    assert count(session, Tag) == 199
    assert count(session, Closure) == 30
    assert count(session, Obligation, Obligation.opened_by == OpenedBy.question) == 320
    assert count(session, Obligation, Obligation.closed_at.is_(None)) == 21
    assert list(check(session)) == []
    assert bring_dump(session, tmp_path, folder) == Tally(known=2435)
