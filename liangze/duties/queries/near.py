"""What lies near an obligation without counting: records that just miss it, and obligations that its record just misses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from liangze.core.matching import OTHER_COUNTERPART, OTHER_HOLDER, TOPICS_MISSING, DeedValue, match
from liangze.core.words import ActKind
from liangze.duties.models import Deed
from liangze.duties.queries.obligation import Counted, ObligationPage
from liangze.duties.queries.running import Running, running
from liangze.duties.queries.words import ClauseRef, Topics, said, sentence

SHOWN = 3
LOOKED_AT = 60  # deeds of one unit and period


@dataclass(frozen=True, slots=True)
class Near:
    """Something that does not count, and why not. `source` the record concerned, `obligation_id` the other obligation, or None."""

    title: str
    because: str
    source: tuple[str, int] | None = None
    clause: ClauseRef | None = None
    obligation_id: int | None = None


def near(page: ObligationPage, today: date) -> tuple[Near, ...]:
    """One or two statements. For what is done: what else its record was close to. For what is not: records that were close to it."""
    done = [each for each in page.counted if each.standing == "counts"]
    day = done[-1].on if done else min(today, page.due)
    around = running(page.unit_id, max(day, page.opens))
    own = next((each for each in around if each.id == page.id), None)
    if done:
        return _missed_by(done[-1], page, around)
    return _missing(own, page.unit_id, today, page.topics) if own and own.asks else ()


def _missed_by(last: Counted, page: ObligationPage, around: list[Running]) -> tuple[Near, ...]:
    """Obligations that the record would have met with one topic more."""
    found = []
    for each in around:
        if each.id == page.id or not each.asks or not each.runs_on(last.on):
            continue
        verdict = match(last.deed, each.value)
        if [reason.text for reason in verdict.reasons] == [TOPICS_MISSING]:
            title = f"{each.title} · {each.period}"
            found.append(Near(title, sentence(verdict.reasons[0], page.topics), last.source, each.clause, each.id))
    return tuple(found[:SHOWN])


def _missing(own: Running, unit_id: int, today: date, topics: Topics) -> tuple[Near, ...]:
    """Records of the unit in this period that do not count for it, the nearest first."""
    last = min(today, own.until - timedelta(days=1)) if own.until else today
    rows = Deed.objects.filter(unit_id=unit_id, on__gte=own.value.opens, on__lte=last, withdrawn_at=None)
    rows = rows.exclude(counts__obligation_id=own.id).order_by("-on", "-id")
    found = []
    for *deed, source_type, source_id in rows.values_list(
        "kind", "topics", "on", "holder_id", "counterpart_id", "source_type", "source_id"
    )[:LOOKED_AT]:
        value = _value(tuple(deed))
        verdict = match(value, own.value)
        texts = {reason.text for reason in verdict.reasons}
        if verdict.counts or len(texts) > 1 or value.kind != own.value.kind:
            continue
        weight = bool(texts & {OTHER_HOLDER, OTHER_COUNTERPART})
        found.append((weight, Near(said(value.on), sentence(verdict.reasons[0], topics), (source_type, source_id))))
    found.sort(key=lambda pair: pair[0])
    return tuple(each for _, each in found[:SHOWN])


def _value(row: tuple[str, list[str], date, int, int | None]) -> DeedValue:
    kind, topics, on, holder, counterpart = row
    return DeedValue(ActKind(kind), frozenset(topics), on, holder, counterpart)
