"""Planning a year of a province against COPY of the same rows into a table of the same shape, duty by duty in turn.

In turn, so that whatever else the machine does meets both alike. Beside the seconds on the clock stand those that the database
processes themselves were at work: on a busy machine only these can be compared.
"""

from __future__ import annotations

import os
import time
from datetime import date
from pathlib import Path

import psycopg

from benchmarks.table import Ratio

TODAY = date(2026, 1, 5)
YEAR = 2026
TWIN = "bench_obligation"

#: What a loader would hand over: the database numbers the rows itself, as it does for the planner.
COLUMNS = """duty_id, unit_id, holder_id, counterpart_id, year, period_start, period_end, opens, due, times, done, fulfilled_on,
exempted_on, withdrawn_on, withdrawn_reason"""


def work(backend: int) -> float:
    """Seconds of processor time that this database process has used."""
    fields = Path(f"/proc/{backend}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Raw:
    """The raw limit: a twin of the table, with the same indexes and constraints, filled by COPY with the rows just planned."""

    def __init__(self, url: str) -> None:
        self.connection = psycopg.connect(url, autocommit=True)
        self.backend = self.connection.info.backend_pid
        self.last = self.rows = 0
        self.seconds = self.work = 0.0
        self.connection.execute(f"DROP TABLE IF EXISTS {TWIN}")
        self.connection.execute(f"CREATE TABLE {TWIN} (LIKE duties_obligation INCLUDING ALL) WITH (fillfactor = 90)")
        keys = self.connection.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'duties_obligation'::regclass AND contype = 'f'"
        )
        for (definition,) in keys.fetchall():
            self.connection.execute(f"ALTER TABLE {TWIN} ADD {definition}")

    def follow(self) -> float:
        """Copy what was planned since the last call; the seconds that all of it took, those not to be counted included."""
        begin = time.perf_counter()
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT max(id), count(*) FROM duties_obligation WHERE id > %s", [self.last])
            last, rows = cursor.fetchone()
            if rows:
                chosen = f"SELECT {COLUMNS} FROM duties_obligation WHERE id > {self.last} ORDER BY id"
                with cursor.copy(f"COPY ({chosen}) TO STDOUT") as out:
                    blocks = [bytes(block) for block in out]
                blocks = [b"".join(blocks[n : n + 4096]) for n in range(0, len(blocks), 4096)]
                self.last, self.rows = last, self.rows + rows
                self._copy(cursor, blocks)
        return time.perf_counter() - begin

    def _copy(self, cursor, blocks: list[bytes]) -> None:
        at, clock = work(self.backend), time.perf_counter()
        with cursor.copy(f"COPY {TWIN} ({COLUMNS}) FROM STDIN") as into:
            for block in blocks:
                into.write(block)
        self.seconds += time.perf_counter() - clock
        self.work += work(self.backend) - at

    def close(self) -> None:
        self.connection.execute(f"DROP TABLE {TWIN}")
        self.connection.close()


def run(url: str) -> list[Ratio]:
    """Plan the year from nothing and again. Expects an installation with nothing planned."""
    from django.db import connection

    from liangze.duties.actions import plan
    from liangze.organisation.policy import console

    raw, aside = Raw(url), 0.0
    connection.ensure_connection()
    backend = connection.connection.info.backend_pid

    def on_progress(*step) -> None:
        nonlocal aside
        aside += raw.follow()

    at, begin = work(backend), time.perf_counter()
    summary = plan(year=YEAR, by=console("bench"), today=TODAY, on_progress=on_progress)
    first, worked = time.perf_counter() - begin - aside, work(backend) - at
    begin = time.perf_counter()
    plan(year=YEAR, by=console("bench"), today=TODAY)
    again = time.perf_counter() - begin
    raw.close()
    note = f"COPY of the same {summary.total('new'):,} rows, same indexes and constraints, in turn"
    return [
        Ratio("planning a year, counters included", first, raw.seconds, 1.2, "s", note),
        Ratio("… processor time of the database", worked, raw.work, 1.2, "s", note),
        Ratio("planning again, nothing to do", again, first, 0.05, "s", "the first time"),
    ]
