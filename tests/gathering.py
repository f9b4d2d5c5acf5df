"""A web server of ours whose pages say by whom they were made, at once or when as many as it has threads are begun.

Run: python -m tests.gathering, with the environment of a place; GATHERING is the folder where pages leave a mark, and
PAUSE how long a process that has taken a burst of connections leaves others to those beside it, in seconds.
"""

import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from community import settings
from community.cli.web_process import WebProcess
from community.cli.web_server import THREADS, WebServer
from tests.servers import Server
from tests.waiting import until

PROCESSES = 2
ALL = PROCESSES * THREADS
TOGETHER = "/together"


class Gathering(Server):
    """The server as a process of its own."""

    module = ("tests.gathering",)
    ready_at = "/ready"

    @property
    def marks(self) -> list[Path]:
        """Of each page that is being made with others."""
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
    """Answer with the process; a page at TOGETHER once all are gathered."""
    if environ["PATH_INFO"] == TOGETHER:
        folder = Path(os.environ["GATHERING"])
        (folder / f"{os.getpid()}-{threading.get_ident()}").touch()
        until(lambda: len(list(folder.iterdir())) == ALL, "all pages to be begun")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(os.getpid()).encode()]


if __name__ == "__main__":
    WebProcess.PAUSE = float(os.environ.get("PAUSE", WebProcess.PAUSE))
    WebServer(settings.load(), lambda: page).run()
