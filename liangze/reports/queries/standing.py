"""How far a version is with each addressee: rows in the core's shape."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from liangze.core.report import Said, Stage, Standing, Verb, stage_of, standing_of, with_counts
from liangze.duties.models import Count
from liangze.reports.models import Report, Step, Version


@dataclass(frozen=True, slots=True)
class VersionStanding:
    """The whole, and each addressee by its word."""

    stage: Stage
    standings: dict[str, Standing]


def steps_of(versions: Iterable[int]) -> dict[int, list[Step]]:
    """The steps of each version, in order. One statement."""
    found: dict[int, list[Step]] = defaultdict(list)
    for step in Step.objects.filter(version__in=list(versions)).select_related("by").order_by("id"):
        found[step.version_id].append(step)
    return found


def version_standing(report: Report, version: Version, steps: Iterable[Step]) -> VersionStanding:
    """From its steps, and from what stands at the obligations where a clause asks for acceptance. One statement at most."""
    said = [Said(Verb(step.verb), step.to) for step in steps]
    counts = counted(version)
    standings = {to: with_counts(standing_of(said, to), counts.get(to, [])) for to in report.to}
    needed = [with_counts(standing_of(said, to), counts.get(to, [])) for to in version.accepts]
    stage = stage_of(
        submitted=version.submitted_at is not None, withdrawn=report.withdrawn_at is not None, standings=list(standings.values()),
        needed=needed,
    )
    return VersionStanding(stage, standings)


def counted(version: Version) -> dict[str, list[Standing]]:
    """By addressee: how the version stands at each obligation that waits for that addressee's acceptance. One statement, or none."""
    if not version.accepts:
        return {}
    found: dict[str, list[Standing]] = defaultdict(list)
    rows = Count.objects.filter(deed=version.deed_id, needs_acceptance=True, withdrawn_at=None)
    for accept, accepted, returned in rows.values_list("obligation__duty__accept", "accepted_at", "returned_at"):
        standing = Standing.RETURNED if returned else Standing.ACCEPTED if accepted else Standing.WAITING
        found[accept].append(standing)
    return found


def wrote(report: Report, version: Version) -> frozenset[int | None]:
    """The accounts of all who wrote or handed it in."""
    return frozenset({report.started_by_id, version.saved_by_id, version.submitted_by_id})
