"""A breakdown beside those of the units next to it: which say the same in the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from liangze.breakdown.models import Breakdown, BreakdownCopyDecision, TaskTerms
from liangze.breakdown.queries.reach import breakdown_of, breakdowns
from liangze.core.likeness import Aligned, Doc, compare
from liangze.lists.models import Verdict
from liangze.lists.queries.copies import common_texts
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, may

MOST = 200  # breakdowns compared while somebody waits
QUOTED = 8  # passages of a pair


@dataclass(frozen=True, slots=True)
class Decided:
    """What somebody decided about a pair, and why; share: percent that were shared then."""

    verdict: str
    verdict_name: str
    reason: str
    share: int
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Beside:
    """Another unit's breakdown. share: percent of this one's own words that stand there too; other: percent of that one's.

    passages: the longest of what they share, as this breakdown has it.  first: this one was made before the other.
    decisions: about the pair, the latest first.  may_decide: the reader reviews both units.
    """

    id: int
    unit: str
    share: int
    other: int
    first: bool
    passages: tuple[str, ...]
    decisions: tuple[Decided, ...]
    may_decide: bool


@dataclass(frozen=True, slots=True)
class BreakdownCopies:
    """compared: how many breakdowns of units under the same superior the reader may read; `cut`: there are more than were compared."""

    id: int
    title: str
    unit: str
    year: int
    compared: int
    cut: bool
    rows: tuple[Beside, ...]


def breakdown_copies(*, breakdown_id: int, by: Acting) -> BreakdownCopies:
    """Worked out now; only what was decided is kept. Six statements. Raises NotFound.

    What regulations say, and what the unit above asks in its own breakdown of the year, counts for nobody.
    """
    row = breakdown_of(by, breakdown_id)
    above = row.unit.parent_id
    beside = breakdowns(by).filter(year=row.year, withdrawn_at=None, unit__parent=above).exclude(unit=row.unit)
    found = list(beside.order_by("unit__path")[: MOST + 1]) if above else []
    compared = found[:MOST]
    texts = _texts([row.pk, *(each.pk for each in compared)], above, row.year)
    names = dict(Unit.objects.filter(pk__in={pk for each in (row, *compared) for pk in each.unit.ancestor_ids}).values_list("pk", "name"))
    docs = {
        each.pk: Doc(each.pk, each.unit_id, texts[each.pk], tuple(names[pk] for pk in each.unit.ancestor_ids))
        for each in sorted((row, *compared), key=lambda each: (each.made_at, each.pk))
    }
    pairs = compare(tuple(docs.values()), [*common_texts(), *texts[0]])
    of = {each.pk: each for each in compared}
    decided = _decided(row.pk)
    reviews = bool(may(by, Permission.LIST_REVIEW, row.unit))
    rows = [
        _beside(other, pair.aligned, docs[row.pk], first, decided[other.pk], reviews and bool(may(by, Permission.LIST_REVIEW, other.unit)))
        for pair in pairs
        for first in (pair.earlier == row.pk,)
        if row.pk in (pair.earlier, pair.later)
        for other in (of[pair.later if first else pair.earlier],)
    ]
    rows.sort(key=lambda each: (-each.share, each.unit))
    return BreakdownCopies(row.pk, row.title, row.unit.name, row.year, len(compared), len(found) > MOST, tuple(rows))


def _texts(ids: Iterable[int], above: int | None, year: int) -> defaultdict[int, tuple[str, ...]]:
    """What the tasks of each breakdown say; under 0 those of the unit above. One statement."""
    wanted = set(ids)
    superior = Q(task__breakdown__unit=above, task__breakdown__year=year, task__breakdown__withdrawn_at=None)
    rows = TaskTerms.objects.filter(superior | Q(task__breakdown__in=wanted), until=None).order_by("task__breakdown", "task__number")
    found: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    for breakdown, *said in rows.values_list("task__breakdown", "title", "target", "measures", "proof"):
        found[breakdown if breakdown in wanted else 0] += tuple(text for text in said if text)
    return found


def _decided(breakdown: int) -> defaultdict[int, tuple[Decided, ...]]:
    """What was decided about this breakdown and each other one. One statement."""
    found: defaultdict[int, tuple[Decided, ...]] = defaultdict(tuple)
    about = BreakdownCopyDecision.objects.filter(Q(earlier=breakdown) | Q(later=breakdown)).select_related("by").order_by("-pk")
    for row in about:
        other = row.later_id if row.earlier_id == breakdown else row.earlier_id
        found[other] += (Decided(row.verdict, str(Verdict(row.verdict).label), row.reason, row.share, row.by.name, row.at),)
    return found


def _beside(
    other: Breakdown, aligned: Aligned, doc: Doc, first: bool, decisions: tuple[Decided, ...], may_decide: bool
) -> Beside:
    places = [passage.first if first else passage.second for passage in aligned.passages]
    quoted = sorted({doc.items[item][start:end] for item, start, end in places}, key=lambda text: (-len(text), text))
    shares = (round(100 * aligned.share_first), round(100 * aligned.share_second))
    mine, theirs = shares if first else shares[::-1]
    return Beside(other.pk, other.unit.name, mine, theirs, first, tuple(quoted[:QUOTED]), decisions, may_decide)
