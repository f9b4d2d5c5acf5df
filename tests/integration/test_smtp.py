"""Mails over SMTP, to a real server on this machine."""

import socket
from collections.abc import Iterator
from email.headerregistry import Address

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from community.mail.letters import Letter, build
from community.mail.mailer import Undeliverable
from community.mail.opening import mailer, sender
from community.mail.smtp import SmtpMailer, smtp_mailer
from community.settings import load
from tests.servers import free_port

MESSAGE = build(Letter("Grüße", ("Hallo",)), sender=Address("Z", "n", "z.example"), to="jana@example.org")


class Mailbox:
    """What the server got; it answers as it is told."""

    def __init__(self) -> None:
        self.got: list[Envelope] = []
        self.answer = "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd names it
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(  # noqa: N802 - aiosmtpd names it
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        self.got.append(envelope)
        return "250 OK"


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def server(mailbox: Mailbox) -> Iterator[Controller]:
    def admit(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
        return AuthResult(success=getattr(data, "password", b"") == b"se:cret", handled=False)

    controller = Controller(
        mailbox, "127.0.0.1", free_port(), authenticator=admit, auth_require_tls=False, ready_timeout=20
    )
    controller.start()
    yield controller
    controller.stop()


def test_a_mail_arrives_as_it_was_built(server: Controller, mailbox: Mailbox) -> None:
    smtp_mailer(f"smtp://user:se%3Acret@127.0.0.1:{server.port}").send(MESSAGE)
    assert mailbox.got[0].rcpt_tos == ["jana@example.org"]
    assert mailbox.got[0].mail_from == "n@z.example"
    assert b"Hallo" in (mailbox.got[0].original_content or b"")


@pytest.mark.parametrize(("answer", "final"), [("550 no such person", True), ("450 come back later", False)])
def test_a_refusal_says_whether_it_is_final(
    server: Controller, mailbox: Mailbox, answer: str, final: bool
) -> None:
    mailbox.answer = answer
    with pytest.raises(Undeliverable) as failure:
        SmtpMailer("127.0.0.1", server.port).send(MESSAGE)
    assert failure.value.final is final
    assert "jana" not in str(failure.value)
    assert not mailbox.got


def test_a_wrong_password_can_be_mended(server: Controller) -> None:
    with pytest.raises(Undeliverable, match="sign-in") as failure:
        SmtpMailer("127.0.0.1", server.port, "user", "wrong").send(MESSAGE)
    assert not failure.value.final


def test_a_password_is_never_sent_in_the_clear_to_another_machine(
    server: Controller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("community.mail.smtp._LOOPBACK", ())
    with pytest.raises(Undeliverable, match="no encryption"):
        SmtpMailer("127.0.0.1", server.port, "user", "se:cret").send(MESSAGE)


@pytest.mark.parametrize("encrypted", [False, True])
def test_a_server_that_is_gone_is_tried_again(encrypted: bool) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        with pytest.raises(Undeliverable) as failure:
            SmtpMailer("127.0.0.1", free.getsockname()[1], encrypted=encrypted).send(MESSAGE)
    assert not failure.value.final


def test_the_settings_choose_the_engine_and_the_sender(tmp_path: object) -> None:
    base = {"COMMUNITY_DATA": str(tmp_path)}
    files = load(base)
    assert type(mailer(files)).__name__ == "FileMailer"
    assert sender(files, "Zuruf").addr_spec == "noreply@localhost"
    plain = load(
        {**base, "MAIL_URL": "smtp://bot%40foerde.example:x@mail.example", "BASE_URL": "https://z.example"}
    )
    assert mailer(plain) == SmtpMailer("mail.example", 587, "bot@foerde.example", "x")
    assert sender(plain, "Zuruf").addr_spec == "bot@foerde.example"
    tls = load({**base, "MAIL_URL": "smtps://mail.example", "BASE_URL": "https://frag.z.example"})
    assert mailer(tls) == SmtpMailer("mail.example", 465, encrypted=True)
    assert sender(tls, "Zuruf").addr_spec == "noreply@frag.z.example"
