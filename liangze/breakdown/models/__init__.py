"""Tables of the room."""

from liangze.breakdown.models.breakdown import Breakdown
from liangze.breakdown.models.copies import BreakdownCopyDecision
from liangze.breakdown.models.records import MilestoneReached, ProposalKind, TaskAnswer, TaskProgress, TaskProposal, TaskStepTaken
from liangze.breakdown.models.task import Task, TaskMilestone, TaskPart, TaskTerms

__all__ = [
    "Breakdown", "BreakdownCopyDecision", "MilestoneReached", "ProposalKind", "Task", "TaskAnswer", "TaskMilestone", "TaskPart",
    "TaskProgress", "TaskProposal", "TaskStepTaken", "TaskTerms",
]
