"""Moving a unit, with everything below it, under another one."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F, Max, Value
from django.db.models.functions import Concat, Length, Substr

from liangze.core.errors import Refusal
from liangze.organisation.actions.found_unit import demand_room
from liangze.organisation.actions.steps import demand_reason, hold_tree, unit_to_edit, written
from liangze.organisation.models import Change, Unit
from liangze.organisation.models.unit import SEGMENT
from liangze.organisation.policy import Acting
from liangze.organisation.spans import Span


@transaction.atomic
def move_unit(*, by: Acting, unit_id: int, parent_id: int, reason: str, today: date) -> Unit:
    """Put the unit under `parent_id`, today. The paths of its whole subtree change in one statement."""
    hold_tree(alone=True)
    unit, parent = unit_to_edit(by, unit_id), unit_to_edit(by, parent_id)
    reason = demand_reason(reason)
    if parent.path.startswith(unit.path):
        raise Refusal(
            "“%(parent)s” is “%(unit)s” itself or lies below it.",
            remedy="Choose a unit outside it.",
            field="parent",
            params={"parent": parent.name, "unit": unit.name},
        )
    if unit.parent_id == parent.pk:
        raise Refusal("It is there already.", remedy="Choose another unit, or leave it.", field="parent")
    if not Span(parent.since, parent.until).holds(today):
        raise Refusal("“%(parent)s” does not exist today.", remedy="Choose one that does.", field="parent", params={"parent": parent.name})
    subtree = Unit.objects.filter(path__gte=unit.path, path__lt=unit.path + ":")
    longest = subtree.aggregate(longest=Max(Length("path")))["longest"]
    demand_room(parent, (longest - len(unit.path)) // SEGMENT + 1)
    before = {"parent_id": unit.parent_id, "path": unit.path}
    moved = list(subtree.values_list("pk", flat=True))
    subtree.update(path=Concat(Value(parent.path), Substr(F("path"), len(unit.path) - SEGMENT + 1)))
    Unit.objects.filter(pk=unit.pk).update(parent=parent)
    unit.refresh_from_db()
    after = {"parent_id": unit.parent_id, "path": unit.path}
    written(by=by, action="unit.move", thing=unit, unit_id=unit.pk, before=before, after=after, reason=reason)
    # Who is superior to whom has changed for all of them, and for the two units above.
    others = [i for i in {*moved, before["parent_id"], parent.pk} if i not in {None, unit.pk}]
    Change.objects.bulk_create([Change(unit_id=i, what="organisation.unit.move") for i in others], batch_size=5000)
    return unit
