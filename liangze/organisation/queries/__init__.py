"""Reads of the room. They return frozen values, and their number of statements does not depend on the size of the tree."""

from liangze.organisation.queries.export import export_workbook
from liangze.organisation.queries.history import Event, History, history
from liangze.organisation.queries.people import PersonDetail, PersonRow, people, person_detail
from liangze.organisation.queries.responsible import Answering, LevelAnswering, responsible
from liangze.organisation.queries.transfers import transfer_of, transfers
from liangze.organisation.queries.tree import Branch, Sought, UnitRow, branch
from liangze.organisation.queries.unit import Seat, UnitDetail, unit_detail

__all__ = [
    "Answering",
    "Branch",
    "Event",
    "History",
    "LevelAnswering",
    "PersonDetail",
    "PersonRow",
    "Seat",
    "Sought",
    "UnitDetail",
    "UnitRow",
    "branch",
    "export_workbook",
    "history",
    "people",
    "person_detail",
    "responsible",
    "transfer_of",
    "transfers",
    "unit_detail",
]
