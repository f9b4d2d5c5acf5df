"""Notes searches that found nothing: the words, never the person."""

import datetime as dt
from typing import Final

from sqlalchemy import delete, select, update

from community import clock
from community.commands.single_rows import put_row
from community.model.members import Participant
from community.model.missed_searches import MissedSearch
from community.text.names import name_key
from community.text.searched import worth_keeping
from community.work import Work

KEPT: Final = dt.timedelta(days=180)
"""Long enough to see what is missing each half year, and no longer."""
MOST_A_DAY: Final = 2_000
"""Different words noted on a day; a program that tries words must not fill the disk."""


def note_missed_search(work: Work, searched: str) -> bool:
    """Count words that found nothing today; say whether they were worth it: no private data, nobody's name."""
    words = worth_keeping(searched)
    if not words or _names_somebody(work, words):
        return False
    today = clock.now().date()
    counted = (
        update(MissedSearch)
        .where(MissedSearch.words == words, MissedSearch.day == today)
        .values(count=MissedSearch.count + 1)
        .returning(MissedSearch.count)
    )
    if work.session.scalar(counted) is not None:
        return True
    fullest = select(MissedSearch.words).where(MissedSearch.day == today).offset(MOST_A_DAY - 1).limit(1)
    if work.session.scalar(fullest) is not None:
        return False
    if not put_row(work, MissedSearch, {"words": words, "day": today}, count=1):
        work.session.execute(counted)
    return True


def forget_missed_searches(work: Work) -> None:
    """Delete what is older than half a year."""
    work.session.execute(delete(MissedSearch).where(MissedSearch.day < (clock.now() - KEPT).date()))


def _names_somebody(work: Work, words: str) -> bool:
    parts = words.split()
    spans = [" ".join(parts[start:end]) for start in range(len(parts)) for end in range(start + 1, start + 4)]
    keys = {name_key(span) for span in spans}
    return (
        work.session.scalar(select(Participant.id).where(Participant.name_key.in_(keys)).limit(1)) is not None
    )
