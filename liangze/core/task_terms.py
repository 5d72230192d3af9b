"""What a task asks, as one value; and whom a change of it binds anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from liangze.core.task import DOING, PartRole, TaskState


@dataclass(frozen=True, slots=True)
class AskedPart:
    """A unit's part. `post`: the body that supervises for it, or None. `share`: what this unit is to do."""

    unit: int
    role: PartRole
    share: str = ""
    post: int | None = None


@dataclass(frozen=True, slots=True)
class AskedMilestone:
    """What is to be reached by a day, with its share of the whole in percent."""

    day: date
    what: str
    share: int


@dataclass(frozen=True, slots=True)
class Terms:
    """What a task asks. The order of parts and milestones says nothing."""

    title: str
    target: str
    leader: int
    starts: date
    due: date
    parts: tuple[AskedPart, ...]
    milestones: tuple[AskedMilestone, ...] = ()
    item: int | None = None
    clause: int | None = None
    basis: str = ""
    measures: str = ""
    proof: str = ""

    @property
    def common(self) -> tuple[object, ...]:
        """What every doing unit is bound to, whatever its own part."""
        return (self.title, self.target, self.starts, self.due, self.measures, self.proof, frozenset(self.milestones))

    def same(self, other: Terms) -> bool:
        """Whether the two ask the same."""
        rest = (self.leader, self.item, self.clause, self.basis, frozenset(self.parts))
        return self.common == other.common and rest == (other.leader, other.item, other.clause, other.basis, frozenset(other.parts))


def stands(part: AskedPart, old: Terms, new: Terms) -> bool:
    """Whether a part, and with it its unit's acceptance, stands under the new terms.

    It does when it is asked in the same words and, for a doing unit, what is common to all is the same. Where the task comes from and who
    is in charge of it above do not bind the units.
    """
    return part in old.parts and part in new.parts and (part.role not in DOING or old.common == new.common)


def asked_anew(old: Terms, new: Terms) -> frozenset[int]:
    """The units that must accept (again): doing units whose part does not stand."""
    return frozenset(part.unit for part in new.parts if part.role in DOING and not stands(part, old, new))


@dataclass(frozen=True, slots=True)
class EarlierProposal:
    """A proposal made before: its day, whether it was a talk, and whether it was confirmed (None while it waits)."""

    on: date
    talk: bool
    confirmed: bool | None


#: Days after a proposal before the next one for the same task.
PATIENCE = 30


def proposal_for(state: TaskState, earlier: tuple[EarlierProposal, ...], day: date) -> str | None:
    """What to propose for a task: "reminder" or "talk", or None. A talk follows a reminder that did not help.

    None while an earlier one waits or is younger than PATIENCE days, and for a task that is not slow.
    """
    if state not in (TaskState.BEHIND, TaskState.OVERDUE):
        return None
    if any(each.confirmed is None or day < each.on + timedelta(days=PATIENCE) for each in earlier):
        return None
    reminded = any(each.confirmed for each in earlier)
    return "talk" if state is TaskState.OVERDUE and reminded else "reminder"
