"""A check over staged rows, and running a list of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from liangze.organisation.workbook.findings import Finding, Findings
from liangze.organisation.workbook.layout import BY_KEY


@dataclass(frozen=True, slots=True)
class RowCheck:
    """`sql` selects (row, params) of the wrong rows of `sheet`; params is a jsonb object or NULL.

    column  the key of the column to point at.  what, remedy  English msgids.  warning  does not stop the import.
    """

    sheet: str
    column: str
    what: str
    remedy: str
    sql: str
    warning: bool = False


def run_checks(checks: Iterable[RowCheck], findings: Findings) -> None:
    """Add what each check finds: as many rows as there is room for, and how many there are in all."""
    with connection.cursor() as cursor:
        for check in checks:
            cursor.execute(
                f"SELECT f.row, f.params, count(*) OVER () FROM ({check.sql}) AS f (row, params) ORDER BY f.row LIMIT %s",  # noqa: S608 - own text
                [max(1, findings.room)],
            )
            add_rows(check, cursor.fetchall(), findings)


def add_rows(check: RowCheck, rows: list[tuple[int, str | None, int]], findings: Findings) -> None:
    """The rows of one check as findings; those beyond what is kept are counted with the last."""
    sheet = BY_KEY[check.sheet]
    column = next(c.heading for c in sheet.columns if c.key == check.column)
    for place, (row, params, total) in enumerate(rows):
        times = total - len(rows) + 1 if place == len(rows) - 1 else 1
        found = json.loads(params) if params else {}
        findings.add(Finding(sheet.title, row, column, check.what, check.remedy, found, check.warning), times)
