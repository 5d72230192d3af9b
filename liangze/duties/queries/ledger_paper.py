"""A ledger as an official paper, across. A paper is Chinese whatever language its reader has chosen for the pages."""

from __future__ import annotations

from datetime import date

from django.utils.translation import override, pgettext

from liangze.core.words import State
from liangze.documents.paper import Column, Grid, Paper, Paragraph
from liangze.duties.queries.ledger import LedgerFilter, filtered, in_state
from liangze.duties.queries.ledger_rows import Row, rows_of
from liangze.organisation.models import Unit
from liangze.organisation.words import name_of

PRINTED = "zh-hans"


def ledger_paper(*, unit: Unit, year: int, as_of: date, wanted: LedgerFilter) -> Paper:
    """All rows under the filters, as the page sorts them. One statement."""
    with override(PRINTED):
        rows = [row for row in filtered(rows_of(unit.pk, year, as_of), wanted) if in_state(row, wanted.state)]
        said = {"unit": unit.name, "year": year, "day": _day(as_of, 0), "n": len(rows)}
        note = pgettext("ledger paper", "As of %(day)s, %(n)s items.")
        if wanted != LedgerFilter(sort=wanted.sort):
            note = pgettext("ledger paper", "As of %(day)s, %(n)s items chosen.")
        return Paper(
            title=pgettext("ledger paper", "%(unit)s: ledger of the responsibility for clean government, %(year)s") % said,
            subtitle=f"（{name_of(State(wanted.state))}）" if wanted.state in set(State) else "",
            issuer=unit.name, day=as_of, wide=True, note=note % said,
            blocks=(_grid(rows, year),) if rows else (Paragraph(pgettext("ledger paper", "No item.")),),
        )


def _grid(rows: list[Row], year: int) -> Grid:
    """Nine columns: what, by which clause, who, when, how it stands, with what proof."""
    columns = (
        Column(pgettext("ledger paper", "No."), 0.5, "center"), Column(pgettext("ledger paper", "Item"), 4),
        Column(pgettext("ledger paper", "Basis"), 3), Column(pgettext("ledger paper", "Seat"), 1.8),
        Column(pgettext("ledger paper", "Period"), 1.3), Column(pgettext("ledger paper", "Due day"), 1.3, "center"),
        Column(pgettext("ledger paper", "State"), 1.3, "center"), Column(pgettext("ledger paper", "Done on"), 1.5, "center"),
        Column(pgettext("ledger paper", "Proof and close-out"), 2.2),
    )
    return Grid(columns, tuple(_cells(number, row, year) for number, row in enumerate(rows, 1)))


def _cells(number: int, row: Row, year: int) -> tuple[str, ...]:
    remarks = [row.files_said] if row.files else []
    if row.late_days:
        remarks.append(pgettext("ledger paper", "entered %(n)s days late") % {"n": row.late_days})
    if row.reused:
        remarks.append(pgettext("ledger paper", "proof used twice"))
    if row.closed:
        remarks.append(pgettext("ledger paper", "closed out: %(who)s") % {"who": row.closed})
    return (
        str(number), row.title, f"{row.clause.cited}{row.clause.label}", row.seat, row.period,
        _day(row.due_day, year), name_of(State(row.state)), _day(row.happened_day, year) if row.happened_day else "", "；".join(remarks),
    )


def _day(day: date, year: int) -> str:
    """6月30日, with its year unless it is that of the ledger."""
    return f"{day.month}月{day.day}日" if day.year == year else f"{day.year}年{day.month}月{day.day}日"
