"""Ending many rows on one day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from liangze.core.errors import Refusal


def end_all(rows: QuerySet[Any], on: date) -> int:
    """End on `on` the rows that are open then; how many. Refuses when one of them would begin on or after that day."""
    open_rows = rows.filter(Q(until__isnull=True) | Q(until__gt=on))
    later = open_rows.filter(since__gte=on).order_by("since").first()
    if later is not None:
        raise Refusal(
            "Something that hangs on it begins on %(since)s.",
            remedy="End it on a later day, or correct that entry first.",
            field="on",
            params={"since": later.since},
        )
    return open_rows.update(until=on)
