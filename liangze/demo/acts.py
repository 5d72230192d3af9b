"""Which acts a unit of the demo did: from what it owed and how well it works. The same input gives the same acts."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

#: Share done on time and share done late, of what has come due, by quality; the rest is missing.
QUALITIES = {"good": (0.95, 0.03), "fair": (0.84, 0.09), "poor": (0.66, 0.14)}
LATE_BY = 25  # days at most


@dataclass(frozen=True, slots=True)
class Owed:
    """One obligation, as much of it as matters here."""

    id: int
    unit_id: int
    holder_id: int
    counterpart_id: int | None
    kind: str
    topics: frozenset[str]
    title: str
    opens: date
    due: date
    times: int


@dataclass(slots=True)
class Done:
    """One act that the unit did: perhaps for several obligations at once, towards several counterparts."""

    unit_id: int
    holder_id: int
    kind: str
    on: date
    title: str
    topics: set[str]
    counterparts: set[int] = field(default_factory=set)
    entered: date = date.min
    makes_up: int | None = None  # the missed obligation that it openly makes up for


def acts_of(owed: Iterable[Owed], quality: str, today: date, seed: int) -> Iterator[Done]:
    """What the unit did up to `today`, in no particular order."""
    dice = random.Random(seed)  # noqa: S311 - made-up data that must come out the same each time
    groups: dict[tuple[int, str], list[Owed]] = defaultdict(list)
    for one in owed:
        groups[one.holder_id, one.kind].append(one)
    for _, rows in sorted(groups.items()):
        done: list[Done] = []
        for one in sorted(rows, key=lambda o: (o.due, o.opens, o.id)):
            for _ in range(one.times):
                _do(one, done, quality, today, dice)
        for act in done:
            act.entered = _entered(act.on, today, dice)
        yield from done


def _do(one: Owed, done: list[Done], quality: str, today: date, dice: random.Random) -> None:
    on = _day(one, quality, today, dice)
    if on is None:
        return
    if on > one.due:
        counterparts = {one.counterpart_id} if one.counterpart_id is not None else set()
        done.append(Done(one.unit_id, one.holder_id, one.kind, on, one.title, set(one.topics), counterparts, makes_up=one.id))
        return
    for act in done:  # one meeting, several topics; one round of talks, several counterparts
        joins = act.makes_up is None and one.opens <= act.on <= one.due
        if joins and (one.counterpart_id is None) == (not act.counterparts) and one.counterpart_id not in act.counterparts:
            near = abs((act.on - on).days) <= 45 if one.counterpart_id is None else act.topics == set(one.topics)
            if near and (act.topics != set(one.topics) or one.counterpart_id is not None) and dice.random() < 0.75:
                act.topics |= one.topics
                if one.counterpart_id is not None:
                    act.counterparts.add(one.counterpart_id)
                return
    counterparts = {one.counterpart_id} if one.counterpart_id is not None else set()
    done.append(Done(one.unit_id, one.holder_id, one.kind, on, one.title, set(one.topics), counterparts))


def _day(one: Owed, quality: str, today: date, dice: random.Random) -> date | None:
    """The day on which it was done, None when it was not (yet)."""
    on_time, late = QUALITIES[quality]
    chance = dice.random()
    span = max(0, (one.due - one.opens).days)
    if chance < on_time:
        on = one.opens + timedelta(days=round(span * (0.35 + 0.6 * dice.random())))
    elif chance < on_time + late:
        on = one.due + timedelta(days=1 + dice.randrange(LATE_BY))
    else:
        return None
    return _working(on) if on <= today else None


def _working(day: date) -> date:
    """Not on a Sunday: moved to the Friday before."""
    return day - timedelta(days=2) if day.weekday() == 6 else day


def _entered(on: date, today: date, dice: random.Random) -> date:
    """Most are entered within days; a few much later, which shows."""
    delay = dice.randrange(35, 70) if dice.random() < 0.04 else dice.randrange(6)
    return min(today, on + timedelta(days=delay))
