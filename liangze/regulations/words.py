"""Names for people of the words that only packs use: English msgids, translated where they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from liangze.core.words import Instrument
from liangze.organisation.words import NAMES as HOUSE
from liangze.packs.words import Addressee, Against, Grade, ListPart, MeasureKind, TalkKind
from liangze.regulations.drafting.entry import STANDING


class Within(StrEnum):
    """Which units of the adopting unit's subtree are meant."""

    SELF = "self"
    CHILDREN = "children"
    BELOW = "below"
    SUBTREE = "subtree"


NAMES: Mapping[type[StrEnum], Mapping[StrEnum, Promise]] = {
    Within: {
        Within.SELF: pgettext_lazy("within", "The adopting unit alone"),
        Within.CHILDREN: pgettext_lazy("within", "Its direct children"),
        Within.BELOW: pgettext_lazy("within", "All units below it"),
        Within.SUBTREE: pgettext_lazy("within", "It and all units below"),
    },
    Addressee: {
        Addressee.SUPERIOR_COMMITTEE: pgettext_lazy("addressee", "Committee above"),
        Addressee.SUPERIOR_DISCIPLINE_ORGAN: pgettext_lazy("addressee", "Discipline organ above"),
        Addressee.OWN_COMMITTEE: pgettext_lazy("addressee", "Own committee"),
        Addressee.OWN_DISCIPLINE_ORGAN: pgettext_lazy("addressee", "Own discipline organ"),
        Addressee.OWN_PRINCIPAL: pgettext_lazy("addressee", "Own principal"),
        Addressee.DISPATCHING_ORGAN: pgettext_lazy("addressee", "Dispatching organ"),
        Addressee.SUBORDINATE_UNITS: pgettext_lazy("addressee", "Subordinate units"),
        Addressee.PUBLIC: pgettext_lazy("addressee", "The public"),
    },
    TalkKind: {
        TalkKind.HEART_TO_HEART: pgettext_lazy("talk", "Heart-to-heart talk"),
        TalkKind.REMINDER: pgettext_lazy("talk", "Reminder talk"),
        TalkKind.SUMMONS: pgettext_lazy("talk", "Summons talk"),
        TalkKind.ADMONITION: pgettext_lazy("talk", "Admonition talk"),
        TalkKind.INQUIRY: pgettext_lazy("talk", "Written inquiry"),
        TalkKind.PRE_APPOINTMENT: pgettext_lazy("talk", "Pre-appointment talk"),
    },
    Grade: {
        Grade.LIGHT: pgettext_lazy("grade", "Light"),
        Grade.SERIOUS: pgettext_lazy("grade", "Serious"),
        Grade.GRAVE: pgettext_lazy("grade", "Grave"),
        Grade.AGGRAVATED: pgettext_lazy("grade", "Aggravated"),
        Grade.ANY: pgettext_lazy("grade", "Any case"),
    },
    Against: {
        Against.BODY: pgettext_lazy("against", "Bodies"),
        Against.PERSON: pgettext_lazy("against", "Persons"),
        Against.BOTH: pgettext_lazy("against", "Bodies and persons"),
    },
    Instrument: {
        Instrument.LETTER: pgettext_lazy("instrument", "Responsibility letter"),
        Instrument.VETO: pgettext_lazy("instrument", "One-vote veto"),
        Instrument.SCORE: pgettext_lazy("instrument", "Score scheme"),
        Instrument.RETURN: pgettext_lazy("instrument", "Return"),
    },
    ListPart: {
        ListPart.MAIN: pgettext_lazy("list part", "Main responsibility"),
        ListPart.SUPERVISORY: pgettext_lazy("list part", "Supervisory responsibility"),
    },
    MeasureKind: {
        MeasureKind.CRITICISM_EDUCATION: pgettext_lazy("measure", "Criticism and education"),
        MeasureKind.REMINDER_TALK: pgettext_lazy("measure", "Reminder talk"),
        MeasureKind.SUMMONS_TALK: pgettext_lazy("measure", "Summons talk"),
        MeasureKind.ADMONITION_TALK: pgettext_lazy("measure", "Admonition talk"),
        MeasureKind.WRITTEN_INQUIRY: pgettext_lazy("measure", "Written inquiry"),
        MeasureKind.WRITTEN_SELF_CRITICISM: pgettext_lazy("measure", "Written self-criticism"),
        MeasureKind.CIRCULATED_CRITICISM: pgettext_lazy("measure", "Circulated criticism"),
        MeasureKind.NOTICE: pgettext_lazy("measure", "Notice"),
        MeasureKind.ORDERED_RECTIFICATION: pgettext_lazy("measure", "Ordered rectification"),
        MeasureKind.ORGANISATIONAL_HANDLING: pgettext_lazy("measure", "Organisational handling"),
        MeasureKind.REORGANISATION: pgettext_lazy("measure", "Reorganisation of the leadership"),
        MeasureKind.POST_ADJUSTMENT: pgettext_lazy("measure", "Adjustment of the post"),
        MeasureKind.LIGHT_SANCTION: pgettext_lazy("measure", "Light sanction"),
        MeasureKind.HEAVY_SANCTION: pgettext_lazy("measure", "Heavy sanction"),
        MeasureKind.DISCIPLINE_SANCTION: pgettext_lazy("measure", "Sanction"),
        MeasureKind.CASE_FILING: pgettext_lazy("measure", "Case filing"),
        MeasureKind.LEGAL_HANDLING: pgettext_lazy("measure", "Handling by law"),
        MeasureKind.ONE_CASE_TWO_CHECKS: pgettext_lazy("measure", "One case, two checks"),
        MeasureKind.ACCOUNTABILITY: pgettext_lazy("measure", "Accountability"),
        MeasureKind.AGGRAVATION: pgettext_lazy("measure", "Heavier handling"),
        MeasureKind.COMBINATION: pgettext_lazy("measure", "Alone or combined"),
        MeasureKind.PURSUED_AFTER_MOVE: pgettext_lazy("measure", "Pursued after a move"),
        MeasureKind.VETO: pgettext_lazy("measure", "One-vote veto"),
        MeasureKind.APPRAISAL: pgettext_lazy("measure", "Basis for appraisal and appointment"),
    },
}

#: In place of a cadence: owed always, never planned.
ALWAYS = (STANDING, pgettext_lazy("cadence", "Always (standing duty)"))


def said(words: type[StrEnum], value: str) -> str:
    """The name of a stored word; the word itself where a newer pack has one that is not known yet."""
    table = NAMES.get(words) or HOUSE.get(words) or {}
    return str(table.get(value, value))


def all_said(words: type[StrEnum], values: list[str] | tuple[str, ...]) -> str:
    """The names, joined as the language joins them."""
    return str(pgettext_lazy("joint of a list", ", ")).join(said(words, value) for value in values)


def choices_of(words: type[StrEnum]) -> list[tuple[str, str]]:
    """(value, name) of a vocabulary, for a form."""
    return [(word.value, str(name)) for word, name in (NAMES.get(words) or HOUSE[words]).items()]
