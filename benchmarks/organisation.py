"""Importing the organisation of a province: 50,000 units, 200,000 appointments, from one workbook.

The raw limit is what the library needs to read the same workbook and do nothing with it.
"""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

SINCE = date(2016, 1, 1)
APPOINTED = 4  # people in each unit
LIMIT_SECONDS = 300
FAN = (("city", 20, "region"), ("county", 10, "region"), ("township", 12, "region"), ("village", 20, "village"))

Unit = tuple[Any, ...]


def units(count: int) -> Iterator[Unit]:
    """`count` units of five levels, level by level, as rows of the sheet."""
    yield "X", "规模测试省", None, "region", "province", "committee", "commission", 0, SINCE, None
    made, above = 1, ["X"]
    for level, fan, kind in FAN:
        below = []
        for parent in above:
            for place in range(fan):
                if made == count:
                    return
                code = f"{parent}-{place:02}"
                organs = ("branch", "none") if kind == "village" else ("committee", "commission")
                yield code, f"单位{code}", parent, kind, level, *organs, place, SINCE, None
                below.append(code)
                made += 1
        above = below


def rows(count: int) -> dict[str, Iterator[tuple[Any, ...]]]:
    """A workbook's rows: in each unit a leadership, a principal and three members, each seat of a person held by somebody."""

    def posts() -> Iterator[tuple[Any, ...]]:
        for code, *_ in units(count):
            yield code, "L", "leadership", "领导班子", 0, SINCE, None, None
            for place in range(APPOINTED):
                yield code, f"P{place}", "member" if place else "principal", "职务", place + 1, SINCE, None, None

    def people() -> Iterator[tuple[Any, ...]]:
        for number in range(count * APPOINTED):
            yield f"N{number:07}", f"人员{number}"

    def appointments() -> Iterator[tuple[Any, ...]]:
        for number, (code, *_) in enumerate(units(count)):
            for place in range(APPOINTED):
                yield f"N{number * APPOINTED + place:07}", code, f"P{place}", SINCE, None

    return {"units": units(count), "posts": posts(), "people": people(), "appointments": appointments()}


def run(count: int = 50_000) -> list[dict[str, Any]]:
    """Write the workbook, read it raw, import it, import it again; everything is rolled back. Rows for the table of results."""
    from django.db import transaction

    from liangze.organisation.actions.importing.run import import_workbook
    from liangze.organisation.policy import console
    from liangze.organisation.workbook.writing import write_export

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "organisation.xlsx"
        write_export(file, rows(count))
        content = file.read_bytes()
    raw, read = timed(lambda: read_raw(content))
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        first, outcome = timed(lambda: import_workbook(by=console("bench"), source=io.BytesIO(content), digest=digest))
        again, second = timed(lambda: import_workbook(by=console("bench"), source=io.BytesIO(content), digest=digest))
        transaction.set_rollback(True)
    if not outcome.stored or any(numbers["new"] or numbers["changed"] for numbers in second.counts.values()):
        raise RuntimeError("the import did not do what is measured here")
    return [
        row("organisation import", first, LIMIT_SECONDS, raw, rows=read),
        row("organisation import, nothing new", again, LIMIT_SECONDS, raw, rows=read),
    ]


def row(name: str, seconds: float, limit: float, raw: float, *, rows: int) -> dict[str, Any]:
    """One line of the table; `rows` a second go into the name, because the value is what has a limit."""
    title = f"{name}, {rows:,} rows, {rows / seconds:,.0f} rows/s"
    return {"name": title, "value": round(seconds, 1), "unit": "s", "limit": limit, "raw": round(raw, 1), "ratio": round(seconds / raw, 2)}


def read_raw(content: bytes) -> int:
    """All rows of all sheets, through the library and thrown away."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    return sum(1 for sheet in book.worksheets for _ in sheet.iter_rows(values_only=True))


def timed(work: Any) -> tuple[float, Any]:
    """Seconds, and what it gave."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liangze.config.settings")
    import django

    django.setup()
    for line in run(int(os.environ.get("LIANGZE_BENCH_UNITS", "50000"))):
        print(line)
