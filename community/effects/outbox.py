"""Drains the outbox: a fact reaches every effect that follows it at least once, or is a dead letter."""

import datetime as dt
import traceback
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import structlog
from sqlalchemy import ColumnElement, and_, delete, or_, select, update
from sqlalchemy.orm import Session

from community import clock
from community.effects.effect import Effect, Fact
from community.events import KNOWN
from community.model.engine import to_write
from community.model.records import OutboxRow

Sessions = Callable[[], Session]
Failures = dict[int, tuple[str, bool]]
"""Why each fact failed, and whether trying again would be in vain."""

TRIES = 8
# 5 s, 20 s, ... 5.7 h: eight tries last 7.6 hours, so a server away for a night costs nobody a mail.
FIRST_WAIT, WAIT_GROWTH = dt.timedelta(seconds=5), 4
# Longer than a batch takes; who is the next in the lane, or starts alone, need not wait for it (see free).
LEASE = dt.timedelta(minutes=10)
FARTHEST = 2 * LEASE, dt.timedelta(days=1)
"""Nothing waits as long, before the first try and after one: what seems to was written while the clock was wrong."""
KEPT = dt.timedelta(days=7)

log = structlog.get_logger(__name__)


def drain(
    sessions: Sessions, effects: Sequence[Effect], limit: int = 100, *, leave: Collection[str] = ()
) -> int:
    """Tell up to `limit` waiting facts, oldest first, to the `effects` that follow them; return how many.

    Facts named in `leave` are left for another drain. What fails waits exponentially longer and is dead after
    eight tries; the reason is kept without anybody's words in it.
    """
    facts = _take(sessions, limit, leave)
    if not facts:
        return 0
    failed: Failures = {}
    for effect in effects:
        asked = [fact for fact in facts if type(fact.event) in effect.follows]
        failed |= _tell(effect, asked)
    _settle(sessions, [fact.id for fact in facts], failed)
    return len(facts)


def free(sessions: Sessions, *, leave: Collection[str] = (), tried: bool = True) -> None:
    """Let everything that waits be taken now, but for facts named in `leave`; without `tried` only what a
    drain took that died with it, not what failed and is to be tried later.

    Only where no other drain of them is under way: in their own lane, or when the one worker starts.
    """
    now = clock.now()
    waiting = (OutboxRow.done_at.is_(None), OutboxRow.dead_at.is_(None), OutboxRow.event.not_in(leave))
    wanted = () if tried else (OutboxRow.attempts == 0,)
    # What waits on purpose goes on waiting.
    patient = {name: kind.wait for name, kind in KNOWN.items() if kind.wait}
    due = and_(
        *(or_(OutboxRow.event != name, OutboxRow.created_at <= now - wait) for name, wait in patient.items())
    )
    late = (*waiting, *wanted, due, OutboxRow.available_at > now)
    with sessions() as session:
        if session.scalar(select(OutboxRow.id).where(*late).limit(1)) is None:
            return
        _writing(session)
        session.execute(update(OutboxRow).where(*late).values(available_at=now))
        session.commit()


def prune(sessions: Sessions) -> int:
    """Delete what was done more than seven days ago; return how many rows."""
    with sessions() as session:
        _writing(session)
        gone = session.execute(delete(OutboxRow).where(OutboxRow.done_at < clock.now() - KEPT))
        session.commit()
        return int(getattr(gone, "rowcount", 0))


def _take(sessions: Sessions, limit: int, leave: Collection[str]) -> list[Fact]:
    """Lease the oldest waiting rows: other workers skip them now and do not see them after."""
    now = clock.now()
    with sessions() as session:
        due = (OutboxRow.done_at.is_(None), OutboxRow.dead_at.is_(None), _has_come(now))
        wanted = select(OutboxRow.id).where(*due, OutboxRow.event.not_in(leave))
        if session.scalar(wanted.limit(1)) is None:
            return []
        _writing(session)
        rows = session.scalars(
            select(OutboxRow)
            .where(*due, OutboxRow.event.not_in(leave))
            .order_by(OutboxRow.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        ).all()
        facts = [fact for row in rows if (fact := _read(row))]
        for row in rows:
            row.available_at = now + LEASE
        session.commit()
        return facts


def _has_come(now: dt.datetime) -> ColumnElement[bool]:
    """Rows whose time has come, or can't be meant."""
    untried, tried = FARTHEST
    return or_(
        OutboxRow.available_at <= now,
        and_(OutboxRow.attempts == 0, OutboxRow.available_at > now + untried),
        OutboxRow.available_at > now + tried,
    )


def _read(row: OutboxRow) -> Fact | None:
    """Return the fact in a row; one that this program does not know (a newer one wrote it) is dead."""
    try:
        return Fact(row.id, row.created_at, KNOWN[row.event](**row.payload))
    except (KeyError, TypeError):
        row.dead_at, row.error = clock.now(), "unknown kind of fact"
        return None


def _tell(effect: Effect, facts: Sequence[Fact]) -> Failures:
    """Tell `facts` together; where that fails one by one, so that one bad fact holds up no other."""
    if len(facts) > 1 and not effect.together:
        return _one_by_one(effect, facts)
    try:
        if facts:
            effect(facts)
    except Exception as error:
        if len(facts) > 1:
            return _one_by_one(effect, facts)
        reason = _reason(effect, error)
        log.warning("effect_failed", effect=effect.name, fact=facts[0].id, reason=reason)
        return {facts[0].id: (reason, bool(getattr(error, "final", False)))}
    return {}


def _one_by_one(effect: Effect, facts: Sequence[Fact]) -> Failures:
    failed: Failures = {}
    for fact in facts:
        failed |= _tell(effect, [fact])
    return failed


def _reason(effect: Effect, error: Exception) -> str:
    """Say what went wrong and where; never the message, which may quote a person's words or address."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return f"{effect.name}: {type(error).__name__} at {place}"[:300]


def _settle(sessions: Sessions, taken: Sequence[int], failed: Failures) -> None:
    now = clock.now()
    with sessions() as session:
        _writing(session)
        for row in session.scalars(select(OutboxRow).where(OutboxRow.id.in_(taken)).order_by(OutboxRow.id)):
            if row.id not in failed:
                row.done_at, row.error = now, ""
                # Ids stay for the log; an address has no reason to be kept once its mail is out.
                row.payload = {key: value for key, value in row.payload.items() if isinstance(value, int)}
                continue
            row.error, in_vain = failed[row.id]
            row.attempts += 1
            row.available_at = now + FIRST_WAIT * WAIT_GROWTH ** (row.attempts - 1)
            if in_vain or row.attempts >= TRIES:
                row.dead_at = now
                log.error("dead_letter", fact=row.id, fact_kind=row.event, reason=row.error)
        session.commit()


def _writing(session: Session) -> None:
    """Begin anew, as a writer: on SQLite the lock is taken at BEGIN, so nobody comes between."""
    session.rollback()
    to_write(session)
