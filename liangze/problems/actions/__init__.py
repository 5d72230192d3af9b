"""Writes of the room."""

from liangze.problems.actions.delist import propose_delisting, sign_delisting
from liangze.problems.actions.extension import ask_extension, decide_extension
from liangze.problems.actions.listing import ask_listing_extension, decide_listing_extension, issue_listing, report_progress
from liangze.problems.actions.look_back import draw, look_at
from liangze.problems.actions.measures import NewMeasure, agree_measures, assign, propose_measures, return_measures
from liangze.problems.actions.raise_problem import raise_problem
from liangze.problems.actions.review import reopen, review, withdraw
from liangze.problems.actions.work import record_work, report_done

__all__ = [
    "NewMeasure", "agree_measures", "ask_extension", "ask_listing_extension", "assign", "decide_extension", "decide_listing_extension",
    "draw", "issue_listing", "look_at", "propose_delisting", "propose_measures", "raise_problem", "record_work", "reopen", "report_done",
    "report_progress", "return_measures", "review", "sign_delisting", "withdraw",
]
