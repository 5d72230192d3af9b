"""When to remind of what: steps before, on and after the due day, quiet hours, one digest a day. Pure functions of days.

An item is reminded of in steps counted from its due day. A step falls on one day; whoever looks later than that day says
only the latest step that was missed, and the same step towards the same due day is never said twice to the same receiver.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from liangze.core.calendar import is_rest_day


class Tone(StrEnum):
    """What a reminder is about, and so how it is worded."""

    AHEAD = "ahead"  # the day is coming
    TODAY = "today"  # this is the day
    OVERDUE = "overdue"  # the day has passed
    ABOVE = "above"  # the day has passed, and the level above is told
    BY_HAND = "by_hand"  # a person reminds


@dataclass(frozen=True, slots=True)
class Step:
    """So many days after the due day (before it when negative), to those who owe it or to the level above."""

    days: int
    above: bool = False

    @property
    def key(self) -> str:
        """-14, +0, +7, above+15."""
        return f"{'above' if self.above else ''}{self.days:+d}"

    @property
    def tone(self) -> Tone:
        if self.above:
            return Tone.ABOVE
        return Tone.AHEAD if self.days < 0 else Tone.OVERDUE if self.days else Tone.TODAY


@dataclass(frozen=True, slots=True)
class Schedule:
    """Days before and after the due day; on the day itself always. All numbers are days and not negative.

    then_every  after the last of `after` again and again, 0 never.  above_after  the level above is told once, 0 never.
    longest     so long after the due day nothing is said any more: it is then a matter for people.
    """

    before: tuple[int, ...] = (14, 3)
    after: tuple[int, ...] = (1, 7)
    then_every: int = 14
    above_after: int = 15
    longest: int = 200

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps in the order of their days."""
        days = {-ahead for ahead in self.before} | {0} | set(self.after)
        if self.then_every:
            days |= set(range(max(self.after, default=0) + self.then_every, self.longest + 1, self.then_every))
        above = [Step(self.above_after, above=True)] if self.above_after else []
        kept = [Step(each) for each in days if each <= self.longest]
        return tuple(sorted([*kept, *above], key=lambda step: (step.days, step.above)))


#: What an installation begins with.
USUAL = Schedule()


@dataclass(frozen=True, slots=True)
class Item:
    """Something that is owed: from `opens` on, by `due`. `key` names it among all items of all sources."""

    key: tuple[str, int]
    due: date
    opens: date
    is_open: bool = True


#: What tells one reminder from another: item, due day, key of the step, receiver.
Said = tuple[tuple[str, int], date, str, int]


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder that is to be said now. `key` is what makes it one and the same: item, due day, step, receiver.

    An item whose due day was moved is reminded of anew: what was said named another day.
    """

    item: tuple[str, int]
    step: Step
    receiver: int
    due: date

    @property
    def key(self) -> Said:
        return self.item, self.due, self.step.key, self.receiver


def due_days(schedule: Schedule, *, since: date, today: date) -> tuple[date, ...]:
    """The due days of items that may have a step after `since` and up to `today`: what a search needs to look at."""
    span = range((today - since).days)
    return tuple(sorted({today - timedelta(days=back + step.days) for step in schedule.steps for back in span}))


def steps_now(item: Item, schedule: Schedule, *, since: date, today: date) -> tuple[Step, ...]:
    """The latest step that fell after `since` and up to `today`, one for those who owe it and one for the level above.

    Nothing before the item opens, nothing once it is settled.
    """
    if not item.is_open:
        return ()
    latest: dict[bool, Step] = {}
    for step in schedule.steps:
        day = item.due + timedelta(days=step.days)
        if since < day <= today and day >= item.opens:
            latest[step.above] = step
    return tuple(latest.values())


def reminders_now(
    items: Iterable[Item], schedule: Schedule, *, since: date, today: date, said: Set[Said],
    holders: Callable[[Item], Iterable[int]], above: Callable[[Item], Iterable[int]],
) -> list[Due]:
    """What to say to whom. `said` are the keys of all that was said before; nothing of it comes back."""
    found: dict[Said, Due] = {}
    for item in items:
        for step in steps_now(item, schedule, since=since, today=today):
            for receiver in above(item) if step.above else holders(item):
                one = Due(item.key, step, receiver, item.due)
                if one.key not in said:
                    found[one.key] = one
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Quiet:
    """No message leaves from `begins` to `ends` (over midnight when it begins later than it ends), nor on rest days.

    The two alike: no hour is quiet.
    """

    begins: time = time(22)
    ends: time = time(7)
    rest_days: bool = True

    def at(self, moment: datetime) -> bool:
        """Whether it is quiet then; wall-clock time of the installation."""
        if self.rest_days and is_rest_day(moment.date()):
            return True
        clock = moment.time()
        if self.begins <= self.ends:
            return self.begins <= clock < self.ends
        return clock >= self.begins or clock < self.ends


def next_allowed(moment: datetime, quiet: Quiet) -> datetime:
    """That moment, or the first one after it that is not quiet."""
    while quiet.at(moment):
        if quiet.rest_days and is_rest_day(moment.date()):
            moment = _at(moment, time(0), days=1)
        else:
            moment = _at(moment, quiet.ends, days=int(moment.time() >= quiet.ends))
    return moment


def next_digest(moment: datetime, hour: int, quiet: Quiet) -> datetime:
    """When the next digest leaves, from that moment on: at the hour of a day that is no quiet one, later when that hour is quiet.

    Once the hour has passed, and it is not quiet, at once: what was found late is told the same day.
    """
    if _at(moment, time(hour)) < moment:
        if not quiet.at(moment):
            return moment
        moment = _at(moment, time(0), days=1)
    while quiet.rest_days and is_rest_day(moment.date()):
        moment = _at(moment, time(0), days=1)
    return next_allowed(_at(moment, time(hour)), quiet)


def retry_after(attempts: int) -> timedelta | None:
    """How long to wait after so many failed attempts; None: give up. A working day in all."""
    waits = (5, 15, 60, 180, 360)
    return timedelta(minutes=waits[attempts - 1]) if 1 <= attempts <= len(waits) else None


def _at(moment: datetime, clock: time, days: int = 0) -> datetime:
    return datetime.combine(moment.date() + timedelta(days=days), clock, tzinfo=moment.tzinfo)
