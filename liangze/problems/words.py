"""Names for people of the room's vocabularies, in the language in force, and the written criteria of the findings."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from liangze.core.listed import ListingScope, ListingState, ListingStep
from liangze.core.problem import Cause, Outcome, ProblemCategory, ProblemSource, ProblemState, ProblemStep

NAMES: Mapping[type[StrEnum], Mapping[StrEnum, Promise]] = {
    ProblemSource: {
        ProblemSource.INSPECTION: pgettext_lazy("problem source", "Inspection"),
        ProblemSource.TOUR: pgettext_lazy("problem source", "Inspection tour"),
        ProblemSource.HEARING: pgettext_lazy("problem source", "Hearing"),
        ProblemSource.BALLOT: pgettext_lazy("problem source", "Democratic appraisal"),
        ProblemSource.AUDIT: pgettext_lazy("problem source", "Audit"),
        ProblemSource.FINANCE: pgettext_lazy("problem source", "Financial supervision"),
        ProblemSource.MEDIA: pgettext_lazy("problem source", "Media"),
        ProblemSource.PETITION: pgettext_lazy("problem source", "Petition"),
        ProblemSource.MEETING: pgettext_lazy("problem source", "Meeting"),
        ProblemSource.TALK: pgettext_lazy("problem source", "Talk"),
        ProblemSource.REPORT: pgettext_lazy("problem source", "Report"),
        ProblemSource.OTHER: pgettext_lazy("problem source", "Other source"),
    },
    ProblemCategory: {
        ProblemCategory.MAIN_RESPONSIBILITY: pgettext_lazy("problem category", "Main responsibility"),
        ProblemCategory.SUPERVISORY_RESPONSIBILITY: pgettext_lazy("problem category", "Supervisory responsibility"),
        ProblemCategory.CONDUCT: pgettext_lazy("problem category", "Conduct and the eight-point decision"),
        ProblemCategory.DECISIONS: pgettext_lazy("problem category", "Major matters and collective decision"),
        ProblemCategory.PERSONNEL: pgettext_lazy("problem category", "Selection of cadres"),
        ProblemCategory.FUNDS: pgettext_lazy("problem category", "Funds and finance"),
        ProblemCategory.PROJECTS: pgettext_lazy("problem category", "Projects and procurement"),
        ProblemCategory.EDUCATION: pgettext_lazy("problem category", "Education and study"),
        ProblemCategory.LISTS: pgettext_lazy("problem category", "Lists, letters and ledgers"),
        ProblemCategory.SYSTEMS: pgettext_lazy("problem category", "Rules and the exercise of power"),
        ProblemCategory.RECTIFICATION: pgettext_lazy("problem category", "Rectification itself"),
        ProblemCategory.OTHER: pgettext_lazy("problem category", "Other category"),
    },
    Outcome: {
        Outcome.DONE: pgettext_lazy("problem outcome", "Done"),
        Outcome.KEPT_UP: pgettext_lazy("problem outcome", "Done and kept up"),
        Outcome.IN_PROGRESS: pgettext_lazy("problem outcome", "In progress"),
        Outcome.NOT_DONE: pgettext_lazy("problem outcome", "Not done"),
    },
    ProblemState: {
        ProblemState.TO_PLAN: pgettext_lazy("problem state", "Measures to be set"),
        ProblemState.PLANNED: pgettext_lazy("problem state", "Measures to be agreed"),
        ProblemState.RUNNING: pgettext_lazy("problem state", "Being put right"),
        ProblemState.RETURNED: pgettext_lazy("problem state", "Returned"),
        ProblemState.REOPENED: pgettext_lazy("problem state", "Reopened"),
        ProblemState.REPORTED: pgettext_lazy("problem state", "To be reviewed"),
        ProblemState.CLOSED: pgettext_lazy("problem state", "Closed out"),
        ProblemState.WITHDRAWN: pgettext_lazy("problem state", "Withdrawn"),
    },
    ProblemStep: {
        ProblemStep.RAISED: pgettext_lazy("problem step", "Raised"),
        ProblemStep.PLANNED: pgettext_lazy("problem step", "Measures proposed"),
        ProblemStep.AGREED: pgettext_lazy("problem step", "Measures agreed"),
        ProblemStep.PLAN_RETURNED: pgettext_lazy("problem step", "Measures returned"),
        ProblemStep.WORKED: pgettext_lazy("problem step", "Work recorded"),
        ProblemStep.REPORTED: pgettext_lazy("problem step", "Reported done"),
        ProblemStep.RETURNED: pgettext_lazy("problem step", "Reviewed and returned"),
        ProblemStep.CLOSED: pgettext_lazy("problem step", "Reviewed and closed out"),
        ProblemStep.REOPENED: pgettext_lazy("problem step", "Reopened"),
        ProblemStep.WITHDRAWN: pgettext_lazy("problem step", "Withdrawn"),
        ProblemStep.ASSIGNED: pgettext_lazy("problem step", "Responsible seat named"),
        ProblemStep.EXTENSION_ASKED: pgettext_lazy("problem step", "Extension asked for"),
        ProblemStep.EXTENDED: pgettext_lazy("problem step", "Extension granted"),
        ProblemStep.EXTENSION_REFUSED: pgettext_lazy("problem step", "Extension refused"),
        ProblemStep.REPEATED: pgettext_lazy("problem step", "Found again"),
        ProblemStep.KEPT_UP: pgettext_lazy("problem step", "Looked at again: kept up"),
        ProblemStep.FALSE_FOUND: pgettext_lazy("problem step", "False rectification found"),
    },
    Cause: {
        Cause.REPEAT: pgettext_lazy("problem cause", "The same kind came up again"),
        Cause.FALSE: pgettext_lazy("problem cause", "False rectification"),
        Cause.LOOK_BACK: pgettext_lazy("problem cause", "Come back, found by a look-back"),
        Cause.PART: pgettext_lazy("problem cause", "A part of it was opened again"),
        Cause.BY_HAND: pgettext_lazy("problem cause", "Opened again by the reviewer"),
    },
    ListingState: {
        ListingState.IN_FORCE: pgettext_lazy("listing state", "Under supervision"),
        ListingState.TO_SIGN: pgettext_lazy("listing state", "De-listing to be signed"),
        ListingState.DELISTED: pgettext_lazy("listing state", "De-listed"),
    },
    ListingStep: {
        ListingStep.ISSUED: pgettext_lazy("listing step", "Issued"),
        ListingStep.PROGRESS: pgettext_lazy("listing step", "Progress reported"),
        ListingStep.EXTENSION_ASKED: pgettext_lazy("listing step", "Extension asked for"),
        ListingStep.EXTENDED: pgettext_lazy("listing step", "Extension granted"),
        ListingStep.EXTENSION_REFUSED: pgettext_lazy("listing step", "Extension refused"),
        ListingStep.PROPOSED: pgettext_lazy("listing step", "De-listing proposed"),
        ListingStep.RETURNED: pgettext_lazy("listing step", "Returned by the signer"),
        ListingStep.DELISTED: pgettext_lazy("listing step", "Signed and de-listed"),
    },
    ListingScope: {
        ListingScope.UNIT: pgettext_lazy("scope", "The unit"),
        ListingScope.LEVEL: pgettext_lazy("scope", "Units of the same level"),
        ListingScope.BELOW: pgettext_lazy("scope", "The issuer and everything below it"),
    },
}

#: When each finding may be chosen; printed beside the choice and on the page of the problem.
CRITERIA: Mapping[Outcome, Promise] = {
    Outcome.DONE: pgettext_lazy(
        "outcome criterion", "Every measure is carried out and proven; what was wrong no longer is; who was to answer for it has."
    ),
    Outcome.KEPT_UP: pgettext_lazy(
        "outcome criterion", "Done as above, and a rule or routine that prevents it stands and has been applied since."
    ),
    Outcome.IN_PROGRESS: pgettext_lazy(
        "outcome criterion", "Some measures are carried out; others with a day of their own are still under way. It goes back to the unit."
    ),
    Outcome.NOT_DONE: pgettext_lazy(
        "outcome criterion", "Measures are not carried out, not proven, or what was wrong still is. It goes back to the unit."
    ),
}


def name_of(word: StrEnum) -> str:
    """The name of a word of the room."""
    return str(NAMES[type(word)][word])


def names_of(words: type[StrEnum]) -> list[tuple[str, str]]:
    """(value, name) of a whole vocabulary in its own order."""
    return [(word.value, str(name)) for word, name in NAMES[words].items()]
