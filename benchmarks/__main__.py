"""`python -m benchmarks`: all ratios, each with its own raw limit of the same run. Needs 10 GB of disk and some minutes.

  --fresh     build the installations anew (planning is measured only on a fresh one)
  --small     a hundredth of the size, to try the benchmarks themselves
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from benchmarks import ballots, copies, letters, papers, server, work
from benchmarks.table import Ratio, print_table

ROOT = Path(__file__).resolve().parent.parent

#: The installation to compare with: 500 units, some 50,000 obligations.
SMALL = "province_small"


def main(arguments: list[str]) -> int:
    """Run everything; exit status 1 when a ratio is missed."""
    fresh, size = "--fresh" in arguments, 500 if "--small" in arguments else 50_000
    address = server.start()
    names = {f"province_{size}": size, SMALL: 500}
    made = {name: server.installation(address, name, units, fresh=fresh) for name, units in names.items()}
    ratios: list[Ratio] = []
    for place in made.values():
        _say(f"building and planning {place.units:,} units, unless they are there")
        ratios += _planned(place)
    large, small = made.values()
    _say("deeds and pages, in turn at both")
    ratios += work.run(large.url, small.url)
    _say("reading documents")
    ratios += _reading()
    _say("documents in the official layout")
    ratios += papers.run()
    _say("letters in batch")
    ratios += letters.run(address)
    _say("a hall votes")
    ratios += ballots.run(address, 50 if "--small" in arguments else ballots.PEOPLE)
    _say("finding copied lists")
    ratios += copies.run(*((2_000, 50) if "--small" in arguments else ()))
    print_table(ratios)
    return 0 if all(ratio.holds for ratio in ratios) else 1


def _planned(place: server.Installation) -> list[Ratio]:
    """Build and plan the installation unless it is there; in a process of its own, because the framework is wired once."""
    command = [sys.executable, "-m", "benchmarks.build", place.url, str(place.units)]
    run = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    measured = [Ratio(**each) for each in json.loads(run.stdout.splitlines()[-1])]
    return [] if place.name == SMALL else measured


def _reading() -> list[Ratio]:
    """Seconds for a megabyte: one second is allowed."""
    from benchmarks import reading

    return [Ratio(str(row["name"]), 1 / float(str(row["value"])), 1.0, 1.0, "s/MB", "1 MB of text a second") for row in reading.run()]


def _say(what: str) -> None:
    print(what, "…", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
