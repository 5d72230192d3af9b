"""Tables of the room."""

from liangze.organisation.models.account import Account
from liangze.organisation.models.change import Change
from liangze.organisation.models.grant import Grant, GrantRole
from liangze.organisation.models.people import Appointment, Person
from liangze.organisation.models.relations import Coverage, CoverageKind, Portfolio, Stationing, WorkArea
from liangze.organisation.models.token import ApiToken
from liangze.organisation.models.transfer import Transfer
from liangze.organisation.models.unit import DisciplineOrgan, PartyOrgan, Post, Unit

__all__ = [
    "Account", "ApiToken", "Appointment", "Change", "Coverage", "CoverageKind", "DisciplineOrgan", "Grant", "GrantRole", "PartyOrgan",
    "Person", "Portfolio", "Post", "Stationing", "Transfer", "Unit", "WorkArea",
]
