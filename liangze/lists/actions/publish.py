"""Publishing a signed list, and withdrawing it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from liangze.core.errors import Conflict, NotFound, Refusal
from liangze.lists.actions.writing import demand_stage, locked, required
from liangze.lists.models import Publication, Scope, Stage
from liangze.organisation.policy import Acting, Permission, demand, visible
from liangze.trust.actions import append

REPLACED = "Another version or circle took its place."


def publish(*, version_id: int, scope: str, by: Acting, now: datetime) -> Publication:
    """Show a signed version to a circle; what was published of the list before ends.

    Raises NotFound, NotAllowed, Conflict unless it is signed or when it is published just so, Refusal for an unknown circle.
    """
    with transaction.atomic():
        version, stage = locked(version_id, by, Permission.LIST_PUBLISH)
        demand_stage(stage, Stage.SIGNED)
        if scope not in set(Scope.values):
            raise Refusal("No circle is chosen.", remedy="Choose who shall see the list.", field="scope")
        before = Publication.objects.filter(list=version.list, ended_at=None).first()
        if before is not None:
            if (before.version_id, before.scope) == (version.pk, scope):
                raise Conflict("The list is published to this circle already.", remedy="Choose another circle, or leave it.")
            Publication.objects.filter(pk=before.pk).update(ended_at=now, ended_by=by.account_id, ended_reason=REPLACED)
        made = Publication.objects.create(list=version.list, version=version, scope=scope, by_id=by.account_id, at=now)
        append(
            by=by, action="lists.publication.publish", thing=made, unit_id=version.list.unit_id,
            before={"publication": before.pk, "scope": before.scope} if before else None, after={"version": version.pk, "scope": scope},
        )
    return made


def withdraw(*, publication_id: int, reason: str, by: Acting, now: datetime) -> Publication:
    """End a publication, with a reason. Raises NotFound, NotAllowed, Conflict when it has ended, Refusal without reason."""
    with transaction.atomic():
        rows = Publication.objects.filter(visible(by, Permission.LIST_READ, "list__unit__path"), pk=publication_id)
        row = rows.select_related("list__unit").select_for_update(of=("self",)).first()
        if row is None:
            raise NotFound("There is no such publication among those that you may read.", remedy="Open the list it belongs to.")
        demand(by, Permission.LIST_PUBLISH, row.list.unit)
        if row.ended_at is not None:
            raise Conflict("It is withdrawn already.", remedy="Nothing needs to be done.")
        row.ended_at, row.ended_by_id, row.ended_reason = now, by.account_id, required(reason)
        row.save(update_fields=["ended_at", "ended_by", "ended_reason"])
        append(by=by, action="lists.publication.withdraw", thing=row, unit_id=row.list.unit_id, reason=row.ended_reason)
    return row
