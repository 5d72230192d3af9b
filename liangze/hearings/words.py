"""Names for people of what hearings and ballots use: English msgids, translated where they are shown."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from liangze.core.appraisal import GRADES, Scale
from liangze.core.ballot import BallotState

SCALES: Mapping[str, Promise] = {
    Scale.DUTY: pgettext_lazy("scale", "Account of duties"),
    Scale.SATISFACTION: pgettext_lazy("scale", "Leadership and integrity"),
    Scale.PARTY: pgettext_lazy("scale", "Party members"),
}
GRADE_NAMES: Mapping[str, Promise] = {
    "excellent": pgettext_lazy("grade of duty", "Excellent"),
    "competent": pgettext_lazy("grade of duty", "Competent"),
    "barely_competent": pgettext_lazy("grade of duty", "Barely competent"),
    "incompetent": pgettext_lazy("grade of duty", "Incompetent"),
    "satisfied": pgettext_lazy("grade of satisfaction", "Satisfied"),
    "mostly_satisfied": pgettext_lazy("grade of satisfaction", "Mostly satisfied"),
    "dissatisfied": pgettext_lazy("grade of satisfaction", "Dissatisfied"),
    "excellent_member": pgettext_lazy("grade of members", "Excellent"),
    "qualified": pgettext_lazy("grade of members", "Qualified"),
    "barely_qualified": pgettext_lazy("grade of members", "Barely qualified"),
    "unqualified": pgettext_lazy("grade of members", "Unqualified"),
    "-": pgettext_lazy("grade", "Abstain"),
    "*": pgettext_lazy("grade", "not told"),
}
FAVOURABLE_NAMES: Mapping[str, Promise] = {
    Scale.DUTY: pgettext_lazy("share", "Excellent and competent"),
    Scale.SATISFACTION: pgettext_lazy("share", "Satisfied and mostly satisfied"),
    Scale.PARTY: pgettext_lazy("share", "Excellent and qualified"),
}
BALLOT_STATES: Mapping[str, Promise] = {
    BallotState.DRAFT: pgettext_lazy("ballot", "Prepared"),
    BallotState.READY: pgettext_lazy("ballot", "Slips made"),
    BallotState.OPEN: pgettext_lazy("ballot", "Open"),
    BallotState.CLOSING: pgettext_lazy("ballot", "To be closed"),
    BallotState.CLOSED: pgettext_lazy("ballot", "Closed"),
}
STAGES: Mapping[str, Promise] = {
    "planned": pgettext_lazy("hearing", "Planned"),
    "held": pgettext_lazy("hearing", "Held"),
    "void": pgettext_lazy("hearing", "Void"),
}


def scale_names(scale: str) -> str:
    """ "优秀 / 称职 / 基本称职 / 不称职"."""
    return " / ".join(str(GRADE_NAMES[grade]) for grade in GRADES[Scale(scale)])
