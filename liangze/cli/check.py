"""`liangze check`: whether what is derived agrees with what it is derived from."""

from __future__ import annotations

import typer

from liangze.cli.framework import start
from liangze.cli.words import translated

check_app = typer.Typer(no_args_is_help=True)


@check_app.command("counters")
def counters_command(
    rebuild: bool = typer.Option(False, "--rebuild", help="Compute them anew where they differ."),
) -> None:
    """Compare the counters with the obligations; exit status 1 where they differ. The worker does it every night."""
    start()
    from liangze.duties.counters import compare_counters, rebuild_counters

    found = compare_counters(limit=20)
    for each in found:
        print(each.node_id, each.version_id, each.kind, each.opens, each.due, each.expected, each.found)
    if not found:
        print(translated("The counters agree with the obligations."))
        return
    print(translated("The counters differ from the obligations: node, version, kind, opens, due, expected, found."))
    if rebuild:
        print(translated("%(rows)s counters computed anew.", {"rows": rebuild_counters()}))
        return
    raise typer.Exit(1)


@check_app.command("obligations")
def obligations_command() -> None:
    """Whether every obligation points to a duty, a unit and seats that exist; exit status 1 where one does not."""
    start()
    from liangze.duties.queries.dangling import dangling_obligations

    found = dangling_obligations()
    if not found:
        print(translated("Every obligation points to rows that exist."))
        return
    for column, rows in found.items():
        print(translated("%(rows)s obligations point to nothing in %(column)s.", {"rows": rows, "column": column}))
    raise typer.Exit(1)
