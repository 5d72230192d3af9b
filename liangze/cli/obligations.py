"""`liangze obligations`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

import typer

from liangze.cli.framework import start
from liangze.cli.words import translated

FORMATS = ("table", "json")


@dataclass(frozen=True, slots=True)
class Listed:
    """The ledger of a unit as it stood on a day."""

    code: str
    name: str
    year: int
    as_of: date
    rows: tuple[Any, ...]


def obligations_command(
    unit: str = typer.Option(..., help="Code of the unit."),
    as_of: str = typer.Option(None, "--as-of", help="The day, as 2026-06-16; today if it is left out."),
    format: str = typer.Option("table", "--format", help="table or json"),  # noqa: A002 - the option's name is what people type
) -> None:
    """What a unit owes in the year of that day, with the state of each item on that day."""
    from liangze.core.errors import Refusal

    if format not in FORMATS:
        raise Refusal("“%(format)s” is no format.", remedy="Use table or json.", field="--format", params={"format": format})
    start()
    from django.utils import translation

    with translation.override("en" if translated("All") == "All" else "zh-hans"):
        listed = _listed(unit, as_of)
        if format == "json":
            print(json.dumps(_plain(listed), ensure_ascii=False, indent=2))
        else:
            _table(listed)


def _listed(code: str, text: str | None) -> Listed:
    from liangze.core.errors import NotFound, Refusal
    from liangze.duties.queries.ledger_rows import rows_of
    from liangze.organisation.models import Unit
    from liangze.trust.clock import today

    try:
        day = date.fromisoformat(text) if text else today()
    except ValueError as error:
        raise Refusal("“%(day)s” is no day.", remedy="Write it as 2026-06-16.", field="--as-of", params={"day": text}) from error
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise NotFound(
            "There is no unit with the code “%(code)s”.", remedy="Check the code on the page of units.", field="--unit",
            params={"code": code},
        )
    return Listed(unit.code, unit.name, day.year, day, tuple(rows_of(unit.pk, day.year, day)))


def _plain(listed: Listed) -> dict[str, Any]:
    return {
        "unit": listed.code, "name": listed.name, "year": listed.year, "as_of": listed.as_of.isoformat(),
        "obligations": [
            {
                "id": row.id, "title": row.title, "regulation": row.clause.cited, "clause": row.clause.label, "seat": row.seat,
                "period": row.period, "period_start": row.period_start.isoformat(), "due": row.due_day.isoformat(), "state": row.state,
                "done_on": row.happened_day.isoformat() if row.happened_day else None,
                "entered_on": row.entered_day.isoformat() if row.entered_day else None,
                "days_entered_late": row.late_days, "files": row.files, "closed_out": row.closed or None,
            }
            for row in listed.rows
        ],
    }


def _table(listed: Listed) -> None:
    from collections import Counter

    from rich import box
    from rich.console import Console
    from rich.table import Table

    from liangze.core.words import State
    from liangze.organisation.words import name_of

    shown = Table(box=box.SIMPLE_HEAD, title=f"{listed.name} {listed.as_of.isoformat()}", title_justify="left")
    for heading in ("Item", "Clause", "Seat", "Due day", "State", "Done on"):
        shown.add_column(translated(heading), overflow="fold", no_wrap=heading in ("Due day", "State"))
    for row in listed.rows:
        shown.add_row(
            f"{row.title} · {row.period}", f"{row.clause.cited} {row.clause.label}", row.seat, row.due_day.isoformat(),
            name_of(State(row.state)), row.happened_day.isoformat() if row.happened_day else row.left,
        )
    Console().print(shown)
    counts = Counter(row.state for row in listed.rows)
    parts = [f"{name_of(state)} {counts[state.value]}" for state in State if counts[state.value]]
    print(f"{len(listed.rows)} = " + " + ".join(parts) if parts else "0")
