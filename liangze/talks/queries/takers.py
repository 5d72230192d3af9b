"""Who may take the notes of a talk, or be let to read them: people of the work, never an administrator."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from liangze.organisation.models import Account, Appointment, Grant
from liangze.organisation.policy.acting import in_force
from liangze.organisation.policy.roles import APART


def administers(day: date) -> Exists:
    """Whether an account is one of the three administrators on the day, as a condition on accounts."""
    return Exists(Grant.objects.filter(in_force(day), account=OuterRef("pk"), role__in=APART))


def takers(unit_id: int, day: date) -> QuerySet[Account]:
    """Accounts that may take the notes of a talk held from the unit: who sits there or has a right there on that day."""
    sits = Appointment.objects.filter(in_force(day), person=OuterRef("person"), post__unit=unit_id)
    granted = Grant.objects.filter(in_force(day), account=OuterRef("pk"), unit=unit_id)
    rows = Account.objects.filter(Q(Exists(sits)) | Q(Exists(granted)), is_active=True).exclude(administers(day))
    return rows.order_by("name", "pk")
