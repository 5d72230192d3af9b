"""The task table as it is signed: who signs it, and the sheet laid out for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from liangze.breakdown.queries.breakdowns import BreakdownPage, breakdown_page
from liangze.breakdown.record import RECORD
from liangze.core.words import Role
from liangze.organisation.models import Appointment, Post
from liangze.organisation.policy import Acting
from liangze.organisation.policy.acting import in_force
from liangze.trust.endorsements import Sheet, sheet_of

BOX = "principal"  # the one place on the task table


@dataclass(frozen=True, slots=True)
class SignPage:
    """seat: (id, title, holder) of the unit's principal, or None. may_lay_out, may_sign: this reader, now."""

    page: BreakdownPage
    sheet: Sheet | None
    seat: tuple[int, str, str] | None
    may_lay_out: bool
    may_sign: bool


def principal_of(unit_id: int, day: date) -> tuple[int, str, str] | None:
    """(id, title, holder's name) of the seat that signs the unit's task table. One statement."""
    held = Appointment.objects.filter(in_force(day), post=OuterRef("pk")).values("person__name")[:1]
    posts = Post.objects.filter(in_force(day), unit_id=unit_id, role=Role.PRINCIPAL).annotate(holder=Subquery(held))
    found = posts.order_by("position", "pk").first()
    return (found.pk, found.title, found.holder or "") if found else None


def sign_page(*, breakdown_id: int, by: Acting, today: date) -> SignPage:
    """Five statements at most. Raises NotFound. While a sheet stands nothing is drafted: a change would have voided it."""
    sheet = sheet_of((RECORD, breakdown_id))
    stands = sheet is not None and sheet.voided_at is None
    page = breakdown_page(breakdown_id=breakdown_id, by=by, as_of=today, settles=False, tasks=not stands)
    seat = principal_of(page.unit_id, today)
    whole = page.open and page.issued_on is not None and not page.drafted
    return SignPage(
        page, sheet, seat, may_lay_out=whole and seat is not None and not stands,
        may_sign=bool(stands and sheet and BOX not in sheet.signed_boxes and seat and seat[0] in by.posts and page.withdrawn_on is None),
    )
