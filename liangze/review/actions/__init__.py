"""Writes of the room."""

from liangze.review.actions.conclude import Unfinished, conclude, reopen, sign
from liangze.review.actions.decide import DecidedMeanwhile, decide, pass_all
from liangze.review.actions.open_review import open_review

__all__ = ["DecidedMeanwhile", "Unfinished", "conclude", "decide", "open_review", "pass_all", "reopen", "sign"]
