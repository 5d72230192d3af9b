"""Two lists of sister units that share their words, and the comparison that found them."""

from __future__ import annotations

from liangze.lists.models import Comparison, CopyFinding, ListVersion, ResponsibilityList
from liangze.organisation.models import Unit
from tests.rooms import factory as f


def copied(city: Unit, first: Unit, second: Unit) -> dict[str, int]:
    """The finding, as a target. Lists of another year, so that nothing else meets them."""
    versions = [
        ListVersion.objects.create(
            list=ResponsibilityList.objects.create(unit=unit, role="leadership", year=2025), number=1, drafted_at=f.at(f.FIRST)
        )
        for unit in (first, second)
    ]
    run = Comparison.objects.create(unit=city, year=2025, state="done", at=f.at(f.FIRST), ended_at=f.at(f.FIRST))
    found = CopyFinding.objects.create(
        comparison=run, earlier=versions[0], later=versions[1], unit_earlier=first, unit_later=second, share_earlier=90, share_later=95,
        share=95, found_at=f.at(f.FIRST),
    )
    return {"finding": found.pk}
