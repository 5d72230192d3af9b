"""What the forms of a hearing offer, and what one will settle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from liangze.duties.queries.preview import Preview, preview
from liangze.duties.queries.words import chinese
from liangze.hearings.models import Hearing, HearingReporter
from liangze.hearings.queries.reach import candidates, demand_holding, holders, may_hold, reporters_of, the_hearing
from liangze.hearings.record import KIND, deeds_of
from liangze.organisation.models import Post, Unit
from liangze.organisation.policy import Acting
from liangze.regulations.models import Topic

#: Ticked in a new form: with them one hearing meets what asks for an account of duties and for one of the main responsibility.
USUAL = ("duty-and-integrity", "main-responsibility")


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be chosen for a hearing of the unit: units (id, name), seats that hold it, seats that report, topics (key, name)."""

    unit: Unit
    units: tuple[tuple[int, str], ...]
    holders: tuple[Post, ...]
    candidates: tuple[Post, ...]
    topics: tuple[tuple[str, str], ...]


def offered(*, by: Acting, unit_id: int | None) -> Offered | None:
    """Five statements. None for whoever may hold no hearing at all. Raises NotAllowed for a unit where the person may not."""
    ids = dict.fromkeys(held.unit_id for held in by.grants)
    mine = [unit for unit in Unit.objects.filter(pk__in=ids) if may_hold(by, unit)]
    unit = next((each for each in mine if each.pk == unit_id), None)
    if unit is None and unit_id is not None:
        unit = Unit.objects.filter(pk=unit_id).first()
    unit = unit or next((each for each in mine if each.pk == next(iter(ids))), mine[0] if mine else None)
    if unit is None:
        return None
    demand_holding(by, unit)
    return Offered(
        unit, tuple((each.pk, each.name) for each in mine), tuple(holders(unit)), tuple(candidates(unit)), topics_offered()
    )


def topics_offered() -> tuple[tuple[str, str], ...]:
    """Topics that go with a hearing. One statement."""
    rows = Topic.objects.filter(kinds__contains=[KIND]).values_list("key", "zh", "en")
    return tuple((key, zh if chinese() else en) for key, zh, en in rows)


def will_settle(
    *, unit_id: int, holder_id: int, posts: Sequence[tuple[int, int]], topics: frozenset[str], on: date, today: date
) -> Preview:
    """What the hearing will count for once it was held; posts: (unit, seat) of those who report. Two statements."""
    return preview(deeds_of((0, unit_id, holder_id), tuple(posts), topics, on), max(today, on))


@dataclass(frozen=True, slots=True)
class Holding:
    """The step that records a hearing as held. reported, silent: who did and who did not report."""

    hearing: Hearing
    reported: tuple[HearingReporter, ...]
    silent: tuple[HearingReporter, ...]
    topics: tuple[tuple[str, str], ...]
    preview: Preview


def holding(*, hearing_id: int, topics: frozenset[str] | None, by: Acting, today: date) -> Holding:
    """Six statements. topics: those ticked; None for those of the plan. Raises NotFound, NotAllowed."""
    hearing = the_hearing(hearing_id, by)
    demand_holding(by, hearing.unit)
    rows = list(reporters_of(hearing.pk).prefetch_related("reports"))
    reported = tuple(row for row in rows if any(report.replaced_at is None for report in row.reports.all()))
    chosen = frozenset(hearing.topics) if topics is None else topics
    seen = will_settle(
        unit_id=hearing.unit_id, holder_id=hearing.holder_id, posts=[(row.post.unit_id, row.post_id) for row in reported], topics=chosen,
        on=hearing.held_on, today=today,
    )
    return Holding(hearing, reported, tuple(row for row in rows if row not in reported), topics_offered(), seen)
