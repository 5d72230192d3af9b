"""Writes of the room."""

from liangze.hearings.actions.ballot import ask_closing, close_ballot, make_slips, open_ballot, prepare_ballot
from liangze.hearings.actions.cast import Spent, cast, unused
from liangze.hearings.actions.hand_out import hand_out
from liangze.hearings.actions.plan import change_plan, hold_hearing, plan_hearing, void_hearing
from liangze.hearings.actions.said import answer_question, ask_question, comment, file_report, set_theme, withdraw_theme

__all__ = [
    "Spent", "answer_question", "ask_closing", "ask_question", "cast", "change_plan", "close_ballot", "comment", "file_report", "hand_out",
    "hold_hearing", "make_slips", "open_ballot", "plan_hearing", "prepare_ballot", "set_theme", "unused", "void_hearing",
    "withdraw_theme",
]
