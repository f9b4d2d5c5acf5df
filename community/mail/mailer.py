"""What every way of sending mail offers."""

from email.message import EmailMessage
from typing import Protocol


class Undeliverable(Exception):
    """The mail did not go out; `final`: trying again would be in vain. The message names no person."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.final = final


class Mailer(Protocol):
    """Sends mails, or puts them where they can be read."""

    def send(self, message: EmailMessage) -> None:
        """Hand `message` over for good, or raise Undeliverable and have handed over nothing."""
        ...
