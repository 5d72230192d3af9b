"""Tables of the room."""

from liangze.problems.models.listing import Listing, ListingStepTaken
from liangze.problems.models.look_back import LookBack, LookedAt
from liangze.problems.models.problem import Measure, Problem, StepTaken

__all__ = ["Listing", "ListingStepTaken", "LookBack", "LookedAt", "Measure", "Problem", "StepTaken"]
