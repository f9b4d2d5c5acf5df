"""Runs gunicorn inside our own process: threads, as many processes as asked for, and no switches to know."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from gunicorn.app.base import BaseApplication

from community.cli.process_logs import LOGGING
from community.cli.web_process import WebProcess
from community.garbage import settle
from community.settings import Settings

THREADS: Final = 4
"""Of each process; they wait for the database more than they compute."""
GRACE: Final = 10
"""Seconds that requests have to finish when the server is told to stop."""
MEMORY: Final = Path("/dev/shm")  # noqa: S108 - gunicorn makes its own file in it, with a random name


class WebServer(BaseApplication):  # type: ignore[misc]
    """The web side; `create_app` is called in each process, so no connection is ever shared."""

    def __init__(self, settings: Settings, create_app: Callable[[], Any]) -> None:
        self.settings, self.create_app = settings, create_app
        super().__init__()

    def load_config(self) -> None:
        """Set what differs from gunicorn's defaults; neither its file nor its variables are read."""
        options = {
            "bind": [f"{listen_host(self.settings)}:{self.settings.port}"],
            "workers": self.settings.web_workers,
            "worker_class": WebProcess,
            "threads": THREADS,
            "graceful_timeout": GRACE,
            "timeout": 60,
            "keepalive": 5,
            # A heartbeat on a disk that is busy or full would get a healthy process killed.
            "worker_tmp_dir": str(MEMORY) if MEMORY.is_dir() else None,
            "control_socket_disable": True,
            # Forwarded headers are believed by the app, for as many proxies as TRUSTED_PROXIES says.
            "forwarded_allow_ips": "",
            "proc_name": "zuruf",
            "loglevel": "warning",
            "logconfig_dict": LOGGING,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Return the application of one process."""
        app = self.create_app()
        # What is there now stays for good; looked through for garbage, it made every fortieth search take 150 ms.
        settle()
        return app


def listen_host(settings: Settings) -> str:
    """Return where to listen: a place whose address is this machine's own stays on it, others are for all."""
    host = urlsplit(settings.base_url).hostname or ""
    return "127.0.0.1" if host in ("localhost", "127.0.0.1", "::1") else "0.0.0.0"  # noqa: S104 - meant
