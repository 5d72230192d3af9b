"""`liangze read FILE`: a regulation as a clause tree with its timed duties. Imports no Django: it starts at once."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from liangze.cli import codes
from liangze.cli.words import translated
from liangze.reading import Reading, UnreadableDocument, read_file

HEAD = (
    ("title", "Title"),
    ("number", "Document number"),
    ("issuer", "Issuer"),
    ("issued_on", "Issued on"),
    ("effective_on", "In force from"),
)
DUTY = ("Clause", "Who", "Role", "Kind", "How often", "By when", "Words of the document")


def read_command(
    file: Annotated[Path, typer.Argument(help="A regulation: txt, html, docx or pdf with text; doc and wps with LibreOffice.")],
    format: Annotated[  # noqa: A002  # the name of the option: --format
        str, typer.Option(help="table or json")
    ] = "table",
) -> None:
    """Read a regulation: its head, its clauses, its timed duties. Exit status 1 where no clause is found, 2 where it cannot be read."""
    if format not in ("table", "json"):
        print("--format: " + translated("Use table or json."), file=sys.stderr)
        raise typer.Exit(2)
    try:
        reading = read_file(file)
    except UnreadableDocument as refusal:
        print(f"{file.name}:", translated(refusal.what, refusal.params), translated(refusal.remedy, refusal.params), file=sys.stderr)
        raise typer.Exit(2) from None
    if format == "json":
        sys.stdout.write(json.dumps(reading.as_dict(), ensure_ascii=False, indent=1) + "\n")
    elif reading.clauses:
        _print_tables(reading)
    if not reading.clauses:
        told = translated("No clause was found: this text is not a regulation, or its clauses have neither labels nor headings.")
        print(f"{file.name}:", told, file=sys.stderr)
        raise typer.Exit(1)


def _print_tables(reading: Reading) -> None:
    from rich.console import Console  # only a person at a terminal waits for it
    from rich.table import Table

    def _table(headings: tuple[str, ...], title: str, count: int) -> Table:
        return Table(*(translated(each) for each in headings), title=translated(title, {"count": count}))

    console, head = Console(), reading.document
    facts = Table(show_header=False, box=None)
    for name, heading in HEAD:
        value = getattr(head, name)
        if value:
            facts.add_row(translated(heading), str(value))
    console.print(facts)
    clauses = _table(("Clause", "Text"), "%(count)s clauses", len(reading.clauses))
    for clause in reading.clauses:
        own = " ".join(filter(None, (clause.heading, clause.text)))
        clauses.add_row("/".join(clause.path), own[:48] + ("…" if len(own) > 48 else ""))
    console.print(clauses)
    duties = _table(DUTY, "%(count)s timed duties", len(reading.duties))
    for row in reading.as_dict()["duties"]:
        due = row["due"]
        due = f"{due['month']}-{due['day']}" if isinstance(due, dict) else due or codes.other(row.get("window") or "")
        words = codes.role(row["role"]), codes.kind(row["kind"]), codes.cadence(row["per"], row["times"]), due
        duties.add_row("/".join(row["clause"]), row["subject"] or "", *words, row["evidence_text"])
    console.print(duties)
    for warning in reading.warnings:
        console.print(translated(warning))


def main() -> None:
    typer.run(read_command)


if __name__ == "__main__":
    main()
