"""Ids are unique over all lists of a pack, because links, obligations and overlays point to them."""

from __future__ import annotations

from collections.abc import Iterator

from liangze.packs import messages
from liangze.packs.checks.finding import Finding, cited, found
from liangze.packs.values import Pack


def check_ids(pack: Pack) -> Iterator[Finding]:
    seen: dict[str, tuple[str | int, ...]] = {}
    for name, position, value in cited(pack):
        key = (name, position, "id")
        if value.id in seen:
            yield found(
                messages.ID_TWICE,
                *key,
                clause=value.clause,
                id=value.id,
                first=seen[value.id],
            )
        seen.setdefault(value.id, key)
