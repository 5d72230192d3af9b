"""Ending an adoption: from a day on the version binds the unit no longer."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from liangze.core.errors import Conflict, Refusal
from liangze.organisation.policy import Acting, Permission, demand
from liangze.regulations.models import Adoption
from liangze.trust.actions import append


def end_adoption(*, adoption: Adoption, until: date, reason: str, by: Acting) -> Adoption:
    """Let it end: `until` is the first day on which it binds no longer. What was owed before stays owed.

    Raises NotAllowed; Refusal without a reason or with a day before it began; Conflict when it has ended by then.
    """
    demand(by, Permission.REGULATION_ADOPT, adoption.unit)
    if not reason.strip():
        raise Refusal("A reason is missing.", remedy="Say why the regulation no longer binds the unit.", field="reason")
    with transaction.atomic():
        row = Adoption.objects.select_for_update().get(pk=adoption.pk)
        if row.until is not None and row.until <= until:
            raise Conflict(
                "It has ended already, on %(day)s.", remedy="Reload the page.", field="until", params={"day": row.until.isoformat()}
            )
        if until <= row.since:
            raise Refusal(
                "It began on %(day)s and must bind for a day at least.",
                remedy="Choose a later day.",
                field="until",
                params={"day": row.since.isoformat()},
            )
        before = {"until": row.until}
        row.until = until
        row.save(update_fields=["until"])
        append(
            by=by, action="regulations.adoption.end", thing=row, before=before, after={"until": until},
            unit_id=row.unit_id, reason=reason.strip(),
        )  # fmt: skip
    return row
