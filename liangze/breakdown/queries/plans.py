"""What a breakdown can be about beside being one."""

from __future__ import annotations

from liangze.core.words import ActKind
from liangze.duties.queries.words import chinese
from liangze.regulations.models import Topic


def plan_topics() -> tuple[tuple[str, str], ...]:
    """(key, name) of topics of plans that duties in packs ask for together with the breakdown, itself left out. One statement."""
    rows = Topic.objects.filter(kinds__contains=[ActKind.PLAN.value]).exclude(key="breakdown").order_by("key")
    return tuple((key, zh if chinese() else en) for key, zh, en in rows.values_list("key", "zh", "en"))
