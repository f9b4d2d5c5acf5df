"""The service desk: queue, cases, drafts and second readings."""

from community.web.desk import cases, drafts, held, missed_searches, new_threads, queue, readings
from community.web.desk.blueprint import blueprint

__all__ = ["blueprint", "cases", "drafts", "held", "missed_searches", "new_threads", "queue", "readings"]
