"""Reads of the room."""

from liangze.problems.queries.of_record import ProblemCard, problems_of_record

__all__ = ["ProblemCard", "problems_of_record"]
