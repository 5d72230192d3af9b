"""Problems and how they are put right: the closed words, and what state a problem is in on a day.

One loop for every source: raised → measures proposed and agreed → work → reported done with proof → reviewed by the side that found it:
closed, or returned. A closed problem is opened again by a repeat, by a look-back, by a finding of false rectification, or by one of its
parts. Everything here is a frozen value with the days on which things were recorded. Hz 四(二), 四(六); Js 二(三)2; Gx 三(二)5.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class ProblemSource(StrEnum):
    """Where a problem was found."""

    INSPECTION = "inspection"  # 检查
    TOUR = "tour"  # 巡察
    HEARING = "hearing"  # 述责述廉
    BALLOT = "ballot"  # 民主测评
    AUDIT = "audit"  # 审计
    FINANCE = "finance"  # 财政监督
    MEDIA = "media"  # 媒体、舆论监督
    PETITION = "petition"  # 信访举报
    MEETING = "meeting"  # 会议
    TALK = "talk"  # 谈话
    REPORT = "report"  # 报告
    OTHER = "other"


class ProblemCategory(StrEnum):
    """What a problem is about. The same again at the same unit is a repeat."""

    MAIN_RESPONSIBILITY = "main_responsibility"  # 主体责任落实
    SUPERVISORY_RESPONSIBILITY = "supervisory_responsibility"  # 监督责任落实
    CONDUCT = "conduct"  # 作风建设、中央八项规定精神
    DECISIONS = "decisions"  # 民主集中制、三重一大
    PERSONNEL = "personnel"  # 选人用人
    FUNDS = "funds"  # 资金管理和财务
    PROJECTS = "projects"  # 工程建设和物资采购
    EDUCATION = "education"  # 教育学习
    LISTS = "lists"  # 责任清单、责任书和台账
    SYSTEMS = "systems"  # 制度建设和权力运行
    RECTIFICATION = "rectification"  # 整改落实本身
    OTHER = "other"


class Outcome(StrEnum):
    """What a review finds. Its written criteria stand in liangze.problems.words and are printed beside the choice."""

    DONE = "done"
    KEPT_UP = "kept_up"  # done, and kept up since
    IN_PROGRESS = "in_progress"
    NOT_DONE = "not_done"


#: Findings with which a problem is closed; with the others it goes back, with reasons.
CLOSING = frozenset({Outcome.DONE, Outcome.KEPT_UP})


class ProblemState(StrEnum):
    """State of a problem on a day. That it is overdue is a fact beside it, never a state."""

    TO_PLAN = "to_plan"  # measures to be set
    PLANNED = "planned"  # measures wait for the agreement of the finder's side
    RUNNING = "running"
    RETURNED = "returned"  # reviewed, and not found done
    REOPENED = "reopened"  # was closed; measures to be set anew
    REPORTED = "reported"  # done, by the unit; waits for review
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"  # raised by mistake


ENDED = frozenset({ProblemState.CLOSED, ProblemState.WITHDRAWN})
#: States in which the unit is to act.
WITH_UNIT = frozenset({ProblemState.TO_PLAN, ProblemState.RUNNING, ProblemState.RETURNED, ProblemState.REOPENED})
#: States in which the finder's side is to act.
WITH_FINDER = frozenset({ProblemState.PLANNED, ProblemState.REPORTED})


class ProblemStep(StrEnum):
    """What happened to a problem."""

    RAISED = "raised"
    PLANNED = "planned"  # measures proposed
    AGREED = "agreed"  # measures agreed
    PLAN_RETURNED = "plan_returned"
    WORKED = "worked"  # a note of what was done, with proof or without
    REPORTED = "reported"  # done
    RETURNED = "returned"  # the review did not find it done
    CLOSED = "closed"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"
    ASSIGNED = "assigned"  # the seat that answers is named
    EXTENSION_ASKED = "extension_asked"
    EXTENDED = "extended"
    EXTENSION_REFUSED = "extension_refused"
    REPEATED = "repeated"  # the same was found again, as another problem
    KEPT_UP = "kept_up"  # looked at again, and kept up
    FALSE_FOUND = "false_found"  # open again already, and the earlier close-out found to rest on false rectification


class Cause(StrEnum):
    """Why a closed problem is opened again."""

    REPEAT = "repeat"  # 同类问题再次发生
    FALSE = "false"  # 虚假整改
    LOOK_BACK = "look_back"  # 回头看发现反弹
    PART = "part"  # 所属问题重新整改
    BY_HAND = "by_hand"


#: What a step makes of a problem; the others leave it as it is.
AFTER: dict[ProblemStep, ProblemState] = {
    ProblemStep.RAISED: ProblemState.TO_PLAN,
    ProblemStep.PLANNED: ProblemState.PLANNED,
    ProblemStep.AGREED: ProblemState.RUNNING,
    ProblemStep.PLAN_RETURNED: ProblemState.TO_PLAN,
    ProblemStep.REPORTED: ProblemState.REPORTED,
    ProblemStep.RETURNED: ProblemState.RETURNED,
    ProblemStep.CLOSED: ProblemState.CLOSED,
    ProblemStep.REOPENED: ProblemState.REOPENED,
    ProblemStep.WITHDRAWN: ProblemState.WITHDRAWN,
}

_OPEN_STEPS = frozenset({
    ProblemStep.PLANNED, ProblemStep.WORKED, ProblemStep.ASSIGNED, ProblemStep.EXTENSION_ASKED, ProblemStep.EXTENDED,
    ProblemStep.EXTENSION_REFUSED, ProblemStep.WITHDRAWN, ProblemStep.REPEATED, ProblemStep.FALSE_FOUND,
})
_REVIEWED = _OPEN_STEPS - {ProblemStep.PLANNED, ProblemStep.WORKED, ProblemStep.EXTENSION_ASKED}

#: Which steps may follow in which state.
ALLOWED: dict[ProblemState, frozenset[ProblemStep]] = {
    ProblemState.TO_PLAN: _OPEN_STEPS,
    ProblemState.REOPENED: _OPEN_STEPS,
    # Nobody's work waits for another's answer: what is done may be reported while the measures wait for agreement.
    ProblemState.PLANNED: _OPEN_STEPS | {ProblemStep.AGREED, ProblemStep.PLAN_RETURNED, ProblemStep.REPORTED},
    ProblemState.RUNNING: _OPEN_STEPS | {ProblemStep.REPORTED},
    ProblemState.RETURNED: _OPEN_STEPS | {ProblemStep.REPORTED},
    ProblemState.REPORTED: _REVIEWED | {ProblemStep.RETURNED, ProblemStep.CLOSED},
    ProblemState.CLOSED: frozenset({ProblemStep.REOPENED, ProblemStep.REPEATED, ProblemStep.KEPT_UP}),
    ProblemState.WITHDRAWN: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step, on its day. due  the deadline that it sets, of a raising, an extension or a reopening."""

    on: date
    kind: ProblemStep
    due: date | None = None


@dataclass(frozen=True, slots=True)
class ProblemFacts:
    """A problem with its history in the order in which it was recorded, and its parts with theirs."""

    steps: tuple[Step, ...]
    parts: tuple[ProblemFacts, ...] = ()


def problem_state(facts: ProblemFacts, today: date) -> ProblemState | None:
    """State on the day, as of what was recorded up to it; None before it was raised. It is never closed while a part of it is open."""
    last = next((AFTER[step.kind] for step in reversed(facts.steps) if step.on <= today and step.kind in AFTER), None)
    if last is ProblemState.CLOSED and any(is_open(problem_state(part, today)) for part in facts.parts):
        return ProblemState.REOPENED
    return last


def is_open(state: ProblemState | None) -> bool:
    """Whether something is still to be done by somebody."""
    return state is not None and state not in ENDED


def may_follow(state: ProblemState, step: ProblemStep, *, open_parts: int = 0) -> bool:
    """Whether the step can be taken now. Closing waits for all parts."""
    return step in ALLOWED[state] and not (step is ProblemStep.CLOSED and open_parts)


def due_on(facts: ProblemFacts, today: date) -> date | None:
    """The deadline in force on the day."""
    return next((step.due for step in reversed(facts.steps) if step.due is not None and step.on <= today and step.kind in SETS_DUE), None)


SETS_DUE = frozenset({ProblemStep.RAISED, ProblemStep.EXTENDED, ProblemStep.REOPENED})


def finished_on(facts: ProblemFacts, today: date) -> date | None:
    """The day on which it was reported done, while that report stands: it waits for review, or was closed with it."""
    for step in reversed([each for each in facts.steps if each.on <= today and each.kind in AFTER]):
        if step.kind is ProblemStep.REPORTED:
            return step.on
        if step.kind is not ProblemStep.CLOSED:
            return None
    return None


def days_late(due: date, finished: date | None, today: date) -> int:
    """Days past the deadline: of the report that stands, else of today. The time a review takes is not the unit's; 0 when on time."""
    return max(0, ((finished or today) - due).days)


#: A repeat is the same kind at the same unit within so many days after the earlier one was closed.
REPEAT_WITHIN = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed problem of a unit, as a repeat is looked for."""

    id: int
    category: ProblemCategory
    on: date


def repeat_of(category: ProblemCategory, found_on: date, closed: Iterable[Closed]) -> int | None:
    """Which closed problem of the unit a new one repeats: of its kind, closed before it was found but not too long ago; the latest."""
    near = [each for each in closed if each.category == category and each.on <= found_on <= each.on + REPEAT_WITHIN]
    return max(near, key=lambda each: (each.on, each.id)).id if near else None


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a person is to a problem.

    did  reported it done, recorded its work or its proof, proposed its measures.  seat  holds the seat that answers.
    own  is one of the responsible unit's own people.  finder  may review for the side that found it, or over the unit.
    """

    did: bool = False
    seat: bool = False
    own: bool = False
    finder: bool = False


def why_not_review(near: Nearness) -> str:
    """Why this person does not review, close out or decide about an extension, as a msgid; empty when they may."""
    if near.own:
        return "A problem is never closed out by the responsible unit's own people."
    if near.seat:
        return "A problem is never closed out by whoever holds the seat that answers for it."
    if near.did:
        return "Whoever recorded the work or reported it done does not review it."
    if not near.finder:
        return "The unit that found the problem reviews it, or whoever closes out problems of this unit."
    return ""
