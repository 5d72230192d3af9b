"""`liangze pack install|list|show|export`: packs in the database. `check` and `schema` stand in liangze.cli.pack."""

from __future__ import annotations

import json
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from liangze.cli.framework import start
from liangze.cli.words import translated
from liangze.core.errors import NotFound, Refusals
from liangze.packs.load import load_pack

Files = Annotated[list[Path], typer.Argument(help="Pack files, or folders in which every pack.yaml is installed.")]
Key = Annotated[str, typer.Argument(help="The regulation's id, as `liangze pack list` shows it.")]
Number = Annotated[int | None, typer.Option("--version", help="The version; by default the newest.")]


class Format(StrEnum):
    TABLE = "table"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Put the commands under `liangze pack`."""
    app.command("install", help="Install packs. All of them, or none when one is refused.")(install_command)
    app.command("list", help="List the installed versions.")(list_command)
    app.command("show", help="Show what a version says: its timed duties by clause.")(show_command)
    app.command("export", help="Print the pack of a version as YAML.")(export_command)


def install_command(paths: Files) -> None:
    """One line for each pack: installed, or there already. Raises Refusals with file and line."""
    packs, wrong = [], []
    for path in _files(paths):
        try:
            packs.append(load_pack(path))
        except Refusals as refusals:
            wrong += refusals.refusals
    if wrong:
        raise Refusals(wrong)
    start()
    from django.db import transaction
    from django.utils import timezone

    from liangze.organisation.policy import console
    from liangze.regulations.actions import install_pack

    with transaction.atomic():
        for pack in packs:
            installed = install_pack(pack=pack, by=console(), now=timezone.now())
            said = "%(key)s, version %(version)s: installed." if installed.is_new else "%(key)s, version %(version)s: there already."
            print(translated(said, {"key": pack.regulation, "version": pack.version}))


def list_command(format: Annotated[Format, typer.Option(help="table or json")] = Format.TABLE) -> None:  # noqa: A002 - the option is called so
    """Key, version, document number, first day in force, title."""
    start()
    from liangze.organisation.policy import console
    from liangze.regulations.queries.reach import versions_for

    rows = [
        {
            "regulation": row.regulation.key, "version": row.version, "number": row.number or None,
            "in_force_from": row.in_force_from, "title": row.title, "digest": row.digest,
        }
        for row in versions_for(console()).defer("pack").order_by("regulation__key", "version")
    ]  # fmt: skip
    if format is Format.JSON:
        print(json.dumps(rows, ensure_ascii=False, indent=1, default=date.isoformat))
        return
    for row in rows:
        print(f"{row['regulation']}\t{row['version']}\t{row['number'] or '—'}\t{row['in_force_from'] or '—'}\t{row['title']}")


def show_command(key: Key, version: Number = None) -> None:
    """Each timed duty: clause, who, how often and by when, title; then how much of everything else."""
    row = _version(key, version)
    from liangze.regulations.queries.parts import parts_of

    parts = parts_of(row.pk)
    labels = {clause.id: clause.label for clause in parts.clauses}
    print(f"{row.title}\t{row.number or '—'}\t{row.regulation.issuer or '—'}")
    for duty in parts.duties:
        print(f"{labels[duty.clause_id]}\t{duty.who}\t{duty.cadence}\t{duty.title}")
    counts = {
        "clauses": len(parts.clauses), "duties": len(parts.duties), "situations": len(parts.situations), "measures": len(parts.measures),
        "standing": len(parts.standing) + sum(len(printed.items) for printed in parts.lists), "triggers": len(parts.triggers),
    }  # fmt: skip
    print(
        translated(
            "%(clauses)s clauses, %(duties)s timed and %(standing)s standing duties, %(situations)s situations, "
            "%(measures)s measures, %(triggers)s triggers.",
            counts,
        )
    )


def export_command(
    key: Key, version: Number = None, output: Annotated[Path | None, typer.Option("--output", "-o", help="A file to write.")] = None
) -> None:
    """The canonical YAML, to standard output or into a file."""
    text = _version(key, version).pack
    if output is None:
        print(text, end="")
    else:
        output.write_text(text, encoding="utf-8")


def _version(key: str, number: int | None) -> Any:
    start()
    from liangze.organisation.policy import console
    from liangze.regulations.queries.reach import versions_for

    rows = versions_for(console()).filter(regulation__key=key).order_by("-version")
    row = rows.filter(version=number).first() if number is not None else rows.first()
    if row is None:
        raise NotFound("No such version is installed: %(key)s.", remedy="See `liangze pack list`.", params={"key": key})
    return row


def _files(paths: list[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        inside = sorted(path.rglob("pack.yaml")) if path.is_dir() else []
        found += inside or [path / "pack.yaml" if path.is_dir() else path]
    return found
