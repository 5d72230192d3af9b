"""Starting the framework, only for the commands that need the database."""

from __future__ import annotations

import os


def start() -> None:
    """Load the settings and the rooms. Commands that need no database never call it: they start faster."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liangze.config.settings")
    import django

    django.setup()
