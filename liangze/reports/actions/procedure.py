"""What an addressee does with a submitted version, and the unit's answer."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from liangze.core.errors import Conflict, NotFound, Refusal, Refusals
from liangze.core.report import Verb, objection
from liangze.duties.actions import accept_count, return_count
from liangze.duties.models import Count
from liangze.organisation.policy import Acting
from liangze.reports.actions.writing import locked, words
from liangze.reports.models import Report, Step, Version
from liangze.reports.queries.reach import person
from liangze.reports.queries.standing import steps_of, version_standing, wrote
from liangze.trust.actions import append


def mark_read(*, report_id: int, to: str, by: Acting, now: datetime) -> Step:
    """Note that the addressee has read it: who, when. Raises NotFound, NotAllowed, Conflict."""
    with transaction.atomic():
        report, version = _ready(report_id, to, Verb.READ, by)
        return _note(report, version, Verb.READ, to, by, now)


def ask(*, report_id: int, to: str, text: str, on: date | None, by: Acting, today: date, now: datetime) -> Step:
    """Put a question; on  the day by which an answer is asked for. Raises also Refusals on "text" and "on"."""
    with transaction.atomic():
        report, version = _ready(report_id, to, Verb.QUESTION, by)
        wrong: list[Refusal] = []
        said = ""
        try:
            said = words(text)
        except Refusal as refused:
            wrong.append(refused)
        if on is None or on < today:
            remedy = "Enter a day that leaves time to answer."
            wrong.append(Refusal("The day for the answer is missing or past.", remedy=remedy, field="on"))
        if wrong:
            raise Refusals(wrong)
        return _note(report, version, Verb.QUESTION, to, by, now, text=said, on=on)


def answer(*, report_id: int, to: str, text: str, by: Acting, now: datetime) -> Step:
    """Answer the open question of this addressee. Raises NotFound, NotAllowed, Conflict, Refusal on "text"."""
    with transaction.atomic():
        report, version = _ready(report_id, to, Verb.ANSWER, by)
        return _note(report, version, Verb.ANSWER, to, by, now, text=words(text))


def give_back(*, report_id: int, to: str, text: str, by: Acting, now: datetime) -> Step:
    """Return it with the reasons; where this addressee's acceptance is asked for, it does not count.

    Raises NotFound, NotAllowed, Conflict, Refusal on "text".
    """
    with transaction.atomic():
        report, version = _ready(report_id, to, Verb.RETURN, by)
        said = words(text, limit=300)
        step = _note(report, version, Verb.RETURN, to, by, now, text=said)
        for count in _waiting(version, to):
            return_count(count_id=count, reason=said, by=by, now=now)
    return step


def accept(*, report_id: int, to: str, text: str = "", by: Acting, now: datetime) -> Step:
    """Accept it; where a clause asks for the acceptance of this addressee, it counts from now on, with the day of its submission.

    Raises NotFound, NotAllowed (also in one's own matter), Conflict, Refusal on "text".
    """
    with transaction.atomic():
        report, version = _ready(report_id, to, Verb.ACCEPT, by)
        step = _note(report, version, Verb.ACCEPT, to, by, now, text=words(text) if text.strip() else "")
        for count in _waiting(version, to):
            accept_count(count_id=count, by=by, now=now)
    return step


def _ready(report_id: int, to: str, verb: Verb, by: Acting) -> tuple[Report, Version]:
    """The report with its newest version, if this person may do this now."""
    report, version = locked(report_id, by)
    if to not in report.to:
        raise NotFound("This report does not go to that addressee.", remedy="Open the report and choose one of its addressees.")
    seen = version_standing(report, version, steps_of([version.pk])[version.pk])
    refused = objection(verb, stage=seen.stage, standing=seen.standings[to], person=person(by, report, to, wrote(report, version)))
    if refused:
        raise refused
    return report, version


def _waiting(version: Version, to: str) -> list[int]:
    """The counts of the version that wait for this addressee."""
    waiting = Count.objects.filter(
        deed=version.deed_id, needs_acceptance=True, accepted_at=None, returned_at=None, withdrawn_at=None, obligation__duty__accept=to,
        obligation__withdrawn_on=None,
    )
    return list(waiting.order_by("obligation_id").values_list("pk", flat=True))


def _note(
    report: Report, version: Version, verb: Verb, to: str, by: Acting, now: datetime, *, text: str = "", on: date | None = None
) -> Step:
    try:
        with transaction.atomic():
            step = Step.objects.create(version=version, verb=verb, to=to, text=text, on=on, by_id=by.account_id, at=now)
    except IntegrityError:
        raise Conflict("This addressee has decided on this version already.", remedy="Reload the page of the report.") from None
    append(
        by=by, action=f"reports.report.{verb}", thing=report, unit_id=report.unit_id,
        after={"version": version.number, "to": to, "on": on}, reason=text,
    )
    return step
