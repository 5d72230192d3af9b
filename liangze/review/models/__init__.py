"""Tables of the room."""

from liangze.review.models.review import ConcludedItem, Decision, Review

__all__ = ["ConcludedItem", "Decision", "Review"]
