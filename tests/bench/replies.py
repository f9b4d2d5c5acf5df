"""What writing costs: replies sent one after the other, each in a thread of its own."""

from typing import Any

from tests.bench.community import CUSTOMER
from tests.bench.pages import reply_threads
from tests.bench.places import Place
from tests.bench.processes import Groups, spent
from tests.bench.visitor import Visitor
from tests.servers import Server
from tests.waiting import until

COUNT = 200
WAITING = (
    "SELECT count(*) FROM outbox WHERE done_at IS NULL AND dead_at IS NULL AND available_at <= created_at"
)
TEXT = "Das hatte ich auch. Nach einem **Neustart** des Routers lief es wieder.\n\nSiehe die Anleitung, Seite {}."


def measure_replies(place: Place, server: Server, groups: Groups, count: int = COUNT) -> dict[str, Any]:
    """Send replies and return wall milliseconds (median, p95) and CPU milliseconds of each one.

    Every one is on the disk when it is answered. What the worker does afterwards (index, notifications) is counted
    until nothing waits any more.
    """
    visitor = Visitor(server.url)
    visitor.sign_in(CUSTOMER)
    waiting = [
        visitor.form(path, f"/threads/{thread_id}/posts") for thread_id, path in reply_threads(place, count)
    ]
    before = spent(groups)
    seconds = sorted(visitor.send(form, body=TEXT.format(number)) for number, form in enumerate(waiting))
    answered = spent(groups).since(before)
    # Each look is a connection of its own, and on PostgreSQL a process: none of it is what a reply costs.
    until(lambda: place.ask(WAITING) == [(0,)], "the worker to have followed all replies", 300, every=2)
    followed = spent(groups).since(before)
    sent = len(seconds)
    return {
        "count": sent,
        "median_ms": round(seconds[sent // 2] * 1000, 1),
        "p95_ms": round(seconds[sent * 95 // 100] * 1000, 1),
        "web_ms": round(answered.web / sent, 2),
        "worker_ms": round(followed.worker / sent, 2),
        "database_ms": round(followed.database / sent, 2),
    }
