"""Where pages are kept: in the memory of a process, those asked for last, as many as fit."""

from collections import OrderedDict
from threading import Lock
from typing import NamedTuple, Protocol

from community.web.guest_pages.pages import Page
from community.web.guest_pages.questions import Question


class Stamp(NamedTuple):
    """When a page holds: while the version is this one and the minute has not passed."""

    version: str
    minute: int


class Shelf(Protocol):
    """A place for pages; losing one costs time alone."""

    def get(self, stamp: Stamp, question: Question) -> Page | None:
        """Return the page that answers `question` at `stamp`, None where it is not kept."""
        ...

    def put(self, stamp: Stamp, question: Question, page: Page) -> None:
        """Keep a page that was begun when `stamp` held already."""
        ...


class Memory:
    """The shelf of one process; every thread may use it."""

    def __init__(self, room: int) -> None:
        """Take pages of `room` bytes together."""
        self.room, self.filled = room, 0
        self._lock = Lock()
        self._stamp: Stamp | None = None
        self._pages: OrderedDict[Question, Page] = OrderedDict()

    def get(self, stamp: Stamp, question: Question) -> Page | None:
        """Return the page that answers `question` at `stamp`, None where it is not kept."""
        with self._lock:
            if stamp != self._stamp:
                return None
            page = self._pages.get(question)
            if page is not None:
                self._pages.move_to_end(question)
            return page

    def put(self, stamp: Stamp, question: Question, page: Page) -> None:
        """Keep a page; whatever was kept at another stamp is of no use any more."""
        with self._lock:
            if stamp != self._stamp:
                self._pages.clear()
                self._stamp, self.filled = stamp, 0
            before = self._pages.pop(question, None)
            self.filled += page.size - (before.size if before else 0)
            self._pages[question] = page
            while self.filled > self.room:
                self.filled -= self._pages.popitem(last=False)[1].size


class Both:
    """A near shelf, and a far one that is asked where the near one has nothing."""

    def __init__(self, near: Shelf, far: Shelf) -> None:
        self.near, self.far = near, far

    def get(self, stamp: Stamp, question: Question) -> Page | None:
        """Return the page that answers `question` at `stamp`, None where it is not kept."""
        page = self.near.get(stamp, question)
        if page is None and (page := self.far.get(stamp, question)) is not None:
            self.near.put(stamp, question, page)
        return page

    def put(self, stamp: Stamp, question: Question, page: Page) -> None:
        """Keep a page on both."""
        self.near.put(stamp, question, page)
        self.far.put(stamp, question, page)
