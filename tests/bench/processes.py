"""What processes cost, by the operating system's own accounting."""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.drills import children, processes
from tests.servers import Server

TICKS = os.sysconf("SC_CLK_TCK")
_KILOBYTES = re.compile(r"^(Rss|Pss):\s+(\d+) kB", re.MULTILINE)


@dataclass(frozen=True)
class Groups:
    """The processes that serve a place, apart by what they do; each number stands for a process and all below it."""

    web: int
    worker: int | None = None
    database: int | None = None

    def members(self) -> dict[str, list[int]]:
        """Return the processes of each group as they are now; connections to a database come and go."""
        worker = tree(self.worker) if self.worker else []
        # The worker is started by the same process as the pages.
        web = [process for process in tree(self.web) if process not in worker]
        return {"web": web, "worker": worker, "database": tree(self.database) if self.database else []}


@dataclass(frozen=True)
class Cpu:
    """CPU milliseconds spent so far, by each group."""

    web: float
    worker: float
    database: float

    def since(self, earlier: "Cpu") -> "Cpu":
        """Return what was spent since `earlier`."""
        web, worker = self.web - earlier.web, self.worker - earlier.worker
        return Cpu(web, worker, self.database - earlier.database)


def groups_of(server: Server, database: int | None) -> Groups:
    """Return the processes of a running server, and of the PostgreSQL whose first process is `database`."""
    found = processes(server)
    return Groups(found.top, found.worker, database)


def spent(groups: Groups) -> Cpu:
    """Return what the groups have cost since they began; those that ended are counted with who began them."""
    return Cpu(**{name: sum(map(_ticks, found)) * 1000 / TICKS for name, found in groups.members().items()})


def memory(processes: Iterable[int]) -> dict[str, int]:
    """Return resident bytes: `rss` counts shared pages with each process, `pss` divides them among all that share."""
    total = {"rss": 0, "pss": 0}
    for process in processes:
        for kind, kilobytes in _KILOBYTES.findall(Path(f"/proc/{process}/smaps_rollup").read_text()):
            total[kind.lower()] += int(kilobytes) * 1024
    return total


def tree(process: int) -> list[int]:
    """Return a process and all below it."""
    return [process, *(one for child in children(process) for one in tree(child))]


def _ticks(process: int) -> int:
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    # User and system time, its own and that of the children that ended (proc(5), fields 14 to 17).
    return sum(map(int, fields[11:15]))
