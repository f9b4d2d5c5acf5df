"""Everything the worker does, in lanes that never wait for each other: facts, mail, the index, similar threads."""

import time
from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Final

import structlog
from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

from community.commands.missed_searches import note_missed_search
from community.effects.documents import Documents
from community.effects.effect import Effect
from community.effects.index_health import IndexHealth
from community.effects.indexing import Indexing, made_anew
from community.effects.lanes import Lane
from community.effects.mailing import Mailing
from community.effects.notifying import Notifying
from community.effects.outbox import drain, free, prune
from community.effects.similar_threads import Looking
from community.effects.sweeping import sweep
from community.effects.sweeping_uploads import sweep_uploads
from community.effects.tending import tend
from community.effects.turns import Taken, in_turn
from community.events import KNOWN
from community.mail.opening import mailer, sender
from community.model.engine import engine_options, prepare_engine
from community.model.turns import Turn
from community.search.engine import SearchUnavailable
from community.search.opening import open_engine
from community.settings import Settings
from community.storage.opening import open_store
from community.work import unit_of_work

MAIL: Final = frozenset(kind.__name__ for kind in Mailing.follows)
"""Facts that only a mail follows. A slow mail server must not keep a new post from being found."""
LEFT: Final[dict[Turn, Collection[str]]] = {Turn.facts: MAIL, Turn.mail: KNOWN.keys() - MAIL}
"""The facts that each of the two lanes leaves to the other."""
A_WHILE: Final = 5.0
"""Seconds of looking for similar threads, before it is seen whether something else waits."""
AT_ONCE: Final = 0.01
"""Seconds to wait for a turn that is as well done by who has it."""

log = structlog.get_logger(__name__)


class Crew:
    """The work of one worker process; every thread may call its methods, a lane lets in one at a time."""

    def __init__(self, settings: Settings) -> None:
        engine = prepare_engine(create_engine(settings.database_url, **engine_options(settings.database_url)))
        self.engine, self.sessions = engine, sessionmaker(engine)
        search = open_engine(settings)
        self.store = open_store(settings)
        self.index = IndexHealth(search, Documents(self.sessions), settings.data)
        following: list[Effect] = [Indexing(self.sessions, search, self.index), Notifying(self.sessions)]
        mailing = Mailing(
            self.sessions, mailer(settings), partial(sender, settings), settings.base_url, settings.secret_key
        )
        self._facts = Lane(partial(self._drain, Turn.facts, following, 100))
        # Each mail is noted down as sent before the next one is: a kill sends no more than one of them twice.
        self._mail = Lane(partial(self._drain, Turn.mail, [mailing], 1))
        self._looking = Looking(self.sessions, search)
        self._similar = Lane(self._look_for_similar)
        self._mending = Lane(self._mend)

    def begin(self) -> None:
        """Take up at once what workers before us left, and what waits to be tried again."""
        for turn, leave in LEFT.items():
            _guarded("begin", partial(self._free, turn, leave))

    def follow(self) -> None:
        """Do what waits in the outbox, and make the index anew if it was found to be lost."""
        _guarded("facts", self._facts)
        _guarded("mail", self._mail)
        self.index.look()
        if self.index.lost:
            _guarded("index", self._mending)
        if not self.index.lost:
            _guarded("similar", self._similar)

    def note_missed_search(self, words: str) -> None:
        """Count a search that found nothing; losing one harms nobody."""
        _guarded("missed_searches", lambda: self._note(words))

    def tidy(self) -> None:
        """Do what time alone makes due, and take away rows that have had their time."""
        _guarded("tidy", self._tidy)

    def tidy_content(self) -> None:
        """Take away uploads that came to nothing, with their content."""
        _guarded("uploads", self._tidy_content)

    def _note(self, words: str) -> None:
        with self.sessions() as session, unit_of_work(session) as work:
            note_missed_search(work, words)

    def _drain(self, turn: Turn, effects: Sequence[Effect], limit: int) -> None:
        with in_turn(self.engine, turn) as still_ours:
            # Whoever was in this lane is out of it: what they had taken and not finished is for us.
            free(self.sessions, leave=LEFT[turn], tried=False)
            while drain(self.sessions, effects, limit, leave=LEFT[turn]):
                still_ours()

    def _free(self, turn: Turn, leave: Collection[str]) -> None:
        with in_turn(self.engine, turn):
            free(self.sessions, leave=leave)

    def _look_for_similar(self) -> None:
        until = time.monotonic() + A_WHILE
        with in_turn(self.engine, Turn.similar, AT_ONCE) as still_ours:
            try:
                while time.monotonic() < until and self._looking.some():
                    still_ours()
            except SearchUnavailable as error:
                if error.damaged:
                    self.index.report()
                raise

    def _mend(self) -> None:
        with in_turn(self.engine, Turn.index, AT_ONCE):
            if not self.index.mend():
                return
        made_anew(self.sessions)
        self._free(Turn.facts, MAIL)
        self._facts()

    def _tidy(self) -> None:
        with in_turn(self.engine, Turn.tidy, AT_ONCE):
            for work in (tend, prune, sweep):
                _guarded(work.__name__, partial(work, self.sessions))

    def _tidy_content(self) -> None:
        with in_turn(self.engine, Turn.content, AT_ONCE):
            sweep_uploads(self.sessions, self.store)


def _guarded(name: str, work: Callable[[], object]) -> None:
    """Let no failure of one kind of work keep the others from theirs; it is tried again in a minute."""
    try:
        work()
    except Taken:
        log.debug("turn_taken", lane=name)
    except Exception as error:
        # The message may hold a person's words; the type and the lane are enough to find the place.
        log.error("worker_failed", lane=name, error=type(error).__name__)
