"""Says when each thing happens: drawn like people act, awake and one after the other, all before the end."""

import datetime as dt
import random
import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from community.demo.dates import BERLIN
from community.demo.script import Scene, Step

_UNITS: Final = {"m": "minutes", "h": "hours", "d": "days"}
_MINUTE: Final = dt.timedelta(minutes=1)
# Hours in which staff work and customers are awake, and minutes they take at least and at most.
_STAFF_HOURS, _OTHERS_HOURS = (8, 20), (7, 23)
_STAFF_TAKES, _ASKER_TAKES, _OTHERS_TAKE = (14, 80), (16, 420), (5, 110)


@dataclass(frozen=True, slots=True)
class Cue:
    """At this time, `act` the step `step` of the scene `scene`."""

    at: dt.datetime
    scene: int
    act: str
    step: int


def cues_of(
    number: int, scene: Scene, end: dt.datetime, staff: Container[str], chance: random.Random
) -> list[Cue]:
    """Return the cues of a scene in order; what would come after `end` is moved together before it."""
    start = _start(scene.at, end, chance)
    cues = list(_cues(number, scene, start, staff, chance))
    last, limit = cues[-1].at, end - _MINUTE
    if last <= limit:
        return cues
    squeeze = (limit - start) / (last - start)
    return [replace(cue, at=start + (cue.at - start) * squeeze) for cue in cues]


def in_order(cues: Sequence[Cue]) -> list[Cue]:
    """Return the cues of all scenes as they follow each other; each scene keeps its order."""
    return sorted(cues, key=lambda cue: (cue.at, cue.scene))


def span(words: str) -> dt.timedelta:
    """Return 17m, 3h or 2d as a span of time. Raises ValueError."""
    number, unit = int(words[:-1]), words[-1]
    return dt.timedelta(**{_UNITS[unit]: number})


def _start(at: str, end: dt.datetime, chance: random.Random) -> dt.datetime:
    if " " not in at:
        return end - span(at)
    days, hour, minute = map(int, re.split(r"d |:", at))
    day = end.astimezone(BERLIN).date() - dt.timedelta(days=days)
    return dt.datetime.combine(day, dt.time(hour, minute), BERLIN).astimezone(dt.UTC) + _drawn(chance, 0, 9)


def _cues(
    number: int, scene: Scene, start: dt.datetime, staff: Container[str], chance: random.Random
) -> Iterator[Cue]:
    now, marking = start, -1
    for index, step in enumerate(scene.steps):
        before = now
        now += _gap(step, scene, staff, chance) if index else dt.timedelta()
        if index and not step.after:
            now = _awake(now, _STAFF_HOURS if step.by in staff else _OTHERS_HOURS, chance)
        if marking >= 0:
            # Who thanks has marked a moment before.
            yield Cue(max(before, now - _MINUTE), number, "mark", marking)
            marking = -1
        # Who reads takes some minutes; what nobody has read yet was written just now.
        writing = now if step.waits else now - min(_drawn(chance, 4, 14), (now - before) / 2)
        yield from (replace(cue, scene=number, step=index) for cue in _step(step, writing, now, staff))
        if step.solved:
            marker = scene.asker if step.solved is True else step.solved
            if scene.steps[index + 1 : index + 2] and scene.steps[index + 1].by == marker:
                marking = index
            else:
                now += _drawn(chance, 6, 150)
                yield Cue(now, number, "mark", index)


def _step(step: Step, writing: dt.datetime, done: dt.datetime, staff: Container[str]) -> Iterator[Cue]:
    if step.do not in ("post", "revise") or step.by not in staff:
        yield Cue(done, 0, step.do, 0)
        return
    yield Cue(writing, 0, "draft" if step.do == "post" else "revise", 0)
    if step.returned:
        yield Cue(done, 0, "return", 0)
    elif not step.waits:
        yield Cue(done, 0, "approve", 0)


def _gap(step: Step, scene: Scene, staff: Container[str], chance: random.Random) -> dt.timedelta:
    if step.after:
        return span(step.after)
    if step.by in staff:
        return _drawn(chance, *_STAFF_TAKES)
    return _drawn(chance, *(_ASKER_TAKES if step.by == scene.asker else _OTHERS_TAKE))


def _awake(at: dt.datetime, hours: tuple[int, int], chance: random.Random) -> dt.datetime:
    local = at.astimezone(BERLIN)
    if hours[0] <= local.hour < hours[1]:
        return at
    day = local.date() + dt.timedelta(days=local.hour >= hours[1])
    morning = dt.datetime.combine(day, dt.time(hours[0]), BERLIN).astimezone(dt.UTC)
    return morning + _drawn(chance, 2, 55)


def _drawn(chance: random.Random, least: int, most: int) -> dt.timedelta:
    return dt.timedelta(minutes=chance.randint(least, most), seconds=chance.randint(0, 59))
