"""Which regulations there are to count by."""

from __future__ import annotations

from liangze.regulations.models import RegulationVersion


def regulations() -> list[tuple[int, int, str]]:
    """(version id, regulation id, the regulation's short name), oldest regulation first. One statement."""
    rows = RegulationVersion.objects.order_by("regulation_id", "version").values_list(
        "id", "regulation_id", "regulation__short_title", "regulation__number"
    )
    return [(version, regulation, short or number) for version, regulation, short, number in rows]
