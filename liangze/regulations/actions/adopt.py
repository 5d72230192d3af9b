"""Adopting a version: from a day on it binds a unit and what is below it."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from liangze.core.errors import Conflict, Refusal
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, demand
from liangze.regulations.models import Adoption, Regulation, RegulationVersion
from liangze.trust.actions import append


def adopt(
    *, version: RegulationVersion, unit: Unit, since: date, until: date | None = None, by: Acting, reason: str, today: date
) -> Adoption:
    """Let `version` bind `unit` on the days `[since, until)`; the earlier version ends the day before.

    Obligations that the earlier version asked for keep their version. `today` is only told in the audit entry: a day
    in the past is allowed, because regulations are often entered after they came into force.

    Raises NotAllowed; Refusal without a reason, for days out of order or outside those in which the regulation is in force;
    Conflict when the same days are taken already.
    """
    demand(by, Permission.REGULATION_ADOPT, unit)
    reason = reason.strip()
    if not reason:
        raise Refusal(
            "The basis of the adoption is missing.", remedy="Name the decision it rests on, for example a meeting.", field="reason"
        )
    _check_days(version, since, until)
    with transaction.atomic():
        Regulation.objects.select_for_update().get(pk=version.regulation_id)
        overlap = Q(until__isnull=True) | Q(until__gt=since)
        if until is not None:
            overlap &= Q(since__lt=until)
        _demand_once(version, unit, overlap)
        rows = Adoption.objects.filter(overlap, version__regulation=version.regulation_id, unit=unit).select_related("version")
        for row in rows.order_by("since"):
            if row.version_id == version.pk or row.since >= since:
                raise _taken(row)
            before = {"until": row.until}
            row.until = since
            row.save(update_fields=["until"])
            note = f"version {version.version} follows"
            append(by=by, action="regulations.adoption.end", thing=row, before=before, after={"until": since}, unit_id=unit.pk, reason=note)
        adoption = Adoption.objects.create(version=version, unit=unit, since=since, until=until, by_id=by.account_id, reason=reason)
        after = {
            "regulation": version.regulation.key, "version": version.version, "unit": unit.code,
            "since": since, "until": until, "on": today,
        }  # fmt: skip
        append(by=by, action="regulations.adoption.adopt", thing=adoption, after=after, unit_id=unit.pk, reason=reason)
    return adoption


def _check_days(version: RegulationVersion, since: date, until: date | None) -> None:
    if until is not None and until <= since:
        raise Refusal("The end must be after the beginning.", remedy="Choose a later day, or leave the end open.", field="until")
    if version.in_force_from and since < version.in_force_from:
        raise Refusal(
            "The regulation is in force only from %(day)s.",
            remedy="Choose that day or a later one.",
            field="since",
            params={"day": version.in_force_from.isoformat()},
        )
    last = version.in_force_until
    if last and (since > last or until is None or until > last + timedelta(days=1)):
        raise Refusal(
            "The regulation is in force only until %(day)s.",
            remedy="Let the adoption begin and end by then.",
            field="until" if since <= last else "since",
            params={"day": last.isoformat()},
        )


def _demand_once(version: RegulationVersion, unit: Unit, overlap: Q) -> None:
    """One document binds a unit once: read in a second time it would ask everything twice."""
    same = Adoption.objects.filter(overlap, unit=unit, version__number=version.number).exclude(version__regulation=version.regulation_id)
    row = same.select_related("version__regulation").first() if version.number else None
    if row is not None:
        raise Conflict(
            "%(number)s binds this unit already, as “%(title)s”: everything would be owed twice.",
            remedy="Read the document in as a revision of it, or end that adoption first.",
            field="since",
            params={"number": version.number, "title": str(row.version.regulation)},
        )


def _taken(row: Adoption) -> Conflict:
    return Conflict(
        "Version %(version)s already binds this unit from %(since)s.",
        remedy="End that adoption first, or choose a later day.",
        field="since",
        params={"version": row.version.version, "since": row.since.isoformat()},
    )
