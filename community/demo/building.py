"""Builds the demo community: founded, peopled, played from the first cue to the last, and indexed."""

import datetime as dt
import random
from collections.abc import Callable, Mapping
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from community import access
from community.commands.notifications import mark_all_read
from community.commands.site import read_setting
from community.demo.acting import Company
from community.demo.dial import by_hand
from community.demo.founding import found_place
from community.demo.reacting import look_around, react
from community.demo.script import Place, read_place, read_scenes
from community.demo.timing import Cue, cues_of, in_order
from community.effects.documents import Documents
from community.effects.indexing import made_anew
from community.effects.notifying import Notifying
from community.effects.outbox import drain
from community.effects.similar_threads import Looking
from community.model.members import Participant
from community.model.threads import Thread
from community.search.engine import SearchEngine
from community.work import Work, unit_of_work

READ: Final = (4, 44)
"""Hours before the end at which members last looked at their notifications; what came later is new to them."""

TOLD: Final = dt.timedelta(days=10)
LATELY: Final = dt.timedelta(days=2)
ROUND: Final = 30
"""Cues after which facts of earlier days are followed, all at once."""

Progress = Callable[[int, int], object]
"""Told how many steps are done, of how many."""


class NotEmpty(Exception):
    """Somebody is here already, or wrote something, or founded the place."""


def build(
    sessions: sessionmaker[Session],
    engine: SearchEngine,
    *,
    end: dt.datetime,
    seed: int,
    passwords: Mapping[str, str],
    progress: Progress,
) -> None:
    """Build the community in an empty place, so that its last act is just before `end`.

    The same `seed` and `end` give the same words at the same times. No mail is sent: facts are told to what
    notifies and to nobody else. Raises NotEmpty, and leaves what there is when it is stopped half-way.
    """
    place, scenes = read_place(), read_scenes()
    chance = random.Random(seed)  # noqa: S311 - to look alive, not to be secret
    staff = {person.name for person in place.people.values() if person.team}
    cues = in_order(
        [cue for number, scene in enumerate(scenes) for cue in cues_of(number, scene, end, staff, chance)]
    )
    with sessions() as session, by_hand(end) as dial:
        if not is_empty(session):
            raise NotEmpty
        ids = found_place(session, place, end, dial, passwords)
        company = Company(session, place, scenes, ids, end, chance)
        looks = _looks(place, end, chance)
        for done, cue in enumerate(cues, 1):
            while looks and looks[-1][0] <= cue.at:
                at, name = looks.pop()
                dial.turn(at)
                _look(session, ids[name])
            dial.turn(cue.at)
            _act(company, cue)
            # Of what happened long ago nobody is told any more; to a minute it is only lately that it shows.
            if done % ROUND == 0 or end - cue.at < LATELY:
                drain(sessions, [Notifying(sessions)] if end - cue.at < TOLD else [])
            progress(done, len(cues))
        # A chance of their own, so that the times of all that happened stay what they were.
        react(session, place, ids, random.Random(seed))  # noqa: S311 - to look alive, not to be secret
    while drain(sessions, []):
        pass
    engine.rebuild(Documents(sessions))
    made_anew(sessions)
    looking = Looking(sessions, engine)
    while looking.some():
        pass


def is_empty(session: Session) -> bool:
    """Say whether nobody came, wrote or founded yet."""
    rows = (select(func.count()).select_from(Participant), select(func.count()).select_from(Thread))
    return not any(session.scalar(row) for row in rows) and not read_setting(Work(session), "founded")


def _act(company: Company, cue: Cue) -> None:
    try:
        company.act(cue)
    except Exception as error:
        error.add_note(f"in {cue.act} of step {cue.step} of {company.courses[cue.scene].scene.title!r}")
        raise


def _looks(place: Place, end: dt.datetime, chance: random.Random) -> list[tuple[dt.datetime, str]]:
    """Return when who last looks at their notifications, the latest first."""
    hours = {name: chance.uniform(*READ) for name in place.people}
    return sorted(((end - dt.timedelta(hours=hour), name) for name, hour in hours.items()), reverse=True)


def _look(session: Session, member_id: int) -> None:
    with unit_of_work(session) as work:
        actor = access.actor(session, member_id)
        mark_all_read(work, actor)
        look_around(work, actor)
