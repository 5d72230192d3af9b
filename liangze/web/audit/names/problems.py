"""Actions of the room problems."""

from __future__ import annotations

from django.utils.functional import Promise

NAMES: dict[str, Promise] = {}
