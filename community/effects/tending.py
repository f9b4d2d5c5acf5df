"""What comes about by itself: proposals ripen into marks, and askers are reminded of what they left open."""

from collections.abc import Callable

from community.commands.solution_proposals import confirm_proposals
from community.commands.solution_reminders import remind_askers
from community.effects.outbox import Sessions
from community.work import Work, unit_of_work


def tend(sessions: Sessions) -> None:
    """Do what time alone makes due."""
    for act in (confirm_proposals, remind_askers):
        while _done(sessions, act):
            pass


def _done(sessions: Sessions, act: Callable[[Work], int]) -> int:
    with sessions() as session, unit_of_work(session) as work:
        return act(work)
