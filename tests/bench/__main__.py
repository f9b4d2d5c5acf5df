"""Measures how fast the program is and writes docs/performance.md: `make bench`, or python -m tests.bench --help."""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

from tests.bench.document import GROWTH, write
from tests.bench.figures import Figures, Growth
from tests.bench.growth import compare
from tests.bench.run import Pace, measure
from tests.bench.tables import growth_summary, summary
from tests.servers import ROOT

DATABASES = ("sqlite", "postgresql")
KEPT = Path("/var/tmp/zuruf-bench")
"""On a real disk and kept over a restart, unlike /tmp; not below the home of root, where PostgreSQL may not go."""
QUICK = Pace(seconds=2, enough=1, connections=(2,), replies=5, pages=("thread", "search-2"), turns=1)
"""A little of everything, to see that it works; no figures to keep."""


def main() -> None:
    """Measure each wanted place on each wanted database, one after the other; show and keep the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--scale", nargs="+", type=float, default=[1.0], help="size of the place: 1 3 10")
    options.add_argument("--database", nargs="+", choices=DATABASES, default=["sqlite"])
    options.add_argument(
        "--folder", type=Path, default=KEPT, help="where filled places are kept (%(default)s)"
    )
    options.add_argument("--docs", type=Path, default=ROOT / "docs", help="where figures go (%(default)s)")
    options.add_argument(
        "--seconds", type=int, default=Pace.seconds, help="of each series of requests (%(default)s)"
    )
    options.add_argument("--quick", action="store_true", help="a little of everything, to see that it works")
    options.add_argument("--only-write", action="store_true", help="measure nothing, write from kept figures")
    chosen = options.parse_args()
    pace = QUICK if chosen.quick else Pace(seconds=chosen.seconds)
    results = chosen.docs / "performance"
    results.mkdir(parents=True, exist_ok=True)
    for database in chosen.database if not chosen.only_write else ():
        for scale in chosen.scale:
            # How pages grow with the place is compared at one number of connections.
            own = pace if scale == 1 else replace(pace, connections=(pace.usual,))
            figures = measure(chosen.folder, database, scale, own)
            (results / f"{database}-{scale:g}.json").write_text(json.dumps(figures, indent=1) + "\n")
            print(f"\n{database}, {scale:g}x\n\n{summary(Figures(figures))}\n")
        if len(chosen.scale) > 1:
            grown = compare(chosen.folder, database, chosen.scale, pace)
            (results / f"{database}{GROWTH}.json").write_text(json.dumps(grown, indent=1) + "\n")
            print(f"\n{database}: growth\n\n{growth_summary(Growth(grown))}\n")
    write(chosen.docs)
    print(f"Written: {chosen.docs / 'performance.md'}", file=sys.stderr)


if __name__ == "__main__":
    main()
