"""Writes of the room."""

from liangze.reports.actions.begin import AlreadyReported, NewMatter, begin, begin_matter
from liangze.reports.actions.procedure import accept, answer, ask, give_back, mark_read
from liangze.reports.actions.signing import lay_out, sign
from liangze.reports.actions.submit import submit
from liangze.reports.actions.withdraw import revise, withdraw
from liangze.reports.actions.write import Text, refresh_figures, save

__all__ = [
    "AlreadyReported", "NewMatter", "Text", "accept", "answer", "ask", "begin", "begin_matter", "give_back", "lay_out", "mark_read",
    "refresh_figures", "revise", "save", "sign", "submit", "withdraw",
]
