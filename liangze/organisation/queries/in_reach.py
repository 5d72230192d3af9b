"""Which accounts, and which entries of the audit chain, an administrator's grants reach: docs/adr/what-administrators-see.md."""

from __future__ import annotations

from datetime import tzinfo

from django.core.paginator import Page
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast

from liangze.organisation.models import Account, Appointment, Grant, Unit
from liangze.organisation.policy import Acting, Permission, demand, visible
from liangze.organisation.policy.doors import at_top, rights
from liangze.trust.models import AuditEntry
from liangze.trust.queries.entries import Filters, entries


def accounts_in_reach(by: Acting, permission: Permission) -> Q:
    """The accounts that belong to a unit in reach: by a grant or by a seat of their person, now or ever; before their first grant,
    those opened by somebody who has a grant there. What belongs nowhere is for a grant at the top; one's own account always is."""
    if by.is_console:
        return Q()
    grants = Grant.objects.filter(visible(by, permission, "unit__path"))
    seats = Appointment.objects.filter(visible(by, permission, "post__unit__path"), person=OuterRef("person"))
    without = ~Exists(Grant.objects.filter(account=OuterRef("pk")))
    found = Q(pk=by.account_id) | Exists(grants.filter(account=OuterRef("pk"))) | Exists(seats)
    found |= Q(without, Exists(grants.filter(account=OuterRef("opened_by"))))
    if at_the_top(by, permission):
        found |= Q(without, ~Exists(Appointment.objects.filter(person=OuterRef("person"))))
    return found


def is_in_reach(by: Acting, permission: Permission, account: Account) -> bool:
    """Whether that account is one of them. One statement."""
    return Account.objects.filter(accounts_in_reach(by, permission), pk=account.pk).exists()


def audit_entries(*, by: Acting, filters: Filters, zone: tzinfo, page: int | str = 1) -> Page[AuditEntry]:
    """Entries of the audit chain that match and that the person may read, latest first. Two statements. Raises NotAllowed.

    What was written in a unit is read where that unit is in reach. What names no unit (signing in, passwords, tokens) is read where
    the account that did it or that it concerns is; at the top all of it.
    """
    demand(by, Permission.AUDIT_READ, None)
    return entries(filters, within=_entries_in_reach(by), page=page, zone=zone)


def at_the_top(by: Acting, permission: Permission) -> bool:
    """Whether the person has the right from a unit that has none above it."""
    return by.is_console or any(at_top(held) for held in by.grants if permission in rights(held))


def _entries_in_reach(by: Acting) -> Q:
    if by.is_console:
        return Q()
    there = Q(unit_id__in=Unit.objects.filter(visible(by, Permission.AUDIT_READ)).order_by().values("pk"))
    nowhere = Q(unit_id=None)
    if at_the_top(by, Permission.AUDIT_READ):
        return there | nowhere
    accounts = Account.objects.filter(accounts_in_reach(by, Permission.AUDIT_READ)).order_by()
    concerned = Q(object_type="organisation.account", object_id__in=accounts.annotate(key=Cast("pk", CharField())).values("key"))
    return there | nowhere & (Q(account_id__in=accounts.values("pk")) | concerned)
