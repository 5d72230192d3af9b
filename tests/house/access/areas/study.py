"""What the rows of study.yaml point at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from liangze.organisation.policy import Acting

TARGETS: dict[str, str] = {}


def made(place: Any, acts: Mapping[str, Acting], day: date) -> dict[str, Any]:
    """Nothing yet."""
    return {}
