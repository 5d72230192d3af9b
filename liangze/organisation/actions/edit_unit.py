"""Renaming a unit and changing what it is."""

from __future__ import annotations

from django.db import transaction

from liangze.organisation.actions.found_unit import UnitFacts, checked
from liangze.organisation.actions.steps import fields_of, unit_to_edit, written
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting

EDITED = ("name", "kind", "level", "party_organ", "discipline_organ", "position")


@transaction.atomic
def edit_unit(*, by: Acting, unit_id: int, facts: UnitFacts, reason: str = "") -> Unit:
    """Set the facts of a unit. Its code lasts; its days are corrected by `correct_days`. Nothing changed writes nothing."""
    unit = unit_to_edit(by, unit_id)
    before = fields_of(unit, *EDITED)
    for field, value in checked(facts).items():
        setattr(unit, field, value)
    after = fields_of(unit, *EDITED)
    if after != before:
        unit.save(update_fields=EDITED)
        written(by=by, action="unit.edit", thing=unit, unit_id=unit.pk, before=before, after=after, reason=reason)
    return unit
