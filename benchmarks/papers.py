"""Documents in the official layout: seconds for each, beside the half second that is allowed.

Processor time of all threads, so that other work on the machine does not count. Each letter has other words; the first of a process
reads the typefaces and is counted by itself. `python -m benchmarks.papers` runs these rows only.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace

from benchmarks.table import Ratio, print_table
from liangze.documents.official import docx, pdf, xlsx
from liangze.documents.paper import Paper
from tests.documents import specimens

LIMIT = 0.5  # seconds
LETTERS = 200


def run() -> list[Ratio]:
    first = _seconds(pdf, specimens.letter(0))
    letters = [_seconds(pdf, specimens.letter(number)) for number in range(1, LETTERS + 1)]
    many, grown = sum(letters) / LETTERS, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{LETTERS} letters: {many * 1000:.1f} ms each, the process grew to {grown:,.0f} MB", file=sys.stderr)
    return [
        _row("letter as PDF, the first of a process", first),
        _row(f"letter as PDF, mean of {LETTERS}", many),
        _row(f"letter as PDF, slowest of {LETTERS}", max(letters)),
        _row("list of 41 items as PDF", _middle(pdf, specimens.responsibility_list())),
        _row("ledger of 300 rows as PDF", _middle(pdf, specimens.ledger(300))),
        _row("ledger of 300 rows as Word", _middle(docx, specimens.ledger(300))),
        _row("ledger of 300 rows as Excel", _middle(xlsx, specimens.ledger(300))),
    ]


def _row(name: str, measured: float) -> Ratio:
    return Ratio(name, measured, LIMIT, 1.0, "s", "0.5 s for a document")


def _middle(make: Callable[[Paper], object], paper: Paper) -> float:
    """The middle of three; each has another title, but their tables are alike."""
    return sorted(_seconds(make, replace(paper, title=f"{paper.title}{number}")) for number in range(3))[1]


def _seconds(make: Callable[[Paper], object], paper: Paper) -> float:
    start = time.process_time()
    make(paper)
    return time.process_time() - start


if __name__ == "__main__":
    rows = run()
    print_table(rows)
    sys.exit(any(not row.holds for row in rows))
