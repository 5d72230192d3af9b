"""Accounts and grants, for the security administrator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, Count, ExpressionWrapper, Q

from liangze.core.errors import NotFound
from liangze.organisation.models import Account, Grant
from liangze.organisation.policy import Acting, Permission, demand, visible
from liangze.organisation.policy.acting import in_force
from liangze.organisation.queries.in_reach import accounts_in_reach

PAGE = 50


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account as listed."""

    id: int
    username: str
    name: str
    person: str
    is_active: bool
    grants: int


def accounts(*, by: Acting, today: date, search: str = "", page: int = 1) -> tuple[list[AccountRow], Page[Account]]:
    """Accounts in reach whose user name, name or person number holds `search`, 50 a page. Three statements."""
    demand(by, Permission.ACCOUNT_READ, None)
    mine = accounts_in_reach(by, Permission.ACCOUNT_READ)
    rows = Account.objects.filter(mine).select_related("person").annotate(now=Count("grants", filter=in_force(today, "grants__")))
    if search:
        rows = rows.filter(Q(username__icontains=search) | Q(name__icontains=search) | Q(person__number__icontains=search))
    found = Paginator(rows.order_by("username"), PAGE).get_page(page)
    shown = [
        AccountRow(a.pk, a.username, a.name, f"{a.person.number} {a.person.name}" if a.person else "", a.is_active, a.now) for a in found
    ]
    return shown, found


def account_with_grants(*, by: Acting, account_id: int) -> tuple[Account, list[Grant]]:
    """The account and all its grants, latest first, each with `may_end`. Raises NotFound."""
    demand(by, Permission.ACCOUNT_READ, None)
    mine = accounts_in_reach(by, Permission.ACCOUNT_READ)
    account = Account.objects.filter(mine, pk=account_id).select_related("person").first()
    if account is None:
        raise NotFound("There is no such account, or it is outside your reach.", remedy="Go back to the list of accounts.")
    here = ExpressionWrapper(visible(by, Permission.GRANT_GIVE, "unit__path"), BooleanField())
    grants = Grant.objects.filter(account=account).annotate(may_end=here).select_related("unit", "granted_by").order_by("-since", "-id")
    return account, list(grants)


def grant_of(*, by: Acting, grant_id: int) -> Grant:
    """One grant in a unit in reach. Raises NotFound."""
    demand(by, Permission.GRANT_GIVE, None)
    mine = Grant.objects.filter(visible(by, Permission.GRANT_GIVE, "unit__path"), pk=grant_id)
    grant = mine.select_related("account", "unit").first()
    if grant is None:
        raise NotFound("There is no such grant, or its unit is outside your reach.", remedy="Go back to the account.")
    return grant
