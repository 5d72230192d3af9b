"""Commands that prepare and serve an installation."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import typer

from liangze.cli.framework import start
from liangze.cli.words import translated


def migrate_command() -> None:
    """Create or update all tables, and gather the assets where the server looks for them."""
    start()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def serve_command(
    address: str = typer.Option("127.0.0.1:8000", help="Where to listen."),
    workers: int = typer.Option(2, help="Processes that answer pages."),
) -> None:
    """Pages and one worker for long jobs, until stopped. Updates the database first."""
    # Told to end by a service manager, it must take its two children along as it does on Ctrl-C.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    migrate_command()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "liangze.config.settings"}
    worker = subprocess.Popen([sys.executable, "-m", "liangze.cli", "worker"], env=environment)
    try:
        _gunicorn(address, workers, environment)
    finally:
        worker.terminate()
        worker.wait(30)


def _gunicorn(address: str, workers: int, environment: dict[str, str]) -> None:
    command = [str(Path(sys.executable).with_name("gunicorn")), "liangze.config.wsgi:application"]
    options = ["--bind", address, "--workers", str(workers), "--no-control-socket"]
    server = subprocess.Popen([*command, *options], env=environment)  # noqa: S603 - our own server
    print(translated("The pages are at http://%(address)s/ (stop with Ctrl-C).", {"address": address}), flush=True)
    try:
        status = server.wait()
    except KeyboardInterrupt:
        status = 0
    finally:
        if server.poll() is None:
            server.terminate()
            server.wait(30)
    if status:
        raise typer.Exit(status)


def worker_command() -> None:
    """Work off planning, imports and other long jobs, and seal the audit chain every minute."""
    start()
    from django.core.management import call_command

    call_command("procrastinate", "worker")


def demo_command(
    serve: bool = typer.Option(False, "--serve", help="Serve it afterwards."),
    units: int = typer.Option(300, help="How many units, 60 to 50,000; all else follows."),
    address: str = typer.Option("127.0.0.1:8000", help="Where to listen with --serve."),
    practice: bool = typer.Option(False, "--practice", help="Leave lists, tasks, letters and keys to be made by whoever tries."),
) -> None:
    """An invented city (or, larger, a province) with a year of good, late and missing work, and who can sign in."""
    migrate_command()
    from liangze.demo.build import build
    from liangze.trust.clock import today

    for line in build(units=units, today=today(), practice=practice):
        print(line, flush=True)
    if serve:
        serve_command(address=address, workers=2)
