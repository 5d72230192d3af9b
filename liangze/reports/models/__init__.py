"""Tables of the room."""

from liangze.reports.models.report import Owed, Report, Step, Version

__all__ = ["Owed", "Report", "Step", "Version"]
