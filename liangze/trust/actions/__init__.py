"""Writes of the room."""

from liangze.trust.actions.append import append
from liangze.trust.actions.seal import seal

__all__ = ["append", "seal"]
