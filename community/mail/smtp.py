"""Sends mails over SMTP, encrypted from the start (smtps) or as soon as the server offers it (smtp)."""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Final
from urllib.parse import unquote, urlsplit

from community.mail.mailer import Undeliverable

TIMEOUT: Final = 20.0
"""Seconds; a server that says nothing for so long will be asked again later."""
_LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class SmtpMailer:
    """Hands mails to one server."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    encrypted: bool = False

    def send(self, message: EmailMessage) -> None:
        """Send `message`. Raises Undeliverable, final where the server refused it for good."""
        try:
            with self._connect() as server:
                self._introduce(server)
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            raise Undeliverable("the recipient was refused", final=min(codes) >= 500) from error
        except smtplib.SMTPAuthenticationError as error:
            # A wrong password is the operator's to mend; the mail can wait for that.
            raise Undeliverable(f"the mail server refused the sign-in ({error.smtp_code})") from error
        except smtplib.SMTPResponseException as error:
            raise Undeliverable(
                f"the mail server answered {error.smtp_code}", final=error.smtp_code >= 500
            ) from error
        except (OSError, smtplib.SMTPException) as error:
            raise Undeliverable(f"the mail server can't be used: {type(error).__name__}") from error

    def _connect(self) -> smtplib.SMTP:
        if self.encrypted:
            return smtplib.SMTP_SSL(
                self.host, self.port, timeout=TIMEOUT, context=ssl.create_default_context()
            )
        return smtplib.SMTP(self.host, self.port, timeout=TIMEOUT)

    def _introduce(self, server: smtplib.SMTP) -> None:
        server.ehlo()
        secret = self.encrypted
        if not secret and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
            secret = True
        if self.user:
            if not secret and self.host not in _LOOPBACK:
                raise Undeliverable("the mail server offers no encryption, so the password was not sent")
            server.login(self.user, self.password)


def smtp_mailer(url: str) -> SmtpMailer:
    """Return the mailer that a checked `smtp://` or `smtps://` address describes."""
    parts = urlsplit(url)
    encrypted = parts.scheme == "smtps"
    return SmtpMailer(
        host=parts.hostname or "",
        port=parts.port or (465 if encrypted else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        encrypted=encrypted,
    )
