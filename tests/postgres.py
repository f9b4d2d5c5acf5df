"""A private PostgreSQL for one run of the tests: never root, never on the network, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.locks import first

PREFIX = "zuruf-tests-"
OPTIONS = {
    "listen_addresses": "",
    "max_connections": "200",
    # Its data may go with the machine, so it does not wait for the disk.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    # A database can't be copied while a cleaner is in it.
    "autovacuum": "off",
}


def program(name: str) -> str:
    """Return the path of a PostgreSQL program; fails with what to do where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    path = str(found[-1]) if found else shutil.which(name)
    if path is None:
        pytest.fail("PostgreSQL is missing: sudo apt-get install -y postgresql", pytrace=False)
    return path


def start(run_folder: Path) -> Path:
    """Return the folder of the socket of the run's server, started by the first worker who asks."""
    socket = run_folder / "socket"
    with first(run_folder, "postgres") as is_first:
        if is_first:
            data = run_folder / "postgres"
            for folder in (data, socket):
                folder.mkdir(mode=0o700 if folder == data else 0o755)
                if os.geteuid() == 0:
                    shutil.chown(folder, somebody())
            text = ("--encoding=UTF8", "--locale=C.UTF-8")
            run("initdb", "-D", data, "-U", "zuruf", "-A", "trust", *text, "--no-sync")
            settings = {**OPTIONS, "unix_socket_directories": str(socket)}
            options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
            run("pg_ctl", "-D", data, "-w", "-l", data / "log", "-o", options, "start")
    return socket


def stop(run_folder: Path) -> None:
    """Stop the run's server, if one was started."""
    if (run_folder / "postgres" / "postmaster.pid").exists():
        run("pg_ctl", "-D", run_folder / "postgres", "-w", "-m", "immediate", "stop")


def sweep() -> None:
    """Remove the folders of runs that were killed; a PostgreSQL whose folder is gone ends within a minute."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        owner = folder / "owner"
        if owner.exists() and not Path(f"/proc/{owner.read_text()}").exists():
            shutil.rmtree(folder, ignore_errors=True)


def run(name: str, *arguments: str | Path) -> None:
    """Run a PostgreSQL program, never as root; fails with what it said."""
    command = [program(name), *map(str, arguments)]
    if os.geteuid() == 0:
        user = somebody()
        group = pwd.getpwnam(user).pw_gid
        command = ["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups", *command]
    # Output goes to a file: the server inherits it and would hold a pipe open for ever.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(command, stdout=output, stderr=subprocess.STDOUT, cwd="/", check=False)
        output.seek(0)
        assert done.returncode == 0, f"{' '.join(command)}\n{output.read()}"


def somebody() -> str:
    """Return whom a server started by root runs as: PostgreSQL refuses root."""
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
