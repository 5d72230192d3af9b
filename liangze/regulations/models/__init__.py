"""Tables of the room."""

from liangze.regulations.models.document import Document, Draft, DraftState
from liangze.regulations.models.duty import Duty
from liangze.regulations.models.regulation import Adoption, Clause, Regulation, RegulationVersion, Topic, label_of
from liangze.regulations.models.standing import Measure, Permit, Situation, StandingDuty, Trigger

__all__ = [
    "Adoption", "Clause", "Document", "Draft", "DraftState", "Duty", "Measure", "Permit", "Regulation", "RegulationVersion",
    "Situation", "StandingDuty", "Topic", "Trigger", "label_of",
]
