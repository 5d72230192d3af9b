"""Which reports a person may read, for whom they write, and for which addressee they act. The one place that decides it."""

from __future__ import annotations

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from liangze.core.errors import NotFound
from liangze.core.report import Person
from liangze.core.words import BODIES, Role
from liangze.duties.queries.doers import ACT_FOR
from liangze.organisation.models import Appointment, GrantRole, Post, Unit
from liangze.organisation.policy import Acting, Permission, may, visible
from liangze.organisation.policy.acting import in_force
from liangze.packs.words import Addressee
from liangze.reports.models import Report, Version
from liangze.trust import clock

COMMITTEE = frozenset({GrantRole.OFFICE, GrantRole.LEADER})
DISCIPLINE = frozenset({GrantRole.DISCIPLINE})
#: Which grants act for an addressee, and where from: above the unit, or in it.
SPEAKERS: dict[str, tuple[frozenset[str], str]] = {
    Addressee.SUPERIOR_COMMITTEE: (COMMITTEE, "above"),
    Addressee.SUPERIOR_DISCIPLINE_ORGAN: (DISCIPLINE, "above"),
    Addressee.DISPATCHING_ORGAN: (DISCIPLINE, "above"),
    Addressee.OWN_COMMITTEE: (COMMITTEE, "own"),
    Addressee.OWN_DISCIPLINE_ORGAN: (DISCIPLINE, "own"),
}
#: Seats that are, or head, a discipline organ or a stationed group.
WATCHING = (Role.DISCIPLINE_ORGAN, Role.DISCIPLINE_PRINCIPAL, Role.STATIONED_GROUP)
#: Who records in the unit's name: their hand is the unit's, whatever seat reports.
RECORDERS = frozenset({GrantRole.OFFICE, GrantRole.LIAISON})


def writing(by: Acting, path: str = "unit__path", holder: str = "holder") -> Q:
    """What the person writes: of the units for which they do, and of their own seats."""
    return visible(by, Permission.REPORT_WRITE, path) | Q(**{f"{holder}__in": by.posts})


def signing(by: Acting) -> Q:
    """Reports that the person signs: as the principal of the unit, of its discipline organ's reports as the head of that."""
    heads = Post.objects.filter(pk__in=by.posts, unit=OuterRef("unit"))
    watching = Q(holder__role__in=WATCHING)
    return (~watching & Q(Exists(heads.filter(role=Role.PRINCIPAL)))) | (
        watching & Q(Exists(heads.filter(role=Role.DISCIPLINE_PRINCIPAL)))
    )


def reports_for(by: Acting) -> QuerySet[Report]:
    """Reports that the person may read: those they write or sign, and what was submitted of units whose reports they read.

    With unit, holder; `holder_name`, and `own_roles`: the roles of the person's own seats in the unit.
    """
    submitted = Version.objects.filter(report=OuterRef("pk"), submitted_at__isnull=False)
    seen = writing(by) | (visible(by, Permission.REPORT_READ, "unit__path") & Exists(submitted))
    if by.posts:
        laid_out = Version.objects.filter(report=OuterRef("pk"), laid_out_at__isnull=False)
        seen |= signing(by) & Exists(laid_out)
    held = Appointment.objects.filter(in_force(clock.today()), post=OuterRef("holder")).values("person__name")[:1]
    own = Post.objects.filter(pk__in=by.posts, unit=OuterRef("unit")).values("role")
    rows = Report.objects.filter(seen).annotate(holder_name=Subquery(held), own_roles=ArraySubquery(own))
    return rows.select_related("unit", "holder", "started_by", "withdrawn_by")


def the_report(report_id: int, by: Acting) -> Report:
    """The report. Raises NotFound when there is none or it may not be known. One statement."""
    row = reports_for(by).filter(pk=report_id).first()
    if row is None:
        raise nothing()
    return row


def nothing() -> NotFound:
    return NotFound("There is no such report among those that you may read.", remedy="Look for it in the list of reports.")


def own_roles_of(report: Report) -> list[str]:
    """The roles of the reader's own seats in the unit; nothing for a reader without seats."""
    return report.own_roles or []  # type: ignore[attr-defined]  # annotated


def may_write(by: Acting, report: Report) -> bool:
    """Whether the person may write this report's text."""
    return report.holder_id in by.posts or bool(may(by, Permission.REPORT_WRITE, report.unit))


def writer(by: Acting, unit: Unit, holder: Post, own_roles: list[str]) -> Person:
    """What the person is to a report of this seat, as its writer."""
    acts = ACT_FOR.get(Role(holder.role), ())
    return Person(
        writes=bool(may(by, Permission.REPORT_WRITE, unit)),
        holds=holder.pk in by.posts or (Role(holder.role) in BODIES and any(role in acts for role in own_roles)),
        records=any(held.role in RECORDERS and held.path == unit.path and held.origin == "grant" for held in by.grants),
    )


def person(by: Acting, report: Report, to: str, wrote: frozenset[int | None]) -> Person:
    """What the person is to this report and addressee. wrote: the accounts of all who wrote or handed in the version."""
    own_roles = own_roles_of(report)
    as_writer = writer(by, report.unit, report.holder, own_roles)
    did = by.account_id in wrote or as_writer.holds
    return Person(as_writer.writes, as_writer.holds, as_writer.records, speaks(by, to, report.unit, own_roles), did)


def speaks(by: Acting, to: str, unit: Unit, own_roles: list[str]) -> bool:
    """Whether the person acts for this addressee of a report of the unit. A stationed group acts for the discipline organ above."""
    if not may(by, Permission.REPORT_DECIDE, unit) and to != Addressee.OWN_PRINCIPAL:
        return False
    if to == Addressee.OWN_PRINCIPAL:
        return Role.PRINCIPAL in own_roles
    if to not in SPEAKERS:
        return False
    roles, where = SPEAKERS[to]
    for held in by.grants:
        if held.role not in roles:
            continue
        if held.origin == "stationing":
            if where == "above" and held.unit_id == unit.pk:
                return True
        elif (where == "own" and held.path == unit.path) or (
            where == "above" and unit.path.startswith(held.path) and unit.path != held.path
        ):
            return True
    return False


def addressed(by: Acting) -> Q:
    """Reports right below, or of one's own unit, whose addressee the person acts for: what comes to their desk."""
    found = Q(pk__in=())
    for to, (roles, where) in SPEAKERS.items():
        for held in by.grants:
            if held.role not in roles:
                continue
            if held.origin == "stationing":
                found |= Q(to__contains=[to], unit=held.unit_id) if where == "above" else Q(pk__in=())
            elif where == "own":
                found |= Q(to__contains=[to], unit=held.unit_id)
            else:
                found |= Q(to__contains=[to], unit__parent=held.unit_id)
    if by.posts:
        principal = Post.objects.filter(pk__in=by.posts, unit=OuterRef("unit"), role=Role.PRINCIPAL)
        found |= Q(Exists(principal), to__contains=[Addressee.OWN_PRINCIPAL])
    return found
