"""Planning a year: what every seat owes, worked out in the database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from liangze.core.errors import Refusal
from liangze.core.words import Towards
from liangze.duties.counters.check import compare_counters, rebuild_counters
from liangze.duties.counters.fold import hold_counters
from liangze.duties.counters.places import place_units
from liangze.duties.counters.totals import mark_stale, refresh_totals
from liangze.duties.models import PlanRun, PlanSet
from liangze.duties.planning.again import Outcome, plan_again
from liangze.duties.planning.changes import changes_until_now, hold_changes
from liangze.duties.planning.earlier_deeds import count_earlier_deeds
from liangze.duties.planning.fresh import plan_fresh
from liangze.duties.planning.handovers import trace_handovers
from liangze.duties.planning.kept import KeptSeats
from liangze.duties.planning.misplaced import take_back_misplaced
from liangze.duties.planning.sets import DutySet, sets_of
from liangze.duties.planning.summary import DutySummary, PlanSummary
from liangze.duties.recording import wait_for_recorders, wait_for_writers_of_counts
from liangze.organisation.policy import Acting, Permission, demand
from liangze.trust.actions import append

#: Years that a regulation can be about.
FIRST_YEAR, LAST_YEAR = 2000, 2100

#: Told after each duty: number of duties done, of all, and the title of the one that follows or "".
OnProgress = Callable[[int, int, str], None]


def plan(*, year: int, by: Acting, today: date, on_progress: OnProgress | None = None, run_id: int | None = None) -> PlanSummary:
    """Plan all obligations that fall due in `year`, as of `today`. Planning twice changes nothing.

    Each duty is planned in a transaction of its own, with its counters and its audit entry; deeds recorded before are counted right
    after it. A run that is interrupted has planned whole duties, and the next run goes on from there. Call it outside a
    transaction: who records a deed meanwhile waits for nothing, and is waited for (liangze.duties.recording). What is planned is the
    same for everybody; so the permission is asked for anywhere, not in one unit. `run_id` is a PlanRun made before by who asked for
    the run.

    Raises NotAllowed; Refusal for a year outside 2000 to 2100.
    """
    demand(by, Permission.OBLIGATION_PLAN, None)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refusal(
            "%(year)s is no year to plan.", remedy="Give a year from %(first)s to %(last)s.", field="year",
            params={"year": year, "first": FIRST_YEAR, "last": LAST_YEAR},
        )  # fmt: skip
    run = _begin(year, by, run_id)
    try:
        summary = _plan(run, by, today, on_progress or (lambda *_: None))
    except BaseException:
        PlanRun.objects.filter(pk=run.pk).update(state="failed", ended_at=timezone.now())
        raise
    _end(run, summary, by)
    return summary


def _plan(run: PlanRun, by: Acting, today: date, on_progress: OnProgress) -> PlanSummary:
    changes = changes_until_now(today)
    sets = sets_of(run.year, changes=changes)
    waiting = [each for each in sets if not each.current]
    if waiting:
        with transaction.atomic():
            hold_counters()
            moved = place_units()
            _know_places()
        if moved:
            _mend_counters()
    done: dict[int, DutySummary] = {}
    kept = KeptSeats.of(waiting, changes.mark)
    for number, each in enumerate(waiting):
        on_progress(number, len(waiting), each.row.title)
        done[each.row.pk] = _plan_set(each, run, by, kept, mark=changes.mark)
        PlanRun.objects.filter(pk=run.pk).update(progress=100 * (number + 1) // len(waiting))
    kept.forget()
    refresh_totals()
    on_progress(len(waiting), len(waiting), "")
    return PlanSummary(run.pk, run.year, tuple(done.get(each.row.pk) or _shown(each)() for each in sets))


def _mend_counters() -> None:
    """After units were moved: who was writing meanwhile counted where a unit stood before. Moves are rare; comparing takes a while."""
    wait_for_writers_of_counts()
    if compare_counters(limit=1):
        rebuild_counters()


def _plan_set(each: DutySet, run: PlanRun, by: Acting, kept: KeptSeats, *, mark: int) -> DutySummary:
    """Make the obligations known, then count what was done already, and only then remember that the set is planned.

    Where this is interrupted the set is not remembered, and the next run looks at it again.
    """
    planned, moved = _plan_obligations(each, run, by, kept)
    if moved:
        _mend_counters()
    wait_for_recorders()
    if each.duty.towards is Towards.PORTFOLIO_UNITS:
        take_back_misplaced(each, run=run, by=by, now=timezone.now())
    earlier = count_earlier_deeds(each, run=run, by=by)
    _remember(each, run.year, mark)
    return replace(planned, earlier_deeds=earlier)


@transaction.atomic
def _plan_obligations(each: DutySet, run: PlanRun, by: Acting, kept: KeptSeats) -> tuple[DutySummary, int]:
    """What became of the set, and how many units stood elsewhere before.

    The organisation stays as it is meanwhile, and every unit has its place first: what is owed and what is counted is one.
    """
    hold_counters()
    hold_changes()
    moved = place_units() if kept.outdated() else 0
    _have_room()
    outcome = _first(each, run.year, kept) or plan_again(each, year=run.year)
    if each.duty.towards is Towards.PORTFOLIO_UNITS:
        trace_handovers(each)
    if outcome.changed:
        mark_stale()
    summary = _shown(each)(
        new=outcome.new, same=outcome.same, moved=outcome.moved, restored=outcome.restored,
        handed_over=outcome.handed_over, withdrawn=outcome.withdrawn,
    )  # fmt: skip
    if outcome.changed:
        after = PlanSummary(run.pk, run.year, (summary,)).as_plain() | {"year": run.year, "on": each.today}
        append(by=by, action="duties.plan.duty", thing=run, after=after)
    return summary, moved


def _first(each: DutySet, year: int, kept: KeptSeats) -> Outcome | None:
    """Plan what has never been planned; None where something is there already, of another year or of an adoption that ended."""
    if not each.fresh:
        return None
    seats = kept.target(each)  # made outside the block that may be rolled back
    try:
        with transaction.atomic():
            return Outcome(new=plan_fresh(each.duty, each.row.version_id, each.bound[0], year=year, kept=seats))
    except IntegrityError:
        return None


def _shown(each: DutySet) -> Callable[..., DutySummary]:
    row = each.row
    return partial(DutySummary, row.pk, row.key, row.title, row.version.cited, row.clause.label, each.why)


@transaction.atomic
def _remember(each: DutySet, year: int, mark: int) -> None:
    """Note what the set was planned for; a set that no rule asks for any longer is forgotten."""
    kept = [bound.adoption_id for bound in each.bound]
    PlanSet.objects.filter(duty=each.row, year=year).exclude(adoption_id__in=kept).delete()
    for bound in each.bound:
        facts = {"change_id": mark, "planned_on": each.today, "digest": bound.digest}
        PlanSet.objects.update_or_create(duty=each.row, adoption_id=bound.adoption_id, year=year, defaults=facts)


def _have_room() -> None:
    """Memory for the seats of a province, so that a set is worked out without temporary files; until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '64MB'")


def _know_places() -> None:
    """Let the database know how many places there are, before it plans statements that join them."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE duties_place")


@transaction.atomic
def _begin(year: int, by: Acting, run_id: int | None) -> PlanRun:
    if run_id is None:
        return PlanRun.objects.create(year=year, state="running", by_id=by.account_id)
    run = PlanRun.objects.get(pk=run_id)
    run.state = "running"
    run.save(update_fields=["state"])
    return run


@transaction.atomic
def _end(run: PlanRun, summary: PlanSummary, by: Acting) -> None:
    run.state, run.progress, run.summary, run.ended_at = "done", 100, summary.as_plain(), timezone.now()
    run.save(update_fields=["state", "progress", "summary", "ended_at"])
    totals = {name: value for name, value in run.summary.items() if name != "duties"}
    append(by=by, action="duties.plan.run", thing=run, after=totals | {"year": run.year})
