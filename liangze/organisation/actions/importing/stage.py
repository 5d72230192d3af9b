"""Taking the rows of a workbook into temporary tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

from django.db import connection

from liangze.organisation.workbook.findings import Findings
from liangze.organisation.workbook.layout import SHEETS, Kind, Sheet
from liangze.organisation.workbook.reading import Workbook

TYPES = {Kind.CODE: "text", Kind.TEXT: "text", Kind.LINES: "text", Kind.WORD: "text", Kind.DAY: "date", Kind.NUMBER: "integer"}

#: Numbers that `resolve` fills in, by sheet: `id` of the row itself and of what it names.
NUMBERS = {
    "units": ("parent_id",),
    "posts": ("unit_id",),
    "people": (),
    "appointments": ("person_id", "post_id"),
    "portfolios": ("post_id", "target_id"),
    "coverages": ("post_id", "target_id"),
    "stationings": ("station_id", "unit_id"),
}
BATCH = 5_000  # rows between two calls of on_rows


def make_tables() -> None:
    """Empty staging tables of this session; those of an import that was broken off are dropped."""
    with connection.cursor() as cursor:
        for sheet in SHEETS:
            columns = [f"{column.key} {TYPES[column.kind]}" for column in sheet.read]
            numbers = [f"{name} bigint" for name in (*NUMBERS[sheet.key], "id")]
            cursor.execute(f"DROP TABLE IF EXISTS stage_{sheet.key} CASCADE")
            cursor.execute(f"CREATE TEMP TABLE stage_{sheet.key} (row integer, {', '.join([*columns, *numbers])}, was text)")


def drop_tables() -> None:
    """Give the space back; the session may serve pages afterwards."""
    with connection.cursor() as cursor:
        for sheet in SHEETS:
            cursor.execute(f"DROP TABLE IF EXISTS stage_{sheet.key} CASCADE")
        cursor.execute("DROP TABLE IF EXISTS unit_after, post_after, tree_after, reach CASCADE")


def stage(book: Workbook, findings: Findings, on_rows: Callable[[int], None]) -> dict[str, int]:
    """Stream every sheet into its table; rows read by sheet. Wrong cells go to `findings`, and in as nothing."""
    staged = {}
    for sheet in SHEETS:
        staged[sheet.key] = copy_rows(sheet, book.rows(sheet, findings), on_rows)
    with connection.cursor() as cursor:
        for sheet in SHEETS:
            cursor.execute(f"ANALYZE stage_{sheet.key}")
    return staged


def copy_rows(sheet: Sheet, rows: Iterable[tuple[Any, ...]], on_rows: Callable[[int], None]) -> int:
    """COPY the rows into the sheet's table, a batch at a time; how many.

    In batches, because whoever listens to on_rows may write on this connection, which is taken while a COPY runs.
    """
    columns = ", ".join(("row", *(column.key for column in sheet.read)))
    left, count = iter(rows), 0
    with connection.cursor() as cursor:
        while batch := list(islice(left, BATCH)):
            with cursor.copy(f"COPY stage_{sheet.key} ({columns}) FROM STDIN") as copy:
                for row in batch:
                    copy.write_row(row)
            count += len(batch)
            on_rows(len(batch))
    return count
