"""The command `liangze`: one thin function a command; each makes one call into a room."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

import typer

from liangze.cli.account import account_command
from liangze.cli.audit import audit_app
from liangze.cli.check import check_app
from liangze.cli.obligations import obligations_command
from liangze.cli.organisation import organisation_app
from liangze.cli.pack import pack_app
from liangze.cli.plan import plan_command
from liangze.cli.read import read_command
from liangze.cli.server import demo_command, migrate_command, serve_command, worker_command
from liangze.cli.verify import authority_app, verify_command

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="两责: regulations become duties, duties a ledger."
)
app.command("read", help="Read a regulation: its clauses and timed duties, as a table or as JSON.")(read_command)
app.add_typer(organisation_app, name="organisation", help="The workbook of units, seats and people: import, export, template.")
app.add_typer(pack_app, name="pack", help="Regulations as data: check, install, list, show, export.")
app.command("account", help="Open an account with one grant, from the console.")(account_command)
app.add_typer(audit_app, name="audit", help="The audit chain: verify, seal, note down an anchor.")
app.add_typer(check_app, name="check", help="Whether counters and references agree with the records.")
app.command("verify")(verify_command)
app.add_typer(authority_app, name="authority", help="The authority that issues signers' certificates: show, export.")
app.command("migrate", help="Prepare or update the database.")(migrate_command)
app.command("plan")(plan_command)
app.command("obligations")(obligations_command)
app.command("serve", help="Serve the pages, with a worker for long jobs.")(serve_command)
app.command("worker", help="Work off long jobs only (for a machine of its own).")(worker_command)
app.command("demo", help="Fill an empty database with an invented city.")(demo_command)


def run(command: Callable[[], Any] | None = None) -> None:
    """Run, and turn a refusal into its words and exit status 2."""
    from liangze.core.errors import Refusal, Refusals

    try:
        (command or _typed)()
    except Refusals as refusals:
        for refusal in refusals.refusals:
            print(_words(refusal), file=sys.stderr)
        sys.exit(2)
    except Refusal as refusal:
        print(_words(refusal), file=sys.stderr)
        sys.exit(2)
    except Exception as failure:
        if os.environ.get("LIANGZE_LOG", "").upper() == "DEBUG":
            raise
        from liangze.cli.words import translated

        database = type(failure).__name__ in ("ProgrammingError", "OperationalError")
        hint = "The database does not answer as expected. Run `liangze migrate` first." if database else "This is a fault of the program."
        print(translated(hint), f"({type(failure).__name__}: {failure})", file=sys.stderr)
        print(translated("LIANGZE_LOG=DEBUG shows where it happened."), file=sys.stderr)
        sys.exit(70)


def _typed() -> None:
    """What was typed, with help and complaints in the language chosen. Exits with the status of the command."""
    from liangze.cli.language import complaint, speak, translate_help
    from liangze.cli.words import translated

    speak()
    try:
        status = translate_help(typer.main.get_command(app)).main(standalone_mode=False)
    except typer.Abort:
        print(translated("Stopped."), file=sys.stderr)
        status = 1
    except Exception as wrong:  # what typer found wrong with the words typed; all else is for `run`
        if not hasattr(wrong, "format_message"):
            raise
        context, said = getattr(wrong, "ctx", None), complaint(wrong.format_message())
        if said:  # nothing was typed: the help stands there already
            print(said, file=sys.stderr)
        if context is not None:
            print(translated("See %(command)s --help.", {"command": context.command_path}), file=sys.stderr)
        status = wrong.exit_code  # every complaint of typer has one
    sys.exit(status if isinstance(status, int) else 0)


def _words(refusal: Any) -> str:
    from liangze.cli.words import translated

    parts = [
        f"{refusal.field}:" if refusal.field else "",
        translated(refusal.what, refusal.params),
        translated(refusal.remedy, refusal.params),
    ]
    return " ".join(part for part in parts if part)
