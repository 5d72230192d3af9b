"""Who acts: an account with the rights and seats it has on a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q

from liangze.core.words import UnitKind
from liangze.organisation.models import Account, Appointment, Grant, GrantRole, Stationing


@dataclass(frozen=True, slots=True)
class Held:
    """One grant in force: the role, and the place in the tree where it reaches from.

    origin  "grant", or "stationing" for a unit that a stationed group supervises.
    """

    role: str
    unit_id: int
    path: str
    unit_name: str
    origin: str = "grant"

    @property
    def role_name(self) -> str:
        """The role as people call it."""
        return str(GrantRole(self.role).label)


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts, as of one day. Built once for a request.

    posts  ids of the seats held that day.  is_console  the operator at the machine: every operation, no case content.
    """

    account_id: int | None
    name: str
    grants: tuple[Held, ...] = ()
    posts: frozenset[int] = frozenset()
    address: str | None = None
    request: UUID | None = field(default=None, compare=False)
    is_console: bool = False

    @property
    def home(self) -> Held | None:
        """The first grant: where the person starts."""
        return self.grants[0] if self.grants else None


def in_force(today: date, prefix: str = "") -> Q:
    """The rows whose `[since, until)` holds the day."""
    return Q(**{f"{prefix}since__lte": today}) & (Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gt": today}))


def acting_for(account: Account, *, today: date, address: str | None = None, request: UUID | None = None) -> Acting:
    """The account with what it holds on `today`. Two statements, three for members of a discipline organ."""
    rows = Grant.objects.filter(in_force(today), account=account).select_related("unit").order_by("since", "id")
    held = [Held(g.role, g.unit_id, g.unit.path, g.unit.name) for g in rows]
    groups = [h.unit_id for h in held if h.role == GrantRole.DISCIPLINE]
    if groups:
        stationed = Stationing.objects.filter(in_force(today), group_id__in=groups).select_related("unit")
        held += [Held(GrantRole.DISCIPLINE, s.unit_id, s.unit.path, s.unit.name, "stationing") for s in stationed]
    posts: frozenset[int] = frozenset()
    if account.person_id:
        mine = Appointment.objects.filter(in_force(today), person_id=account.person_id)
        posts = frozenset(mine.values_list("post_id", flat=True))
    return Acting(account.pk, account.name, tuple(held), posts, address, request)


def console(name: str = "console") -> Acting:
    """The operator at the machine."""
    return Acting(None, name, is_console=True)


#: Inner offices answer with their unit: a liaison of a department records for its offices as well.
INNER = UnitKind.OFFICE
