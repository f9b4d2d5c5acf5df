"""The mail server gone, refusing, slow: posts are found all the same, and each mail arrives once when it can."""

import asyncio
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select

from community.model.records import OutboxRow
from tests.databases import connected
from tests.drills import Client
from tests.people import Person
from tests.servers import free_port
from tests.waiting import until

pytestmark = [pytest.mark.kill, pytest.mark.long]


class Mailbox:
    """Refuses for a while, then takes its time over each mail."""

    def __init__(self) -> None:
        self.refusals = 0
        self.refusing: str | None = None
        self.seconds = 0.0
        self.got: list[str] = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd names it
        if self.refusing:
            self.refusals += 1
            return self.refusing
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd names it
        await asyncio.sleep(self.seconds)
        self.got.append(str(message_from_bytes(envelope.content)["To"]))
        return "250 OK"


@pytest.fixture
def place(new_server):
    """A server whose mail server is not there yet, with an asker who waits for replies; and the mails' port."""
    port = free_port()
    server = new_server(MAIL_URL=f"smtp://127.0.0.1:{port}")
    server.start()
    Person(server, "Mara").register()
    Person(server, "Holger").register()
    return server, port


def program(server, name):
    return Client(server, server.command("token", "add", "--user", name, "--scope", "write").strip())


def facts(server):
    with connected(f"sqlite:///{server.data / 'community.db'}") as engine, engine.connect() as connection:
        rows = connection.execute(select(OutboxRow.__table__).where(OutboxRow.event == "NotificationMade"))
        return rows.mappings().all()


def replied(mara, holger, word):
    status, thread = mara.ask(
        "POST", "/api/v1/threads", {"board": "questions", "title": f"Frage nach {word}", "body": "Was nun?"}
    )
    assert status == 201
    path = f"/api/v1/threads/{thread['id']}/posts"
    assert holger.ask("POST", path, {"body": f"Mit {word} geht es."})[0] == 201
    # The mail may wait; the index never does.
    until(lambda: mara.found(word) == [thread["id"]], "the reply to be found", 15)


def test_gone_refusing_and_slow_it_costs_no_mail(place):
    server, port = place
    mara, holger = program(server, "Mara"), program(server, "Holger")
    replied(mara, holger, "quittengelee")
    until(lambda: [row["attempts"] for row in facts(server)] == [1], "the first try")
    mailbox = Mailbox()
    mailbox.refusing, mailbox.seconds = "450 come back later", 3.0
    controller = Controller(mailbox, "127.0.0.1", port, ready_timeout=20)
    controller.start()
    try:
        until(lambda: mailbox.refusals, "the second try")
        mailbox.refusing = None
        replied(mara, holger, "birnenmus")
        replied(mara, holger, "apfelmus")
        until(lambda: len(mailbox.got) == 3, "every mail, once", 90)
        assert set(mailbox.got) == {"mara@example.org"}
        until(lambda: all(row["done_at"] for row in facts(server)), "the facts to be done")
        server.command("check")

        # Refused for good, it is there for the administrator to see.
        mailbox.refusing = "550 no such mailbox"
        replied(mara, holger, "pflaumenmus")
        until(lambda: any(row["dead_at"] for row in facts(server)), "the dead letter")
        with pytest.raises(AssertionError, match="facts that could not be followed"):
            server.command("check")
        assert "dead_letter" in server.log
        assert "mara@example.org" not in server.log
        assert len(mailbox.got) == 3
    finally:
        controller.stop()
