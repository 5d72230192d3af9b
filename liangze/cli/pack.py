"""`liangze pack …`: regulations as data. `check` needs neither database nor framework."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from liangze.cli.pack_install import register
from liangze.cli.words import translated
from liangze.core.errors import Refusals
from liangze.packs.examples import check_examples, load_examples
from liangze.packs.load import load_pack
from liangze.packs.refusals import PackRefusal
from liangze.packs.schema import schema_document
from liangze.packs.shared_topics import check_shared_topics

pack_app = typer.Typer(no_args_is_help=True)
register(pack_app)


@pack_app.command("check", help="Check packs and run their examples. Exit status 1 when something is found.")
def check_command(
    paths: Annotated[list[Path], typer.Argument(help="Pack files, or folders in which every pack.yaml is checked.")],
) -> None:
    """Print each finding as file:line: message; one line for each pack that is in order."""
    wrong = 0
    for path in _pack_files(paths):
        try:
            found, told = _check(path)
        except Refusals as refusals:
            found, told = refusals.refusals, ""
        for refusal in found:
            print(_line(refusal))
        if not found:
            print(told)
        wrong += bool(found)
    sys.exit(1 if wrong else 0)


@pack_app.command("schema", help="Print the JSON Schema of the pack format, for editors.")
def schema_command() -> None:
    """As packs/schema.json has it."""
    sys.stdout.write(schema_document())


def _pack_files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        inside = sorted(path.rglob("pack.yaml")) if path.is_dir() else []
        yield from inside or [path / "pack.yaml" if path.is_dir() else path]


def _check(path: Path) -> tuple[tuple[PackRefusal, ...], str]:
    pack = load_pack(path)
    examples = path.with_name("examples.yaml")
    found = check_shared_topics(pack, path)
    count = 0
    if examples.exists():
        count, found = len(load_examples(examples)), found + check_examples(pack, examples)
    counts = {"file": path, "clauses": len(pack.clauses), "duties": len(pack.duties), "examples": count}
    return found, translated("%(file)s: in order (%(clauses)s clauses, %(duties)s timed duties, %(examples)s examples)", counts)


def _line(refusal: object) -> str:
    """One finding in the language of the command line."""
    if not isinstance(refusal, PackRefusal):
        return str(refusal)
    where = " ".join(filter(None, (refusal.key, f"({refusal.clause})" if refusal.clause else "")))
    words = " ".join(translated(text, refusal.params) for text in (refusal.what, refusal.remedy) if text)
    return f"{refusal.file}:{refusal.line}: " + (f"{where}: " if where else "") + words
