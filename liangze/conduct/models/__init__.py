"""Tables of the room."""

from liangze.conduct.models.entry import Entry, EntryCounterpart, EntryDraft

__all__ = ["Entry", "EntryCounterpart", "EntryDraft"]
