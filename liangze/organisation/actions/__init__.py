"""Writes of the room: one verb, one function, one transaction."""

from liangze.organisation.actions.appointments import appoint, end_appointment
from liangze.organisation.actions.close_unit import close_unit
from liangze.organisation.actions.correct_days import correct_days
from liangze.organisation.actions.coverages import end_coverage, give_coverage
from liangze.organisation.actions.edit_unit import edit_unit
from liangze.organisation.actions.found_unit import UnitFacts, found_unit
from liangze.organisation.actions.move_unit import move_unit
from liangze.organisation.actions.people import add_person, edit_person
from liangze.organisation.actions.portfolios import end_portfolio, give_portfolio
from liangze.organisation.actions.posts import PostFacts, add_post, edit_post, end_post
from liangze.organisation.actions.stationings import end_stationing, station

__all__ = [
    "PostFacts",
    "UnitFacts",
    "add_person",
    "add_post",
    "appoint",
    "close_unit",
    "correct_days",
    "edit_person",
    "edit_post",
    "edit_unit",
    "end_appointment",
    "end_coverage",
    "end_portfolio",
    "end_post",
    "end_stationing",
    "found_unit",
    "give_coverage",
    "give_portfolio",
    "move_unit",
    "station",
]
