"""Grants: given and ended by the security administrator, never to oneself."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from liangze.core.errors import Conflict, Refusal, Refusals
from liangze.organisation.models import Account, Grant, GrantRole, Unit
from liangze.organisation.policy import Acting, Permission, demand
from liangze.organisation.policy.roles import APART
from liangze.trust.actions import append


@transaction.atomic
def give_grant(*, account: Account, role: str, unit: Unit, since: date, until: date | None, reason: str, by: Acting) -> Grant:
    """A role in a unit and below it, from a day on.

    Raises Refusals for missing words or dates the wrong way round, Conflict where one person would hold two of the three
    administrators, or an administrator and any other role (they watch each other; GB/T 22239 level three), or would
    grant a right to themselves.
    """
    demand(by, Permission.GRANT_GIVE, unit)
    Account.objects.select_for_update().get(pk=account.pk)
    if account.pk == by.account_id:
        raise Conflict("Nobody grants a right to themselves.", remedy="Ask another security administrator.")
    wrong = []
    if role not in GrantRole.values:
        wrong.append(Refusal("There is no such role.", field="role", remedy="Choose one from the list."))
    if until is not None and until <= since:
        wrong.append(Refusal("The last day lies before the first.", field="until", remedy="Leave it empty if it has no end."))
    if not reason.strip():
        wrong.append(Refusal("The reason is missing.", field="reason", remedy="Write why, for example the appointment's number."))
    if wrong:
        raise Refusals(wrong)
    others = set(_overlapping(account, since, until).values_list("role", flat=True)) - {role}
    if others and (role in APART or others & APART):
        raise Conflict(
            "An administrator holds no other role, so that the three watch each other.",
            field="role",
            remedy="End the other grant first, or use a separate account.",
        )
    grant = Grant.objects.create(
        account=account, role=role, unit=unit, since=since, until=until, reason=reason.strip(), granted_by_id=by.account_id
    )
    after = {"account": account.username, "role": role, "unit": unit.code, "since": since, "until": until}
    append(by=by, action="organisation.grant.give", thing=grant, after=after, unit_id=unit.pk, reason=reason)
    return grant


@transaction.atomic
def end_grant(*, grant: Grant, until: date, reason: str, by: Acting) -> Grant:
    """End it on a day (the first day without it). Raises Conflict when it ended before."""
    demand(by, Permission.GRANT_GIVE, grant.unit)
    if grant.until is not None and grant.until <= until:
        raise Conflict("This grant ended on %(day)s already.", params={"day": grant.until.isoformat()}, remedy="Nothing needs to be done.")
    if until <= grant.since:
        until_text = grant.since.isoformat()
        raise Refusals([Refusal("It begins on %(day)s.", field="until", params={"day": until_text}, remedy="Choose a later day.")])
    before = {"until": grant.until}
    grant.until = until
    grant.save(update_fields=("until",))
    append(by=by, action="organisation.grant.end", thing=grant, before=before, after={"until": until}, unit_id=grant.unit_id, reason=reason)
    return grant


def _overlapping(account: Account, since: date, until: date | None) -> QuerySet[Grant]:
    begins = Q(since__lt=until) if until else Q()
    return account.grants.filter(begins, Q(until__isnull=True) | Q(until__gt=since))
