"""Study and education: its forms, what each of them asks for and counts as, the state of a session, and who counts as reached.

Pure: the day is given, nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from liangze.core.organisation import Span
from liangze.core.words import ActKind, Role


class Form(StrEnum):
    """Forms of education. Each has fields of its own."""

    STUDY = "study"  # 中心组学习、专题学习
    LECTURE = "lecture"  # 廉政党课
    TRAINING = "training"  # 培训
    CAUTIONARY = "cautionary"  # 警示教育
    EXEMPLARY = "exemplary"  # 示范教育


class Means(StrEnum):
    """How cautionary and exemplary education is given."""

    FILM = "film"
    VISIT = "visit"  # to a demonstration site
    COURT = "court"  # attending a trial
    NOTICE = "notice"  # a circular read out
    ACCOUNT = "account"  # somebody tells


class SessionState(StrEnum):
    """State of a session on a day."""

    PLANNED = "planned"
    PASSED = "passed"  # its planned day has passed and nothing is recorded
    HELD = "held"
    CANCELLED = "cancelled"
    VOID = "void"


#: What each form counts as when nothing else is ticked, and the topics that go with it.
COUNTS_AS: Mapping[Form, tuple[ActKind, frozenset[str]]] = {
    Form.STUDY: (ActKind.STUDY, frozenset({"integrity-study"})),
    Form.LECTURE: (ActKind.LECTURE, frozenset({"integrity-lecture"})),
    Form.TRAINING: (ActKind.TRAINING, frozenset()),
    Form.CAUTIONARY: (ActKind.TRAINING, frozenset({"cautionary-education"})),
    Form.EXEMPLARY: (ActKind.TRAINING, frozenset({"exemplary-education"})),  # good examples are no warning: not cautionary education
}
#: Kinds of act that a session can count as: one for each at most. Also the order in which they are shown.
ACTS = (ActKind.STUDY, ActKind.LECTURE, ActKind.TRAINING)
#: Topics of training that a discipline organ holds for its own people.
OWN_TRAINING = frozenset({"supervision-training"})

#: Fields that each form has beside those of all, and which of them must be filled when it was held.
FIELDS: Mapping[Form, frozenset[str]] = {
    Form.STUDY: frozenset({"lead", "materials", "speeches"}),
    Form.LECTURE: frozenset({"lead", "audience", "materials"}),
    Form.TRAINING: frozenset({"organiser", "hours", "audience", "materials"}),
    Form.CAUTIONARY: frozenset({"lead", "means", "site", "materials"}),
    Form.EXEMPLARY: frozenset({"lead", "means", "site", "materials"}),
}
NEEDED: Mapping[Form, frozenset[str]] = {
    Form.STUDY: frozenset({"lead", "materials"}),
    Form.LECTURE: frozenset({"lead"}),
    Form.TRAINING: frozenset({"organiser", "hours"}),
    Form.CAUTIONARY: frozenset({"means", "materials"}),
    Form.EXEMPLARY: frozenset({"means", "materials"}),
}


def usual_topics(form: Form, holder: Role | None) -> frozenset[str]:
    """The topics ticked to begin with; training of a discipline organ is training in supervision."""
    if form is Form.TRAINING and holder in (Role.DISCIPLINE_ORGAN, Role.DISCIPLINE_PRINCIPAL):
        return OWN_TRAINING
    return COUNTS_AS[form][1]


@dataclass(frozen=True, slots=True)
class SessionDates:
    """What has happened to a session. planned_on  the day it is planned for, or None where it was only recorded afterwards."""

    planned_on: date | None
    held_on: date | None = None
    cancelled: bool = False
    voided: bool = False


def state_on(session: SessionDates, today: date) -> SessionState:
    """The state; nobody types it. On its planned day it is not late yet."""
    if session.voided:
        return SessionState.VOID
    if session.cancelled:
        return SessionState.CANCELLED
    if session.held_on is not None:
        return SessionState.HELD
    late = session.planned_on is not None and session.planned_on < today
    return SessionState.PASSED if late else SessionState.PLANNED


@dataclass(frozen=True, slots=True)
class Held:
    """A session that was held, by its unit: what was offered to everybody who sat in the unit that day."""

    id: int
    unit: int
    form: Form
    on: date


@dataclass(frozen=True, slots=True)
class Attendance:
    """A person named at a session: there, or absent and perhaps made up for on a later day."""

    session: int
    present: bool
    made_up_on: date | None = None


@dataclass(frozen=True, slots=True)
class Stay:
    """A person's time in a seat of a unit."""

    unit: int
    span: Span


@dataclass(frozen=True, slots=True)
class Reached:
    """attended  forms that reached the person.  missed  forms that were held and did not.  open  absences not made up for."""

    attended: frozenset[Form]
    missed: frozenset[Form]
    open: frozenset[int]

    @property
    def by_none(self) -> bool:
        """Whether nothing has reached the person."""
        return not self.attended


def reached(stays: Iterable[Stay], held: Iterable[Held], named: Iterable[Attendance], *, first: date, last: date) -> Reached:
    """Who counts as reached, from `first` to `last` (both inclusive).

    A form reaches a person who was present at a session of it, or was absent and made it up by `last`. What somebody attended in
    another unit counts as well. Missed is a form that was held in a unit while the person sat there, or at which the person was
    named as absent, and that did not reach the person at all.
    """
    sessions = {each.id: each for each in held if first <= each.on <= last}
    named = [each for each in named if each.session in sessions]
    there = {each.session for each in named if _counts(each, last)}
    attended = frozenset(sessions[number].form for number in there)
    stays = tuple(stays)
    offered = {
        each.form for each in sessions.values() if any(stay.unit == each.unit and each.on in stay.span for stay in stays)
    } | {sessions[each.session].form for each in named}
    return Reached(attended, frozenset(offered) - attended, frozenset(each.session for each in named if not _counts(each, last)))


def _counts(each: Attendance, last: date) -> bool:
    return each.present or (each.made_up_on is not None and each.made_up_on <= last)
