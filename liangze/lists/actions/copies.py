"""Comparing all lists of a level, and deciding about pairs that share passages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from django.db import transaction
from procrastinate.contrib.django import app

from liangze.core.errors import Conflict, Refusal, Refusals
from liangze.core.likeness import Finding, compare
from liangze.lists.actions.draft import demand_year
from liangze.lists.actions.level import GIVEN_UP
from liangze.lists.models import Comparison, CopyDecision, CopyFinding, ListVersion, Verdict
from liangze.lists.queries.copies import common_texts, documents, finding_of, reviewed
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, demand
from liangze.trust.actions import append

TASK = "lists.compare_level"
CHUNK = 500  # pairs kept in one transaction


def order_comparison(*, unit_id: int, year: int, by: Acting, now: datetime) -> Comparison:
    """A comparison that waits for the worker. Raises NotFound, Refusal for the year, Conflict while one is under way."""
    demand_year(year)
    with transaction.atomic():
        unit = reviewed(unit_id, by)
        Unit.objects.select_for_update().get(pk=unit.pk)
        if Comparison.objects.filter(unit=unit, year=year, state__in=("waiting", "running"), at__gt=now - GIVEN_UP).exists():
            raise Conflict("These lists are being compared already.", remedy="Wait until it is done.")
        made = Comparison.objects.create(unit=unit, year=year, by_id=by.account_id, at=now)
        append(by=by, action="lists.comparison.order", thing=made, unit_id=unit.pk, after={"year": year})
        app.configure_task(TASK).defer(comparison_id=made.pk)
    return made


def compare_level(*, comparison_id: int, now: datetime) -> Comparison:
    """Compare every list of the subtree with every other; run again, it begins anew and leaves nothing twice."""
    run = Comparison.objects.select_related("unit").get(pk=comparison_id)
    rows = Comparison.objects.filter(pk=run.pk)
    rows.update(state="running", found=0, problem="")
    try:
        docs = documents(run.unit.path, run.year)
        rows.update(texts=len(docs))
        found = 0
        pairs = compare(docs, common_texts())
        while chunk := list(islice(pairs, CHUNK)):
            _keep(run, chunk, now)
            found += len(chunk)
            rows.update(found=found)
        _gone(run, now)
    except Exception as error:
        rows.update(state="failed", problem=str(error)[:300], ended_at=now)
        raise
    rows.update(state="done", ended_at=now)
    run.refresh_from_db()
    return run


def decide_copy(*, finding_id: int, verdict: str, reason: str, by: Acting, now: datetime) -> CopyDecision:
    """Say what a pair is, with the reason; a later decision takes its place. Raises NotFound, NotAllowed, Refusals."""
    reason = reason.strip()
    wrong = objections(verdict, reason)
    with transaction.atomic():
        finding = finding_of(finding_id, by)
        demand(by, Permission.LIST_REVIEW, finding.unit_later)
        if wrong:
            raise Refusals(wrong)
        before = finding.decisions.first()
        made = CopyDecision.objects.create(finding=finding, verdict=verdict, reason=reason, by_id=by.account_id, at=now)
        append(
            by=by, action="lists.copy.decide", thing=finding, unit_id=finding.unit_later_id, reason=reason,
            before={"verdict": before.verdict} if before else None,
            after={"verdict": verdict, "earlier": finding.earlier_id, "later": finding.later_id},
        )
    return made


def objections(verdict: str, reason: str) -> list[Refusal]:
    """What stands against a decision about two texts that share their words."""
    wrong = []
    if verdict not in set(Verdict):
        wrong.append(Refusal("Choose one of the two.", field="verdict", remedy="Copied, or common wording."))
    if not reason or len(reason) > 300:
        wrong.append(Refusal("A reason is needed, of at most 300 characters.", field="reason", remedy="Write what it rests on."))
    return wrong


def _keep(run: Comparison, found: Iterable[Finding], now: datetime) -> None:
    """One statement for the units, one for the rows; a pair found before keeps its row, and with it what was decided."""
    found = list(found)
    versions = {key for each in found for key in (each.earlier, each.later)}
    units = dict(ListVersion.objects.filter(pk__in=versions).values_list("pk", "list__unit_id"))
    CopyFinding.objects.bulk_create(
        [
            CopyFinding(
                comparison=run, earlier_id=each.earlier, later_id=each.later, unit_earlier_id=units[each.earlier],
                unit_later_id=units[each.later], share_earlier=round(100 * each.aligned.share_first),
                share_later=round(100 * each.aligned.share_second), share=round(100 * each.share), found_at=now,
            )
            for each in found
        ],
        update_conflicts=True, unique_fields=("earlier", "later"),
        update_fields=("comparison", "share_earlier", "share_later", "share", "found_at", "gone_at"),
    )


def _gone(run: Comparison, now: datetime) -> None:
    """What an earlier comparison found among the same lists and this one did not."""
    path = run.unit.path
    ends = (("gte", path), ("lt", path + ":"))
    inside = {f"{side}__path__{end}": value for side in ("unit_earlier", "unit_later") for end, value in ends}
    CopyFinding.objects.filter(later__list__year=run.year, gone_at=None, **inside).exclude(comparison=run).update(gone_at=now)
