"""Writes of the room."""

from liangze.conduct.actions.drafts import drop_draft, save_draft
from liangze.conduct.actions.record import record
from liangze.conduct.actions.void import void

__all__ = ["drop_draft", "record", "save_draft", "void"]
