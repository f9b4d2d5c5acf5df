"""Chooses how mail leaves, and under which address, from the settings."""

import re
from email.headerregistry import Address
from typing import Final
from urllib.parse import unquote, urlsplit

from community.mail.files import FileMailer
from community.mail.mailer import Mailer
from community.mail.smtp import smtp_mailer
from community.settings import Settings

_DOMAIN: Final = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]+")


def mailer(settings: Settings) -> Mailer:
    """Return the mailer of MAIL_URL; without one, mails become files in the data folder."""
    if settings.mail_url is None:
        return FileMailer(settings.data / "mail")
    return smtp_mailer(settings.mail_url)


def sender(settings: Settings, site_name: str) -> Address:
    """Return whom mails come from: the mailbox we sign in to, else `noreply` at the host of BASE_URL."""
    user = unquote(urlsplit(settings.mail_url or "").username or "")
    mailbox, _, domain = user.rpartition("@")
    if mailbox:
        return Address(site_name, mailbox, domain)
    host = urlsplit(settings.base_url).hostname or ""
    # A bare number is no mail domain, and most servers refuse it.
    return Address(site_name, "noreply", host if _DOMAIN.fullmatch(host) else "localhost")
