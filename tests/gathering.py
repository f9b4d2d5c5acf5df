"""A web server of ours each of whose pages waits until as many as it has threads are being made, and says by whom.

Run: python -m tests.gathering, with the environment of a place; GATHERING is the folder where pages leave a mark.
"""

import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from community import settings
from community.cli.web_server import THREADS, WebServer
from tests.servers import Server
from tests.waiting import until

PROCESSES = 2
ALL = PROCESSES * THREADS


class Gathering(Server):
    """The server as a process of its own."""

    module = ("tests.gathering",)
    ready_at = "/ready"

    @property
    def marks(self) -> list[Path]:
        """Of each page that is being made."""
        return list(Path(self.environment["GATHERING"]).iterdir())

    @property
    def pages_made_by(self) -> set[int]:
        """The processes that make pages."""
        assert self.process is not None
        first = self.process.pid
        return {int(one) for one in Path(f"/proc/{first}/task/{first}/children").read_text().split()}


def page(
    environ: dict[str, str], start_response: Callable[[str, list[tuple[str, str]]], None]
) -> Iterable[bytes]:
    """Answer with the process, once all are gathered; the one that asks for readiness does not wait."""
    if environ["PATH_INFO"] != Gathering.ready_at:
        folder = Path(os.environ["GATHERING"])
        (folder / f"{os.getpid()}-{threading.get_ident()}").touch()
        until(lambda: len(list(folder.iterdir())) == ALL, "all pages to be begun")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(os.getpid()).encode()]


if __name__ == "__main__":
    WebServer(settings.load(), lambda: page).run()
