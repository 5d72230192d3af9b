"""Who signs a report, and the page on which it is signed."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from liangze.core.errors import Conflict, NotAllowed
from liangze.core.words import Role
from liangze.organisation.models import Appointment, Post
from liangze.organisation.policy import Acting
from liangze.organisation.policy.acting import in_force
from liangze.reports.models import Report, Version
from liangze.reports.queries.reach import WATCHING, the_report
from liangze.reports.record import RECORD
from liangze.trust import clock
from liangze.trust.endorsements import Sheet, sheet_of


@dataclass(frozen=True, slots=True)
class SignerSeat:
    """The seat that signs, and who holds it."""

    id: int
    title: str
    name: str


def signer_of(report: Report) -> SignerSeat | None:
    """The unit's principal; of a body with a head of its own (a discipline organ, a group) that head. One statement."""
    today = clock.today()
    name = Appointment.objects.filter(in_force(today), post=OuterRef("pk")).values("person__name")[:1]
    seats = list(
        Post.objects.filter(in_force(today), unit=report.unit_id, role__in=(Role.PRINCIPAL, Role.DISCIPLINE_PRINCIPAL))
        .annotate(name=Subquery(name)).order_by("position", "pk")
    )
    watching = Role(report.holder.role) in WATCHING
    wanted = (Role.DISCIPLINE_PRINCIPAL, Role.PRINCIPAL) if watching else (Role.PRINCIPAL,)
    found = next((seat for role in wanted for seat in seats if seat.role == role), None)
    return SignerSeat(found.pk, found.title, found.name or "") if found else None


def demand_signer(report: Report, by: Acting) -> SignerSeat:
    """The seat, if the person holds it. Raises NotAllowed."""
    seat = signer_of(report)
    if seat is None or seat.id not in by.posts:
        raise NotAllowed(
            "This report is signed by the principal: %(who)s.", params={"who": f"{report.unit.name}{seat.title if seat else ''}"},
            remedy="If you hold that seat, ask the office to enter your appointment.",
        )
    return seat


@dataclass(frozen=True, slots=True)
class SigningPage:
    """The document and the seat that signs it."""

    report: Report
    sheet: Sheet
    role: str


def signing_page(*, report_id: int, by: Acting) -> SigningPage:
    """Five statements. Raises NotFound; Conflict unless it waits for its signature; NotAllowed for whoever does not hold the seat."""
    report = the_report(report_id, by)
    seat = demand_signer(report, by)
    version = Version.objects.filter(report=report).order_by("-number")[0]
    sheet = sheet_of((RECORD, report.pk)) if version.laid_out_at else None
    if sheet is None or version.submitted_at or report.withdrawn_at:
        raise Conflict("This report is not waiting for its signature.", remedy="Open it to see how far it has come.")
    return SigningPage(report, sheet, f"{report.unit.name}{seat.title}")
