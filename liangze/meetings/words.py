"""Names for people of the room's vocabularies, in the language in force."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from liangze.core.major_matter import Majority, MatterKind, Vote
from liangze.core.meeting import Answer, FollowState, MeetingKind, MeetingState, Presence

NAMES: Mapping[type[StrEnum], Mapping[StrEnum, Promise]] = {
    MeetingKind: {
        MeetingKind.SPECIAL: pgettext_lazy("meeting kind", "Special meeting"),
        MeetingKind.SITUATION: pgettext_lazy("meeting kind", "Situation analysis meeting"),
        MeetingKind.LEADING_GROUP: pgettext_lazy("meeting kind", "Leading group meeting"),
        MeetingKind.COORDINATION: pgettext_lazy("meeting kind", "Coordination group meeting"),
        MeetingKind.COMMITTEE: pgettext_lazy("meeting kind", "Party committee (group) meeting"),
        MeetingKind.CONSULTATION: pgettext_lazy("meeting kind", "Consultation"),
        MeetingKind.OTHER: pgettext_lazy("meeting kind", "Other meeting"),
    },
    MeetingState: {
        MeetingState.PLANNED: pgettext_lazy("meeting state", "Planned"),
        MeetingState.TO_RECORD: pgettext_lazy("meeting state", "To be recorded"),
        MeetingState.HELD: pgettext_lazy("meeting state", "Held"),
        MeetingState.CANCELLED: pgettext_lazy("meeting state", "Cancelled"),
        MeetingState.VOID: pgettext_lazy("meeting state", "Void"),
    },
    Presence: {
        Presence.PRESENT: pgettext_lazy("attendance", "Present"),
        Presence.ABSENT: pgettext_lazy("attendance", "Absent"),
        Presence.REPRESENTED: pgettext_lazy("attendance", "Represented"),
    },
    Answer: {
        Answer.DONE: pgettext_lazy("decision answer", "Done"),
        Answer.CONTINUES: pgettext_lazy("decision answer", "Continues"),
        Answer.DROPPED: pgettext_lazy("decision answer", "Dropped"),
    },
    FollowState: {
        FollowState.OVERDUE: pgettext_lazy("decision state", "Overdue"),
        FollowState.OPEN: pgettext_lazy("decision state", "Being carried out"),
        FollowState.DONE: pgettext_lazy("decision state", "Done"),
        FollowState.DROPPED: pgettext_lazy("decision state", "Dropped"),
    },
    MatterKind: {
        MatterKind.DECISION: pgettext_lazy("matter kind", "Major decision"),
        MatterKind.APPOINTMENT: pgettext_lazy("matter kind", "Appointment or removal of cadres"),
        MatterKind.PROJECT: pgettext_lazy("matter kind", "Major project"),
        MatterKind.FUNDS: pgettext_lazy("matter kind", "Use of a large sum"),
    },
    Vote: {
        Vote.FOR: pgettext_lazy("vote", "For"),
        Vote.AGAINST: pgettext_lazy("vote", "Against"),
        Vote.ABSTAIN: pgettext_lazy("vote", "Abstention"),
    },
    Majority: {
        Majority.HALF_PRESENT: pgettext_lazy("majority", "More than half of those present"),
        Majority.TWO_THIRDS_PRESENT: pgettext_lazy("majority", "At least two thirds of those present"),
        Majority.HALF_MEMBERS: pgettext_lazy("majority", "More than half of all members"),
    },
}


def name_of(word: StrEnum) -> str:
    """The name of a word of one of these vocabularies."""
    return str(NAMES[type(word)][word])


def names_of(words: type[StrEnum]) -> list[tuple[str, str]]:
    """(value, name) of a whole vocabulary, in its order."""
    return [(word.value, str(name)) for word, name in NAMES[words].items()]
