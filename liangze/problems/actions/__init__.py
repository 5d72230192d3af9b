"""Writes of the room."""

from liangze.problems.actions.raise_problem import raise_problem

__all__ = ["raise_problem"]
