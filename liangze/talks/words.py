"""Names for people of the words of talks: English msgids, translated where they are shown."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from liangze.core.talk import TalkKind, TalkStage, TalkStep, TalkTrigger
from liangze.core.talk_rules import TalkEffect

KINDS: Mapping[str, Promise] = {
    TalkKind.HEART_TO_HEART: pgettext_lazy("talk kind", "Heart-to-heart talk"),
    TalkKind.REMINDER: pgettext_lazy("talk kind", "Reminder talk"),
    TalkKind.SUMMONS: pgettext_lazy("talk kind", "Summons talk"),
    TalkKind.ADMONITION: pgettext_lazy("talk kind", "Admonition"),
    TalkKind.INQUIRY: pgettext_lazy("talk kind", "Written inquiry"),
    TalkKind.PRE_APPOINTMENT: pgettext_lazy("talk kind", "Pre-appointment talk"),
}
TRIGGERS: Mapping[str, Promise] = {
    TalkTrigger.ROUTINE: pgettext_lazy("talk trigger", "Owed anyway: the regular talk"),
    TalkTrigger.OVERDUE_TASKS: pgettext_lazy("talk trigger", "Tasks behind or overdue"),
    TalkTrigger.OVERDUE_OBLIGATIONS: pgettext_lazy("talk trigger", "Duties long overdue"),
    TalkTrigger.EARLY_SIGNS: pgettext_lazy("talk trigger", "Early signs of a problem"),
    TalkTrigger.LOW_SATISFACTION: pgettext_lazy("talk trigger", "Low satisfaction in the appraisal"),
    TalkTrigger.CONCENTRATED_COMPLAINTS: pgettext_lazy("talk trigger", "Many complaints"),
    TalkTrigger.MANY_PROBLEMS: pgettext_lazy("talk trigger", "Many problems found in inspections"),
    TalkTrigger.CHANGE_OF_POST: pgettext_lazy("talk trigger", "Change of post"),
    TalkTrigger.SETBACK: pgettext_lazy("talk trigger", "Setback at work or in the family"),
    TalkTrigger.BARELY_QUALIFIED: pgettext_lazy("talk trigger", "Assessed as barely or not qualified"),
    TalkTrigger.MINOR_MATTER: pgettext_lazy("talk trigger", "Minor matter passed on"),
    TalkTrigger.OTHER: pgettext_lazy("talk trigger", "Another reason"),
}
STAGES: Mapping[str, Promise] = {
    TalkStage.PLANNED: pgettext_lazy("talk stage", "To be held"),
    TalkStage.APPROVAL: pgettext_lazy("talk stage", "Waits for approval"),
    TalkStage.EXPLANATION: pgettext_lazy("talk stage", "Waits for the written explanation"),
    TalkStage.ENDORSEMENT: pgettext_lazy("talk stage", "Waits for the endorsement"),
    TalkStage.REPLY: pgettext_lazy("talk stage", "Waits for the reply"),
    TalkStage.OPINION: pgettext_lazy("talk stage", "Waits for the opinion"),
    TalkStage.CONCLUSION: pgettext_lazy("talk stage", "To be concluded"),
    TalkStage.FOLLOW_UP: pgettext_lazy("talk stage", "To be followed up"),
    TalkStage.DONE: pgettext_lazy("talk stage", "Finished"),
    TalkStage.REFUSED: pgettext_lazy("talk stage", "Not approved"),
    TalkStage.VOID: pgettext_lazy("talk stage", "Void"),
}
STEPS: Mapping[str, Promise] = {
    TalkStep.PLANNED: pgettext_lazy("talk step", "Planned"),
    TalkStep.ASKED: pgettext_lazy("talk step", "Approval asked for"),
    TalkStep.APPROVED: pgettext_lazy("talk step", "Approved"),
    TalkStep.REFUSED: pgettext_lazy("talk step", "Not approved"),
    TalkStep.HELD: pgettext_lazy("talk step", "Held"),
    TalkStep.EXPLAINED: pgettext_lazy("talk step", "Explained in writing"),
    TalkStep.RETURNED: pgettext_lazy("talk step", "Explanation given back"),
    TalkStep.ENDORSED: pgettext_lazy("talk step", "Endorsed"),
    TalkStep.REPLIED: pgettext_lazy("talk step", "Replied to"),
    TalkStep.CONCLUDED: pgettext_lazy("talk step", "Concluded"),
    TalkStep.FOLLOWED_UP: pgettext_lazy("talk step", "Followed up"),
    TalkStep.NOTHING_LEFT: pgettext_lazy("talk step", "Nothing to follow up"),
}
EFFECTS: Mapping[str, Promise] = {
    TalkEffect.AWARDS_WITHHELD: pgettext_lazy("talk effect", "No award and no title of the year"),
    TalkEffect.NO_PROMOTION: pgettext_lazy("talk effect", "No promotion to a higher or more important post"),
}
FACTS: Mapping[str, Promise] = {
    "title": pgettext_lazy("talk fact", "What"),
    "days_over": pgettext_lazy("talk fact", "Days over"),
    "share": pgettext_lazy("talk fact", "Share in percent"),
    "count": pgettext_lazy("talk fact", "Number"),
    "grade": pgettext_lazy("talk fact", "Grade"),
    "due": pgettext_lazy("talk fact", "Due day"),
    "since": pgettext_lazy("talk fact", "In office since"),
    "seat": pgettext_lazy("talk fact", "Seat"),
    "unit": pgettext_lazy("talk fact", "Unit"),
    "year": pgettext_lazy("talk fact", "Year"),
    "state": pgettext_lazy("talk fact", "State"),
    "reached": pgettext_lazy("talk fact", "Reached in percent"),
    "expected": pgettext_lazy("talk fact", "Expected in percent"),
    "document": pgettext_lazy("talk fact", "Document"),
}


STANDINGS: Mapping[str, Promise] = {
    "planned": pgettext_lazy("talk standing", "To be held"), "going": pgettext_lazy("talk standing", "Under way"),
    "done": pgettext_lazy("talk standing", "Finished"), "void": pgettext_lazy("talk standing", "Void"),
}


def kind_name(kind: str) -> str:
    return str(KINDS[TalkKind(kind)])


def trigger_name(trigger: str) -> str:
    return str(TRIGGERS[TalkTrigger(trigger)])


def stage_name(stage: str) -> str:
    return str(STAGES[TalkStage(stage)])


def step_name(step: str) -> str:
    return str(STEPS[TalkStep(step)])


def effect_name(effect: str) -> str:
    return str(EFFECTS[TalkEffect(effect)])


def fact_name(name: str) -> str:
    """The name of a fact of a trigger; a name of another room as it stands."""
    return str(FACTS.get(name, name))
