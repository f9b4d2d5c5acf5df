"""Writes mails as .eml files into a folder: the default, and what the tests read."""

import os
import secrets
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path

from community import clock
from community.mail.mailer import Undeliverable


class FileMailer:
    """Puts each mail into a file of its own, readable by its owner alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, message: EmailMessage) -> None:
        """Write `message` whole or not at all; the names of the files sort by time. Raises Undeliverable."""
        name = f"{clock.now():%Y%m%dT%H%M%S.%f}-{secrets.token_hex(4)}"
        unfinished = self.folder / f".{name}.part"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(unfinished, message.as_bytes())
            unfinished.rename(self.folder / f"{name}.eml")
        except OSError as error:
            with suppress(OSError):
                unfinished.unlink()
            raise Undeliverable(f"can't write into {self.folder}: {error.strerror}") from error


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
