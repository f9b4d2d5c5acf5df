"""Any order of asking, answering, reading, accepting and hiding keeps promises 1, 2 and 8, on both databases."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    rule,
    run_state_machine_as_test,
)

from tests.property.threads_judging import Judges
from tests.property.threads_model import (
    ACTS,
    BOARDS,
)
from tests.property.threads_promises import Promises
from tests.property.threads_writing import Writers


class Threads(Writers, Judges, Promises):
    """Everything that people do, in any order."""

    @initialize()
    def begin(self) -> None:
        """Start where things can happen: questions, replies, an answer that was read and one that waits."""
        for board in BOARDS:
            self.ask("Mara", board)
        for place, who in enumerate(("Holger", "Rolf", "Mara")):
            self.reply(place, who, tick=True)
            self.draft(place, "Svea", "usual")
        self.approve(0, "Jana", late=False)

    @rule(step=st.one_of([st.tuples(st.just(name), given) for name, given in ACTS.items()]))
    def happen(self, step: tuple[str, dict[str, Any]]) -> None:
        name, given = step
        getattr(self, name)(**given)


def test_any_order_of_things_keeps_the_promises(
    backend: str, new_cast_url: Callable[[], str], pytestconfig: pytest.Config
) -> None:
    everything = pytestconfig.getoption("everything")
    run_state_machine_as_test(
        lambda: Threads(new_cast_url, backend),
        settings=settings(
            max_examples=300 if everything else 20,
            stateful_step_count=60,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
