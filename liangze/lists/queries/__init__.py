"""Reads of the room."""

from liangze.lists.queries.candidates import Candidate, Source, candidates
from liangze.lists.queries.items import ItemInForce, items_in_force

__all__ = ["Candidate", "ItemInForce", "Source", "candidates", "items_in_force"]
