"""What stands beside a thread is asked for once in some minutes, for each kind of reader."""

from community.search.engine import Hit
from community.search.remembering import Remembering


class Engine:
    """Finds one thread and notes what it was asked."""

    def __init__(self):
        self.asked = []

    def similar(self, title, *, limit, boards=None, besides=None):
        self.asked.append((title, limit, boards, besides))
        return [Hit(1, 1, 1.0, solved=False)]


def test_asks_once_for_each_thread_and_each_kind_of_reader():
    engine = Engine()
    remembering = Remembering(engine)

    def beside(thread_id, boards=frozenset({1})):
        return remembering.beside("Router", thread_id, limit=5, boards=boards)

    assert beside(7) == beside(7) == [Hit(1, 1, 1.0, solved=False)]
    assert engine.asked == [("Router", 5, frozenset({1}), 7)]
    beside(7, boards=None)
    beside(8)
    assert len(engine.asked) == 3
