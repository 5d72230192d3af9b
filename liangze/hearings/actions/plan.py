"""Planning a hearing, recording that it was held, voiding it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from liangze.core.errors import Conflict, NotFound, Refusals
from liangze.duties.actions import record_deeds, withdraw_deeds
from liangze.duties.actions.reasons import required
from liangze.hearings.actions.said import move_what_was_said
from liangze.hearings.actions.writing import locked
from liangze.hearings.checks import known, objections
from liangze.hearings.models import Ballot, Hearing, HearingReport, HearingReporter
from liangze.hearings.queries.reach import candidates, demand_holding, reporters_of
from liangze.hearings.record import HEARING, REPORT, HearingTerms, deeds_of
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting
from liangze.talks.actions import withdraw_proposals
from liangze.trust.actions import append
from liangze.trust.attachments import detach


def plan_hearing(*, terms: HearingTerms, by: Acting, today: date, now: datetime) -> Hearing:
    """Plan a hearing with those who report, in their turn. Raises NotFound, NotAllowed, Refusals with everything that is wrong."""
    with transaction.atomic():
        unit = Unit.objects.filter(pk=terms.unit_id).first()
        if unit is None:
            raise NotFound("There is no such unit.", remedy="Choose the unit from the list.")
        demand_holding(by, unit)
        offered = frozenset(candidates(unit).values_list("pk", flat=True))
        if wrong := objections(terms, known(terms, unit, offered)):
            raise Refusals(wrong)
        made = Hearing.objects.create(
            unit=unit, holder_id=terms.holder_id, title=terms.title.strip(), held_on=terms.held_on, place=terms.place.strip(),
            agenda=terms.agenda.strip(), topics=sorted(terms.topics), minimum=terms.minimum, threshold=terms.threshold,
            planned_by_id=by.account_id, planned_at=now,
        )
        HearingReporter.objects.bulk_create(
            HearingReporter(hearing=made, post_id=post, position=place) for place, post in enumerate(terms.reporters, 1)
        )
        append(
            by=by, action="hearings.hearing.plan", thing=made, unit_id=unit.pk,
            after={
                "title": made.title, "held_on": made.held_on, "holder": made.holder_id, "topics": made.topics,
                "reporters": list(terms.reporters), "minimum": made.minimum, "threshold": made.threshold,
            },
        )
    return made


def change_plan(
    *, hearing_id: int, title: str, held_on: date | None, place: str, agenda: str, topics: frozenset[str], by: Acting, today: date,
    now: datetime,
) -> Hearing:
    """Change title, day, place, agenda or topics of a hearing that was not held yet.

    Raises NotFound, NotAllowed, Conflict, Refusals; Refusal on "held_on" where what was said, or a ballot, does not go with the day.
    """
    with transaction.atomic():
        hearing = locked(hearing_id, by)
        _demand_not_held(hearing)
        seats = tuple(HearingReporter.objects.filter(hearing=hearing).values_list("post_id", flat=True))
        terms = HearingTerms(
            hearing.unit_id, hearing.holder_id, title, held_on, place, agenda, topics, seats, hearing.minimum, hearing.threshold
        )
        if wrong := objections(terms, known(terms, hearing.unit, frozenset(seats))):
            raise Refusals(wrong)
        moved = move_what_was_said(hearing, held_on, today) if held_on and held_on != hearing.held_on else 0
        fields = ("title", "held_on", "place", "agenda", "topics")
        before = {name: getattr(hearing, name) for name in fields}
        hearing.title, hearing.place, hearing.agenda = title.strip(), place.strip(), agenda.strip()
        hearing.held_on, hearing.topics = held_on or hearing.held_on, sorted(topics)
        hearing.save(update_fields=fields)
        after = {name: getattr(hearing, name) for name in fields} | ({"answers_moved": moved} if moved else {})
        append(by=by, action="hearings.hearing.change", thing=hearing, unit_id=hearing.unit_id, before=before, after=after)
    return hearing


def hold_hearing(*, hearing_id: int, topics: frozenset[str], by: Acting, today: date, now: datetime) -> Hearing:
    """Record that it was held: it counts for the seat that held it, and for each seat that reported.

    Raises NotFound, NotAllowed, Conflict (held already, still to come, a ballot open, nobody reported), Refusals on "topics".
    """
    with transaction.atomic():
        hearing = locked(hearing_id, by)
        _demand_not_held(hearing)
        if hearing.held_on > today:
            raise Conflict("The hearing is still to come.", remedy="Record it as held on that day or later, or change the day.")
        rows = list(reporters_of(hearing.pk))
        reported = set(HearingReport.objects.filter(reporter__in=rows, replaced_at=None).values_list("reporter", flat=True))
        if not reported:
            raise Conflict("Nobody has reported yet.", remedy="Enter what each seat reported, then record the hearing as held.")
        if Ballot.objects.filter(hearing=hearing, opened_at__isnull=False, closed_at=None).exists():
            raise Conflict("A ballot is still open.", remedy="Close it with a second person first.")
        seats = tuple(row.post_id for row in rows)
        terms = HearingTerms(
            hearing.unit_id, hearing.holder_id, hearing.title, hearing.held_on, hearing.place, hearing.agenda, topics, seats,
            hearing.minimum, hearing.threshold,
        )
        if wrong := objections(terms, known(terms, hearing.unit, frozenset(seats))):
            raise Refusals(wrong)
        hearing.held_at, hearing.held_by_id, hearing.topics = now, by.account_id, sorted(topics)
        hearing.save(update_fields=["held_at", "held_by", "topics"])
        deeds = deeds_of(
            (hearing.pk, hearing.unit_id, hearing.holder_id),
            tuple((row.post.unit_id, row.post_id) for row in rows if row.pk in reported), topics, hearing.held_on,
        )
        record_deeds(deeds=deeds, by=by, now=now)
        append(
            by=by, action="hearings.hearing.hold", thing=hearing, unit_id=hearing.unit_id,
            after={"held_on": hearing.held_on, "topics": hearing.topics, "reported": sorted(reported)},
        )
    return hearing


def void_hearing(*, hearing_id: int, reason: str, by: Acting, now: datetime) -> list[int]:
    """Void it with a reason: what it had settled opens again, the talks it proposed are withdrawn unless somebody has decided about them,
    its files are free. Nothing is deleted. An open ballot is closed first.

    The ids of the obligations that changed. Raises NotFound, NotAllowed, Conflict, Refusal on "reason".
    """
    reason = required(reason)
    with transaction.atomic():
        hearing = locked(hearing_id, by)
        if Ballot.objects.filter(hearing=hearing, opened_at__isnull=False, closed_at=None).exists():
            raise Conflict("A ballot is still open.", remedy="Close it with a second person first.")
        hearing.voided_at, hearing.voided_by_id, hearing.voided_reason = now, by.account_id, reason
        hearing.save(update_fields=["voided_at", "voided_by", "voided_reason"])
        changed = withdraw_deeds(source=(HEARING, hearing.pk), reason=reason, by=by, now=now)
        withdrawn = withdraw_proposals(record=(HEARING, hearing.pk), reason=reason, by=by, now=now)
        for report in HearingReport.objects.filter(reporter__hearing=hearing):
            detach(record=(REPORT, report.pk), now=now)
        append(
            by=by, action="hearings.hearing.void", thing=hearing, unit_id=hearing.unit_id, before={"voided_at": None},
            after={"voided_at": now, "obligations": changed, "proposals": withdrawn}, reason=reason,
        )
    return changed


def _demand_not_held(hearing: Hearing) -> None:
    if hearing.held_at:
        raise Conflict("This hearing is recorded as held.", remedy="Void it with a reason if it should not stand.")
