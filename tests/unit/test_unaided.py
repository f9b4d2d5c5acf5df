"""What a worker does of its own while its queue is away."""

import threading
from types import SimpleNamespace

import pytest

from community.effects import unaided
from community.effects.unaided import Unaided


def crew(done, gate=None):
    def follow():
        done.append("follow")
        if gate is not None:
            gate.wait(10)

    return SimpleNamespace(
        follow=follow, tidy=lambda: done.append("tidy"), tidy_content=lambda: done.append("content")
    )


@pytest.mark.parametrize(
    ("minute", "hour", "expected"),
    [
        (60.0, 3600.0, ["follow"]),
        (0.0, 3600.0, ["tidy", "follow"]),
        (0.0, 0.0, ["tidy", "follow", "content"]),
    ],
)
def test_it_does_what_is_due(monkeypatch, minute, hour, expected):
    monkeypatch.setattr(unaided, "MINUTE", minute)
    monkeypatch.setattr(unaided, "HOUR", hour)
    done, worker = [], Unaided()
    worker.finish(0)
    worker.work(crew(done))
    worker.finish(10)
    assert done == expected


def test_it_does_one_thing_at_a_time():
    done, gate, worker = [], threading.Event(), Unaided()
    for _ in range(3):
        worker.work(crew(done, gate))
    gate.set()
    worker.finish(10)
    assert done == ["follow"]
    worker.work(crew(done))
    worker.finish(10)
    assert done == ["follow", "follow"]
