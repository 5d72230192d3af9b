"""Names for people of the core's closed vocabularies: English msgids, translated where they are shown.

Every page, document and workbook takes its words from here, so that one thing has one name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import pgettext, pgettext_lazy

from liangze.core.words import ActKind, ClauseType, Every, Level, Presence, Role, State, Towards, UnitKind

NAMES: Mapping[type[StrEnum], Mapping[StrEnum, Promise]] = {
    Role: {
        Role.LEADERSHIP: pgettext_lazy("role", "Leadership"),
        Role.PRINCIPAL: pgettext_lazy("role", "Principal"),
        Role.MEMBER: pgettext_lazy("role", "Member"),
        Role.DISCIPLINE_ORGAN: pgettext_lazy("role", "Discipline organ"),
        Role.DISCIPLINE_PRINCIPAL: pgettext_lazy("role", "Discipline principal"),
        Role.STATIONED_GROUP: pgettext_lazy("role", "Stationed group"),
        Role.DEPARTMENT: pgettext_lazy("role", "Department or unit"),
        Role.LEADING_GROUP: pgettext_lazy("role", "Leading group"),
        Role.LIAISON: pgettext_lazy("role", "Liaison"),
        Role.OTHER: pgettext_lazy("role", "Other post"),
    },
    Level: {
        Level.PROVINCE: pgettext_lazy("level", "Province"),
        Level.CITY: pgettext_lazy("level", "City"),
        Level.COUNTY: pgettext_lazy("level", "County"),
        Level.TOWNSHIP: pgettext_lazy("level", "Township"),
        Level.VILLAGE: pgettext_lazy("level", "Village"),
    },
    UnitKind: {
        UnitKind.REGION: pgettext_lazy("unit kind", "Region"),
        UnitKind.DEPARTMENT: pgettext_lazy("unit kind", "Department"),
        UnitKind.OFFICE: pgettext_lazy("unit kind", "Inner office"),
        UnitKind.ENTERPRISE: pgettext_lazy("unit kind", "Enterprise"),
        UnitKind.INSTITUTION: pgettext_lazy("unit kind", "Institution"),
        UnitKind.VILLAGE: pgettext_lazy("unit kind", "Village or community"),
    },
    ActKind: {
        ActKind.MEETING: pgettext_lazy("act", "Meeting"),
        ActKind.STUDY: pgettext_lazy("act", "Study session"),
        ActKind.LECTURE: pgettext_lazy("act", "Party lecture"),
        ActKind.TALK: pgettext_lazy("act", "Talk"),
        ActKind.REPORT: pgettext_lazy("act", "Report"),
        ActKind.HEARING: pgettext_lazy("act", "Hearing"),
        ActKind.REVIEW: pgettext_lazy("act", "Review"),
        ActKind.INSPECTION: pgettext_lazy("act", "Inspection"),
        ActKind.ASSESSMENT: pgettext_lazy("act", "Assessment"),
        ActKind.NOTICE: pgettext_lazy("act", "Notice"),
        ActKind.PLAN: pgettext_lazy("act", "Plan"),
        ActKind.TRAINING: pgettext_lazy("act", "Training"),
        ActKind.OTHER: pgettext_lazy("act", "Other act"),
    },
    Every: {
        Every.MONTH: pgettext_lazy("cadence", "Every month"),
        Every.QUARTER: pgettext_lazy("cadence", "Every quarter"),
        Every.HALF_YEAR: pgettext_lazy("cadence", "Every half-year"),
        Every.YEAR: pgettext_lazy("cadence", "Every year"),
        Every.ONCE: pgettext_lazy("cadence", "Once"),
    },
    Presence: {
        Presence.ANY: pgettext_lazy("presence", "Any day of the period"),
        Presence.HALF: pgettext_lazy("presence", "At least half of the period"),
        Presence.WHOLE: pgettext_lazy("presence", "The whole period"),
    },
    Towards: {
        Towards.MEMBERS: pgettext_lazy("towards", "Each member of the leadership"),
        Towards.PORTFOLIO_UNITS: pgettext_lazy("towards", "Each principal of a unit in the portfolio"),
        Towards.SUBORDINATE_PRINCIPALS: pgettext_lazy("towards", "Each principal of a subordinate unit"),
        Towards.SUBORDINATE_DISCIPLINE_PRINCIPALS: pgettext_lazy("towards", "Each discipline principal of a subordinate unit"),
        Towards.SUBORDINATE_UNITS: pgettext_lazy("towards", "Each subordinate unit"),
        Towards.STAFF_HEADS: pgettext_lazy("towards", "Each head of an inner office or institution"),
    },
    State: {
        State.FULFILLED: pgettext_lazy("state", "Done on time"),
        State.LATE: pgettext_lazy("state", "Done late"),
        State.OVERDUE: pgettext_lazy("state", "Overdue"),
        State.DUE_SOON: pgettext_lazy("state", "Due soon"),
        State.OPEN: pgettext_lazy("state", "Open"),
        State.UPCOMING: pgettext_lazy("state", "Upcoming"),
        State.EXEMPT: pgettext_lazy("state", "Exempted"),
    },
    ClauseType: {
        ClauseType.PRINCIPLE: pgettext_lazy("clause type", "Principle"),
        ClauseType.DUTY: pgettext_lazy("clause type", "Duty"),
        ClauseType.MECHANISM: pgettext_lazy("clause type", "Mechanism"),
        ClauseType.SITUATION: pgettext_lazy("clause type", "Accountability situation"),
        ClauseType.MEASURE: pgettext_lazy("clause type", "Measure"),
        ClauseType.PROCEDURE: pgettext_lazy("clause type", "Procedure"),
        ClauseType.DEFINITION: pgettext_lazy("clause type", "Definition"),
    },
}


def listed(names: Iterable[object]) -> str:
    """Names one after another, as the language in force separates them."""
    return pgettext("list", ", ").join(map(str, names))


def with_detail(name: str, detail: str) -> str:
    """A name and what tells it from others of the same name: 王某（A0007）; Wang (A0007)."""
    return pgettext("name and detail", "%(name)s (%(detail)s)") % {"name": name, "detail": detail}


def name_of(word: StrEnum) -> str:
    """The name of a word in the language in force. Raises KeyError for a word of no vocabulary named here."""
    return str(NAMES[type(word)][word])


def names_of(words: type[StrEnum]) -> list[tuple[str, str]]:
    """(value, name) of a whole vocabulary in its own order: choices of a form, a legend, a sheet."""
    return [(word.value, str(name)) for word, name in NAMES[words].items()]
