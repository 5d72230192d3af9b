"""`liangze organisation import|export|template`: the workbook of the organisation, with progress."""

from __future__ import annotations

import hashlib
import sys
import time
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from liangze.cli.framework import start
from liangze.cli.words import translated

organisation_app = typer.Typer(no_args_is_help=True)
SHOWN = 50  # findings printed; --findings writes all that were kept
STEPS = {"reading": "Is being read", "checking": "Is being checked", "storing": "Is being stored", "done": "Imported"}


@organisation_app.command("import", help="Import a workbook: all of it, or nothing and what is wrong in each row. Status 1 when refused.")
def import_command(
    file: Path = typer.Argument(..., exists=True, dir_okay=False, help="The workbook (.xlsx), as in the template."),
    findings: Path | None = typer.Option(None, help="Write what was found into this workbook."),
) -> None:
    """Import a workbook from the console."""
    start()
    from liangze.organisation.actions.importing.run import import_workbook
    from liangze.organisation.policy import console

    begun = time.monotonic()
    with file.open("rb") as source, progress() as bar:
        digest = hashlib.file_digest(source, "sha256").hexdigest()
        task = bar.add_task(translated(STEPS["reading"]), total=100)

        def on_progress(step: str, share: int) -> None:
            bar.update(task, completed=share, description=translated(STEPS[step]))

        outcome = import_workbook(by=console(), source=source, digest=digest, on_progress=on_progress)
    rows = worded(outcome.findings.kept)
    tell(outcome, rows, time.monotonic() - begun)
    if findings is not None:
        write(findings, rows)
    if not outcome.stored:
        sys.exit(1)


@organisation_app.command("export", help="Write everything into one workbook that can be imported as it is.")
def export_command(file: Path = typer.Argument(..., dir_okay=False, help="The workbook to write (.xlsx).")) -> None:
    """Export everything from the console."""
    start()
    from liangze.organisation.policy import console
    from liangze.organisation.queries.export import export_workbook
    from liangze.organisation.words import listed
    from liangze.organisation.workbook.layout import BY_KEY

    with progress() as bar:
        bar.add_task(translated("Is being written"), total=None)
        counts = export_workbook(by=console(), target=file)
    print(listed(f"{BY_KEY[key].title} {count}" for key, count in counts.items()))


@organisation_app.command("template", help="Write the empty workbook with its sheet of explanations.")
def template_command(file: Path = typer.Argument(..., dir_okay=False, help="The workbook to write (.xlsx).")) -> None:
    """Write the template."""
    from liangze.organisation.workbook.writing import write_template

    write_template(file)


def progress() -> Progress:
    """A bar on standard error, so that the output can go into a file."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)


def worded(found: list[Any]) -> list[tuple[str, int, str, str, str]]:
    """Findings in the language of the command line."""
    return [(f.sheet, f.row, f.column, translated(f.what, f.params), translated(f.remedy, f.params)) for f in found]


def tell(outcome: Any, rows: list[tuple[str, int, str, str, str]], seconds: float) -> None:
    """What became of it: rows by sheet, or what is wrong."""
    from liangze.organisation.workbook.layout import BY_KEY

    screen = Console()
    if rows:
        table = Table()
        for name in ("Sheet", "Row", "Column", "What is wrong", "How to mend it"):
            table.add_column(translated(name), overflow="fold")  # Chinese has no blanks to break at: nothing may be cut off
        for sheet, row, column, what, remedy in rows[:SHOWN]:
            table.add_row(sheet, str(row or ""), column, what, remedy)
        screen.print(table)
    if not outcome.stored:
        words = translated("Nothing was stored: %(found)s findings, %(shown)s shown.")
        screen.print(words % {"found": outcome.findings.found, "shown": min(SHOWN, len(rows))}, highlight=False)
        return
    table = Table(*(translated(name) for name in ("Sheet",)), *(translated(name) for name in ("New rows", "Changed rows", "Same rows")))
    for key, numbers in outcome.counts.items():
        table.add_row(BY_KEY[key].title, str(numbers["new"]), str(numbers["changed"]), str(numbers["same"]))
    screen.print(table)
    screen.print(translated("Imported in %(seconds)s seconds.") % {"seconds": f"{seconds:.1f}"}, highlight=False)


def write(target: Path, rows: list[tuple[str, int, str, str, str]]) -> None:
    """The findings as a workbook."""
    from liangze.organisation.workbook.findings_sheet import write_findings

    headings = [translated(name) for name in ("Sheet", "Row", "Column", "What is wrong", "How to mend it")]
    with target.open("wb") as stream:
        write_findings(stream, title=translated("Findings"), headings=headings, rows=rows)
