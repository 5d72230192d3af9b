"""Talks, their details by kind, their steps, what proposes them."""

from liangze.talks.models.details import (
    Admonition,
    AdmonitionEffect,
    Commitment,
    HeartToHeart,
    Inquiry,
    MinorMatter,
    PreAppointment,
    Reminder,
    Summons,
)
from liangze.talks.models.proposal import TalkProposal
from liangze.talks.models.talk import Talk, TalkAccess, TalkCounterpart, TalkExplanation, TalkStepTaken

__all__ = [
    "Admonition", "AdmonitionEffect", "Commitment", "HeartToHeart", "Inquiry", "MinorMatter", "PreAppointment", "Reminder", "Summons",
    "Talk", "TalkAccess", "TalkCounterpart", "TalkExplanation", "TalkProposal", "TalkStepTaken",
]
