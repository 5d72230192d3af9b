"""What a form for an entry offers, for a unit, kind, seat and day; and what it takes over from an obligation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.utils.translation import pgettext

from liangze.conduct.queries.related import nearby, seats_of
from liangze.core.errors import NotFound
from liangze.core.running import runs_on
from liangze.core.words import ActKind, Every
from liangze.duties.queries.reach import reached, readable
from liangze.duties.queries.words import chinese, period_name
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, demand
from liangze.organisation.words import names_of
from liangze.regulations.models import Topic

COUNTERPARTS = 120  # offered at most


@dataclass(frozen=True, slots=True)
class Choices:
    """(value, name) of everything that can be chosen. `towards_more` says that there are more counterparts than are offered."""

    unit: Unit
    kinds: tuple[tuple[str, str], ...]
    seats: tuple[tuple[int, str], ...]
    topics: tuple[tuple[str, str], ...]
    counterparts: tuple[tuple[int, str], ...]
    towards_more: bool


def demand_recording(*, by: Acting, unit_id: int) -> Unit:
    """The unit, if the person may record for it. Raises NotFound, NotAllowed."""
    unit = Unit.objects.filter(pk=unit_id).first()
    if unit is None:
        raise NotFound("There is no such unit.", remedy="Start again from the ledger of your unit.")
    demand(by, Permission.ENTRY_RECORD, unit)
    return unit


def choices(*, by: Acting, unit_id: int, kind: str, holder_id: int | None, day: date) -> Choices:
    """At most four statements. Raises NotFound, and NotAllowed where the person may not record."""
    unit = demand_recording(by=by, unit_id=unit_id)
    seats = list(seats_of(unit, day))
    holder = next((seat for seat in seats if seat.pk == holder_id), seats[0] if seats else None)
    towards: tuple[tuple[int, str], ...] = ()
    if holder:
        holder.unit = unit
        towards = tuple(
            (seat.pk, seat.title if seat.unit_id == unit.pk else f"{seat.unit.name} {seat.title}")
            for seat in nearby(holder, day)[: COUNTERPARTS + 1]
        )
    topics = Topic.objects.filter(kinds__contains=[kind]).values_list("key", "zh", "en")
    return Choices(
        unit=unit, kinds=tuple(names_of(ActKind)), seats=tuple((seat.pk, seat.title) for seat in seats),
        topics=tuple((key, zh if chinese() else en) for key, zh, en in topics), counterparts=towards[:COUNTERPARTS],
        towards_more=len(towards) > COUNTERPARTS,
    )


def taken_over(*, obligation_id: int, by: Acting, today: date) -> dict[str, object]:
    """The fields of a new entry that is to settle this obligation. One statement. Raises NotFound.

    Where its own period is over, it is named as made up for.
    """
    owed = reached(by, obligation_id)
    duty = owed.duty
    missed = owed.opens <= today and not runs_on(Every(duty.every), owed.opens, today)
    period = period_name(duty.every, owed.period_start, owed.due, today)
    title = pgettext("entry title", "%(period)s: %(title)s") % {"period": period, "title": duty.title}
    return {
        "unit": owed.unit_id, "kind": duty.kind, "holder": owed.holder_id, "topics": list(duty.topics), "title": title[:120],
        "counterparts": [owed.counterpart_id] if owed.counterpart_id else [], "makes_up": [owed.pk] if missed else [],
    }


def taken_over_together(*, obligation_ids: Sequence[int], by: Acting, today: date) -> dict[str, object]:
    """The fields of one entry that is to settle all of these: the first one's, with the topics of those of its seat and kind.

    Two statements. Raises NotFound for the first; others that do not fit are left out, as the preview will show.
    """
    first = taken_over(obligation_id=obligation_ids[0], by=by, today=today)
    rest = readable(by).filter(pk__in=obligation_ids[1:], holder_id=first["holder"], duty__kind=first["kind"]).order_by("pk")
    topics = [list(one) for one in rest.values_list("duty__topics", flat=True)]
    if not topics:
        return first
    together = dict.fromkeys([*cast("list[str]", first["topics"]), *(topic for one in topics for topic in one)])
    title = pgettext("entry title", "%(title)s and %(n)s more") % {"title": str(first["title"])[:100], "n": len(topics)}
    return {**first, "topics": list(together), "title": title}
