"""Planning a year of a province against COPY of the same rows into a table of the same shape, duty by duty in turn."""

from __future__ import annotations

import time
from datetime import date

import psycopg

from benchmarks.table import Ratio

TODAY = date(2026, 1, 5)
YEAR = 2026
TWIN = "bench_obligation"


class Raw:
    """The raw limit: a twin of the table, with the same indexes and constraints, filled by COPY with the rows just planned."""

    def __init__(self, url: str) -> None:
        self.connection = psycopg.connect(url, autocommit=True)
        self.last = self.seconds = 0.0
        self.rows = 0
        self.connection.execute(f"DROP TABLE IF EXISTS {TWIN}")
        self.connection.execute(f"CREATE TABLE {TWIN} (LIKE duties_obligation INCLUDING ALL)")
        keys = self.connection.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'duties_obligation'::regclass AND contype = 'f'"
        )
        for (definition,) in keys.fetchall():
            self.connection.execute(f"ALTER TABLE {TWIN} ADD {definition}")

    def follow(self) -> float:
        """Copy what was planned since the last call; the seconds that all of it took, those not to be counted included."""
        begin = time.perf_counter()
        with self.connection.cursor() as cursor:
            with cursor.copy(f"COPY (SELECT * FROM duties_obligation WHERE id > {int(self.last)} ORDER BY id) TO STDOUT (FORMAT binary)") as out:
                blocks = [bytes(block) for block in out]
            cursor.execute("SELECT max(id), count(*) FROM duties_obligation WHERE id > %s", [int(self.last)])
            last, rows = cursor.fetchone()
            if rows:
                self.last, self.rows = last, self.rows + rows
                blocks = [b"".join(blocks[n : n + 4096]) for n in range(0, len(blocks), 4096)]
                copying = time.perf_counter()
                with cursor.copy(f"COPY {TWIN} FROM STDIN (FORMAT binary)") as into:
                    for block in blocks:
                        into.write(block)
                self.seconds += time.perf_counter() - copying
        return time.perf_counter() - begin

    def close(self) -> None:
        self.connection.execute(f"DROP TABLE {TWIN}")
        self.connection.close()


def run(url: str) -> list[Ratio]:
    """Plan the year from nothing and again. Expects an installation with nothing planned."""
    from liangze.duties.actions import plan
    from liangze.organisation.policy import console

    raw, aside = Raw(url), 0.0

    def on_progress(*step) -> None:
        nonlocal aside
        aside += raw.follow()

    begin = time.perf_counter()
    summary = plan(year=YEAR, by=console("bench"), today=TODAY, on_progress=on_progress)
    first = time.perf_counter() - begin - aside
    begin = time.perf_counter()
    plan(year=YEAR, by=console("bench"), today=TODAY)
    again = time.perf_counter() - begin
    raw.close()
    rows = summary.total("new")
    note = f"COPY of the same {rows:,} rows, same indexes and constraints, in turn"
    return [
        Ratio("planning a year, counters included", first, raw.seconds, 1.2, "s", note),
        Ratio("planning again, nothing to do", again, first, 0.05, "s", "the first time"),
    ]
