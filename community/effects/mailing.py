"""Sends the mails that facts call for; links with a secret are made the moment their mail is written."""

import hmac
from collections.abc import Callable, Sequence
from dataclasses import replace
from email.headerregistry import Address
from typing import Final

from sqlalchemy.orm import Session

from community import events
from community.commands.one_time_links import make_link
from community.effects.effect import Fact
from community.effects.notice_letters import letter_of
from community.effects.outbox import Sessions
from community.mail import account_letters
from community.mail.letters import Letter, build
from community.mail.mailer import Mailer
from community.mail.stopping import stop_token
from community.mail.translating import translator
from community.model.account_changes import EmailChange
from community.model.members import Member, Participant
from community.model.records import Notification
from community.model.sign_ins import Purpose
from community.policy.mail_wishes import KINDS
from community.queries.mail_wishes import wants_mail
from community.queries.site import Site, read_site
from community.work import unit_of_work

WITH_LINK: Final = {
    "confirm_email": (account_letters.confirm_email, Purpose.confirm_email, "/account/confirm/"),
    "change_email_old": (account_letters.change_email, Purpose.change_email_old, "/account/email/"),
    "change_email_new": (account_letters.change_email, Purpose.change_email_new, "/account/email/"),
    "reset_password": (account_letters.reset_password, Purpose.reset_password, "/account/reset/"),
    "sign_in": (account_letters.sign_in, Purpose.sign_in, "/account/link/"),
}
WITHOUT_LINK: Final = {
    "already_registered": account_letters.already_registered,
    "password_changed": account_letters.password_changed,
    "email_changed": account_letters.email_changed,
}
CHANGING: Final = (Purpose.change_email_old, Purpose.change_email_new)


class Mailing:
    """The effect that sends mails."""

    name = "mailing"
    together = False
    follows: frozenset[type[events.Event]] = frozenset({events.MailRequested, events.NotificationMade})

    def __init__(
        self,
        sessions: Sessions,
        mailer: Mailer,
        sender: Callable[[str], Address],
        base_url: str,
        secret_key: str,
    ) -> None:
        self.sessions, self.mailer, self.sender, self.base_url = sessions, mailer, sender, base_url
        self.secret_key = secret_key

    def __call__(self, facts: Sequence[Fact]) -> None:
        """Send the mails of `facts`. Raises mailer.Undeliverable."""
        for fact in facts:
            with self.sessions() as session:
                site = read_site(session)
                written = self._write(session, site, fact.event)
                # The mail server may take its time; no transaction stays open for it.
                session.rollback()
            if written is not None:
                to, letter = written
                self.mailer.send(build(letter, sender=self.sender(site.name), to=to, key=self._key(fact)))

    def _key(self, fact: Fact) -> str:
        """Return what tells a mail from all others: the same where it has to be sent once more, for nobody to guess."""
        told = f"mail:{fact.id}:{fact.at.isoformat()}".encode()
        return hmac.new(self.secret_key.encode(), told, "sha256").hexdigest()[:32]

    def _write(self, session: Session, site: Site, event: events.Event) -> tuple[str, Letter] | None:
        match event:
            case events.MailRequested(kind, member_id, email):
                return self._about_account(session, site, kind, member_id, email)
            case events.NotificationMade(notification_id):
                notice = session.get_one(Notification, notification_id)
                if not wants_mail(session, notice.member_id, notice.kind, notice.thread_id):
                    return None
                written = letter_of(session, site, self.base_url, notice)
                return (
                    None
                    if written is None
                    else (written[0], self._stoppable(session, site, notice, written[1]))
                )
        return None

    def _stoppable(self, session: Session, site: Site, notice: Notification, letter: Letter) -> Letter:
        """Add what stops mails of this thread, and such mails altogether; both work without signing in."""
        if notice.kind not in KINDS:
            return letter
        words = translator(session.get_one(Member, notice.member_id).language or site.language)
        said: list[tuple[int | None, str]] = [(None, words("No more mails about threads"))]
        if notice.thread_id is not None:
            said.insert(0, (notice.thread_id, words("No more mails about this thread")))
        address, key = f"{self.base_url}/account/stop/", self.secret_key
        stops = ((label, address + stop_token(key, notice.member_id, thread)) for thread, label in said)
        return replace(letter, stops=tuple(stops))

    def _about_account(
        self, session: Session, site: Site, kind: str, member_id: int, email: str
    ) -> tuple[str, Letter] | None:
        member = session.get(Member, member_id)
        if member is None or member.suspended_at is not None:
            return None
        language, name = member.language or site.language, session.get_one(Participant, member_id).name
        if kind in WITH_LINK:
            letter, purpose, path = WITH_LINK[kind]
            if purpose in CHANGING and not _still_wanted(session, member, purpose, email):
                return None
            with unit_of_work(session) as work:
                url = self.base_url + path + make_link(work, purpose, member_id, email)
        else:
            letter, url = WITHOUT_LINK[kind], self.base_url + "/account/reset"
        words = translator(language)
        return email, letter(words, name=name, site=site.name, url=url, language=language)


def _still_wanted(session: Session, member: Member, purpose: Purpose, email: str) -> bool:
    """Say whether a change of address is under way to which this mail, asked for a while ago, still belongs."""
    change = session.get(EmailChange, member.id)
    return change is not None and email == (
        member.email if purpose is Purpose.change_email_old else change.email
    )
