"""A community on several machines: pages and workers with a data folder each, behind a balancer, and their mails."""

import random
import signal
from email import message_from_bytes

from tests.servers import Server


class Pages(Server):
    """A machine that only answers."""

    module = ("community", "serve", "--web-only")
    ready_at = "/healthz"


class Worker(Server):
    """A machine that only works."""

    module = ("community", "work")

    def _ready(self):
        assert self.process.poll() is None, self.log
        return "worker_started" in self.log


class Balancer:
    """Sends each request to some machine, also to one that is just being killed."""

    def __init__(self, machines):
        self.machines = machines

    @property
    def url(self):
        return random.choice(self.machines).url

    @property
    def host(self):
        return self.machines[0].host


class Mailbox:
    """Keeps what every mail is known by."""

    def __init__(self):
        self.got = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd names it
        self.got.append(message_from_bytes(envelope.content)["Message-ID"])
        return "250 OK"


def strike(pages, workers, redis_server):
    """Kill a machine at random and start it again without waiting for it; return what it was."""
    what = random.choice(["pages", "pages", "worker", "worker", "redis", "frozen redis"])
    if what == "redis":
        redis_server.kill()
        redis_server.start()
    elif what == "frozen redis":
        redis_server.freeze()
    else:
        machine = random.choice(pages if what == "pages" else workers)
        machine.stop(signal.SIGKILL)
        machine.launch()
    return what
