"""An import beside a running place takes locks in the order in which everybody does: threads, then counts of boards."""

import datetime as dt
import re

from sqlalchemy import select

from community.commands.imports.additions import known_posts
from community.commands.imports.batches import Import, Tally, bring_threads
from community.commands.imports.past import PastAuthor, PastPost, PastThread
from community.commands.imports.rejects import Rejects
from community.model.boards import Board
from community.queries.check import check
from tests.costs import statements

AT = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)


def past(number, replies):
    """A thread from elsewhere with so many replies by somebody else."""

    def post(kind, external_id, who):
        return PastPost(kind, external_id, PastAuthor(who, who), AT, 0, "Some words.", is_html=False)

    answers = tuple(post("answer", f"{number}-{place}", "helper") for place in range(replies))
    return PastThread("A question of old", post("question", str(number), "asker"), answers, board="here")


def bring(cast, folder, *threads):
    board = cast.session.scalar(select(Board.id).where(Board.slug == "internet"))
    run = Import(cast.session, "old", {"here": board}, Rejects(folder / "rejected"), Tally(), lambda *_: None)
    bring_threads(run, threads, 10)
    return run.tally


def test_what_is_added_to_is_locked_before_any_count_and_in_order(cast, tmp_path):
    bring(cast, tmp_path, past(1, 0), past(2, 1))
    with statements(cast) as sent:
        tally = bring(cast, tmp_path, past(2, 2), past(3, 1), past(1, 2))
    assert (tally.threads, tally.posts, tally.known) == (1, 5, 3)
    locks = [place for place, (words, _) in enumerate(sent) if words.rstrip().endswith("FOR UPDATE")]
    counts = [place for place, (words, _) in enumerate(sent) if words.startswith("UPDATE board_counts")]
    assert len(counts) >= 2
    if cast.database.backend == "postgresql":
        assert max(locks) < min(counts)
        assert re.search(r"ORDER BY threads\.id\s+FOR UPDATE", sent[locks[0]][0])
    with cast.database.session() as session:
        assert list(check(session)) == []


def test_an_id_longer_than_any_that_came_is_not_taken_for_one_that_did(cast, tmp_path):
    longest = "a" * 60
    bring(cast, tmp_path, past(longest, 0))
    assert known_posts(cast.session, "old", [past(longest, 0).question])
    assert known_posts(cast.session, "old", [past(f"{longest}a", 0).question]) == {}
