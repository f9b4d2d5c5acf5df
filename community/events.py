"""Facts that effects follow: past tense, ids only, so an old fact can never carry a hidden text."""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened and was committed."""

    wait: ClassVar[dt.timedelta] = dt.timedelta(0)
    """How long effects leave it alone."""

    def payload(self) -> dict[str, Any]:
        """Return the ids as JSON can keep them."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class PostPublished(Event):
    """A post became readable."""

    post_id: int


@dataclass(frozen=True, slots=True)
class ThreadStands(Event):
    """A thread was opened, and the time to take it back is over: only now people are told of it."""

    wait: ClassVar[dt.timedelta] = dt.timedelta(seconds=60)

    post_id: int


@dataclass(frozen=True, slots=True)
class PostRevised(Event):
    """The live text of a post changed."""

    post_id: int


@dataclass(frozen=True, slots=True)
class PostHidden(Event):
    """A post, or with the question the whole thread, went out of sight."""

    post_id: int


@dataclass(frozen=True, slots=True)
class PostShown(Event):
    """A hidden post came back."""

    post_id: int


@dataclass(frozen=True, slots=True)
class SolutionMarked(Event):
    """A post was marked as the solution."""

    solution_id: int


@dataclass(frozen=True, slots=True)
class SolutionRemoved(Event):
    """A mark was taken away."""

    solution_id: int


@dataclass(frozen=True, slots=True)
class SolutionLocked(Event):
    """A moderator settled which answer is the solution."""

    thread_id: int


@dataclass(frozen=True, slots=True)
class ThreadStateChanged(Event):
    """A thread was closed or opened again."""

    thread_id: int


@dataclass(frozen=True, slots=True)
class DraftSubmitted(Event):
    """A version waits for a reader or, held, for a moderator."""

    draft_id: int


@dataclass(frozen=True, slots=True)
class DraftReturned(Event):
    """A reader gave a version back."""

    draft_id: int


@dataclass(frozen=True, slots=True)
class DraftRejected(Event):
    """A moderator refused a held text."""

    draft_id: int


@dataclass(frozen=True, slots=True)
class ObligationWaived(Event):
    """A named person said that nothing needs to be answered."""

    obligation_id: int


@dataclass(frozen=True, slots=True)
class NotificationMade(Event):
    """A member got a notification that is to reach them by mail as well."""

    notification_id: int


@dataclass(frozen=True, slots=True)
class MailRequested(Event):
    """A mail about an account is to be sent; the secret in its link is made when it is written."""

    kind: str
    member_id: int
    email: str


@dataclass(frozen=True, slots=True)
class MemberRenamed(Event):
    """Somebody has another name; only the index follows, which finds posts by it."""

    participant_id: int


@dataclass(frozen=True, slots=True)
class ThreadsImported(Event):
    """Threads came in from another system; only the index follows, and what stands beside threads."""

    first_thread_id: int
    last_thread_id: int


KNOWN: dict[str, type[Event]] = {kind.__name__: kind for kind in Event.__subclasses__()}
