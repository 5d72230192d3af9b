"""Tasks of a yearly breakdown: what is asked, who answers for which part, and the state of it all on a day.

Everything here is a frozen value with the days on which things were recorded, so that the state can be asked for as of any day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class TaskState(StrEnum):
    """State of a task on a day; order of the columns of a board."""

    DRAFTED = "drafted"
    WAITING = "waiting"  # for acceptance
    RETURNED = "returned"
    RUNNING = "running"  # on schedule
    BEHIND = "behind"  # its milestones
    OVERDUE = "overdue"
    REPORTED = "reported"  # done, by the unit
    CLOSED = "closed"  # by somebody else
    DROPPED = "dropped"
    CARRIED = "carried"  # into the next year


#: States in which work is owed and late: they warn.
SLOW = frozenset({TaskState.BEHIND, TaskState.OVERDUE})
#: States in which nothing more happens in this year.
ENDED = frozenset({TaskState.CLOSED, TaskState.DROPPED, TaskState.CARRIED})
#: States in which work is owed.
GOING = frozenset({TaskState.WAITING, TaskState.RETURNED, TaskState.RUNNING, TaskState.BEHIND, TaskState.OVERDUE})


class PartRole(StrEnum):
    """What a unit is in a task."""

    LEAD = "lead"
    PARTICIPATING = "participating"
    SUPERVISING = "supervising"


#: Roles that are asked to accept, and that report.
DOING = frozenset({PartRole.LEAD, PartRole.PARTICIPATING})


class TaskStep(StrEnum):
    """What happened to a task as a whole."""

    ISSUED = "issued"
    DONE = "done"  # reported done by the lead unit
    SENT_BACK = "sent_back"  # the report of being done was not agreed to
    CLOSED = "closed"
    REOPENED = "reopened"
    DROPPED = "dropped"
    CARRIED = "carried"


@dataclass(frozen=True, slots=True)
class Part:
    """A unit's part in a task, as asked on the days `[since, until)`. `answers`: (day, accepted or returned), in order."""

    role: PartRole
    since: date
    until: date | None = None
    answers: tuple[tuple[date, bool], ...] = ()

    def in_force(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    def accepted(self, day: date) -> bool | None:
        """What its unit has said by that day: True, False, or None while it has said nothing."""
        return next((said for on, said in reversed(self.answers) if on <= day), None)


@dataclass(frozen=True, slots=True)
class Reach:
    """A report that a milestone was reached on the day `on`: handed in on the day `said`, and perhaps taken back on another."""

    on: date
    said: date
    taken_back: date | None = None

    def known(self, day: date) -> bool:
        """Whether it stood at the end of that day. What is reported or taken back later does not change what was known."""
        return self.on <= day and self.said <= day and (self.taken_back is None or day < self.taken_back)


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something to be reached by `day`; `share` is its share of the whole in percent. Asked on the days `[since, until)`."""

    day: date
    share: int
    since: date
    until: date | None = None
    reports: tuple[Reach, ...] = ()

    def reached(self, day: date) -> date | None:
        """The day on which it was reached, as it was known on `day`."""
        return min((each.on for each in self.reports if each.known(day)), default=None)

    def in_force(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """A task with its history. `steps` and `dues` in the order in which they were recorded; `dues`: (asked from, due day)."""

    steps: tuple[tuple[date, TaskStep], ...] = ()
    dues: tuple[tuple[date, date], ...] = ()
    parts: tuple[Part, ...] = ()
    milestones: tuple[Milestone, ...] = ()


@dataclass(frozen=True, slots=True)
class Shares:
    """How far a task should be and is, in percent of the whole."""

    expected: int
    reached: int

    @property
    def behind(self) -> int:
        """By how much it is behind, 0 when it is not."""
        return max(0, self.expected - self.reached)


#: What a step makes of a task; after the others its state follows from the days.
AFTER_STEP: dict[TaskStep | None, TaskState] = {
    TaskStep.DONE: TaskState.REPORTED,
    TaskStep.CLOSED: TaskState.CLOSED,
    TaskStep.DROPPED: TaskState.DROPPED,
    TaskStep.CARRIED: TaskState.CARRIED,
}


def state_on(facts: TaskFacts, day: date) -> TaskState:
    """State on `day`, as of what was recorded up to that day.

    A task past its due day is overdue even where a unit has not answered or has returned it: nobody escapes the day by silence.
    """
    last = last_step(facts, day)
    if last in AFTER_STEP:
        return AFTER_STEP[last]
    if not issued_by(facts, day):
        return TaskState.DRAFTED
    due = due_on(facts, day)
    if due is not None and day > due:
        return TaskState.OVERDUE
    said = [part.accepted(day) for part in facts.parts if part.role in DOING and part.in_force(day)]
    if False in said:
        return TaskState.RETURNED
    if None in said:
        return TaskState.WAITING
    return TaskState.BEHIND if shares_on(facts, day).behind else TaskState.RUNNING


def issued_on(facts: TaskFacts) -> date | None:
    """The day on which it was issued first."""
    return next((on for on, step in facts.steps if step is TaskStep.ISSUED), None)


def issued_by(facts: TaskFacts, day: date) -> bool:
    """Whether it had been issued by that day."""
    return any(step is TaskStep.ISSUED and on <= day for on, step in facts.steps)


def last_step(facts: TaskFacts, day: date) -> TaskStep | None:
    """The latest step taken up to that day."""
    return next((step for on, step in reversed(facts.steps) if on <= day), None)


def due_on(facts: TaskFacts, day: date) -> date | None:
    """The day by which it was to be done, as asked on `day`."""
    return next((due for since, due in reversed(facts.dues) if since <= day), None)


def shares_on(facts: TaskFacts, day: date) -> Shares:
    """Expected: milestones whose day has passed. Reached: milestones that were known on `day` to be reached, early ones too."""
    asked = [each for each in facts.milestones if each.in_force(day)]
    return Shares(
        expected=sum(each.share for each in asked if each.day < day),
        reached=sum(each.share for each in asked if each.reached(day)),
    )


def even_shares(count: int) -> tuple[int, ...]:
    """A hundred percent over so many milestones, as evenly as whole numbers allow, the rest at the end."""
    if not count:
        return ()
    each = 100 // count
    return (*(each for _ in range(count - 1)), 100 - each * (count - 1))
