"""Writes of the room."""

from liangze.letters.actions.again import issue_again
from liangze.letters.actions.batch import order_batch, resume_batch
from liangze.letters.actions.issue import work_off_batch
from liangze.letters.actions.sign import sign
from liangze.letters.actions.withdraw import withdraw

__all__ = ["issue_again", "order_batch", "resume_batch", "sign", "withdraw", "work_off_batch"]
