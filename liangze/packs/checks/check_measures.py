"""A measure names what follows, and a body is not admonished."""

from __future__ import annotations

from collections.abc import Iterator

from liangze.packs import messages
from liangze.packs.checks.finding import Finding, found
from liangze.packs.values import Pack
from liangze.packs.words import COLLECTIVE, PERSONAL, Against


def check_measures(pack: Pack) -> Iterator[Finding]:
    for position, item in enumerate(pack.measures):
        key = ("measures", position, "measures")
        if not item.measures:
            yield found(messages.MEASURES_EMPTY, *key, clause=item.clause)
        for place, measure in enumerate(item.measures):
            if item.against is Against.BODY and measure in PERSONAL:
                yield found(
                    messages.MEASURE_AGAINST_BODY,
                    *key,
                    place,
                    clause=item.clause,
                    measure=measure,
                )
            if item.against is Against.PERSON and measure in COLLECTIVE:
                yield found(
                    messages.MEASURE_AGAINST_PERSON,
                    *key,
                    place,
                    clause=item.clause,
                    measure=measure,
                )
