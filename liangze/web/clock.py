"""The clock of the pages: the house's one clock."""

from liangze.trust.clock import now, today

__all__ = ["now", "today"]
