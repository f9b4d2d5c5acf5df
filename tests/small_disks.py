"""A real, small file system that can be filled to the last byte and emptied again."""

import errno
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

_BALLAST = "ballast"


@dataclass(frozen=True)
class Disk:
    """A mounted file system of a few megabytes."""

    folder: Path

    def fill(self) -> None:
        """Leave no room for a single byte."""
        with (self.folder / _BALLAST).open("ab", buffering=0) as file:
            for size in (1 << 20, 1 << 12, 1):
                try:
                    while file.write(bytes(size)):
                        pass
                except OSError as error:
                    if error.errno != errno.ENOSPC:
                        raise

    def free(self) -> None:
        """Make room again."""
        (self.folder / _BALLAST).unlink()


@pytest.fixture
def small_disk() -> Iterator[Callable[[Path, int], Disk]]:
    """A function (folder, megabytes) that mounts a small file system on a folder; ask for it before the server."""
    with ExitStack() as mounted:

        def make(folder: Path, megabytes: int) -> Disk:
            return mounted.enter_context(_mounted(folder, megabytes))

        yield make


@contextmanager
def _mounted(folder: Path, megabytes: int) -> Iterator[Disk]:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    options = f"size={megabytes}m,mode=0700,uid={os.getuid()},gid={os.getgid()}"
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    mount = [*as_root, "mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        done = subprocess.CompletedProcess(mount, 127, "", str(error))
    if done.returncode:
        pytest.fail(
            f"this test needs to mount a small file system, and may not ({done.stderr.strip()})."
            " Run the tests as root, or allow it: sudo mount -t tmpfs",
            pytrace=False,
        )
    try:
        yield Disk(folder)
    finally:
        # Detached at once; it goes when the last process lets go of it.
        subprocess.run([*as_root, "umount", "-l", str(folder)], check=True)
