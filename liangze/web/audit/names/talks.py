"""Actions of the room talks."""

from __future__ import annotations

from django.utils.functional import Promise

NAMES: dict[str, Promise] = {}
