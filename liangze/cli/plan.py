"""`liangze plan`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from liangze.cli.framework import start
from liangze.cli.words import translated

if TYPE_CHECKING:
    from liangze.duties.planning.summary import DutySummary

#: Numbers of a duty's line, in order: heading and name in the summary.
NUMBERS = (("new", "New"), ("same", "Same"), ("moved", "Moved"), ("restored", "Owed again"), ("handed_over", "Handed over"))


def plan_command(
    year: int = typer.Option(..., help="The year in which the obligations fall due."),
    quiet: bool = typer.Option(False, "--quiet", help="Only the totals."),
) -> None:
    """Work out what every seat owes in a year. Doing it twice changes nothing; what has changed is shown, and why."""
    start()
    from rich.progress import Progress, TextColumn

    from liangze.duties.actions import plan
    from liangze.organisation.policy import console
    from liangze.trust.clock import today

    with Progress(*Progress.get_default_columns(), TextColumn("{task.completed}/{task.total}"), transient=True) as progress:
        task = progress.add_task("", total=None)

        def on_progress(done: int, of: int, title: str) -> None:
            progress.update(task, completed=done, total=max(of, 1), description=title)

        summary = plan(year=year, by=console(), today=today(), on_progress=on_progress)
    if not quiet:
        _table(summary.duties)
    totals = {name: summary.total(name) for name, _ in NUMBERS} | {"year": year, "withdrawn": sum(summary.withdrawn.values())}
    print(translated("%(year)s: %(new)s new, %(moved)s moved, %(restored)s owed again, %(withdrawn)s withdrawn.", totals))


def _table(duties: tuple[DutySummary, ...]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    from liangze.duties.planning import whys

    table = Table(box=box.SIMPLE_HEAD)
    table.add_column(translated("Duty"), overflow="fold")
    for _, heading in NUMBERS:
        table.add_column(translated(heading), justify="right")
    table.add_column(translated("Withdrawn"), justify="right")
    table.add_column(translated("Why"), overflow="fold")
    for duty in duties:
        numbers = [_number(getattr(duty, name)) for name, _ in NUMBERS]
        why = [translated(whys.TEXTS[duty.why])]
        why += [f"{count} × {translated(whys.WITHDRAWN_TEXTS[word])}" for word, count in duty.withdrawn.items()]
        name = f"{duty.title}\n{duty.cited} {duty.clause}"
        table.add_row(name, *numbers, _number(sum(duty.withdrawn.values())), "\n".join(why))
    Console().print(table)


def _number(value: int | None) -> str:
    return "–" if value is None else str(value or "")
