"""Tables of the room."""

from liangze.hearings.models.ballot import Ballot, BallotBox
from liangze.hearings.models.hearing import Hearing, HearingReport, HearingReporter, HearingTheme
from liangze.hearings.models.said import HearingAnswer, HearingComment, HearingQuestion

__all__ = [
    "Ballot", "BallotBox", "Hearing", "HearingAnswer", "HearingComment", "HearingQuestion", "HearingReport", "HearingReporter",
    "HearingTheme",
]
