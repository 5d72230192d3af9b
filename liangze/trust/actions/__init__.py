"""Writes of the room."""

from liangze.trust.actions.append import append

__all__ = ["append"]
