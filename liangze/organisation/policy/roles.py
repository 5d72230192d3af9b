"""What each grant role allows, and how far it reaches from the unit of the grant."""

from __future__ import annotations

from enum import Enum

from liangze.organisation.models.grant import GrantRole
from liangze.organisation.policy.permissions import Permission as P


class Reach(Enum):
    """How far a permission goes from the unit of the grant."""

    SELF = "self"  # the unit and its inner offices
    DOWN = "down"  # the unit and everything below it
    BELOW = "below"  # everything below it, not the unit itself: nobody decides in their own matter


READING = {P.ORGANISATION_READ: Reach.DOWN, P.REGULATION_READ: Reach.DOWN, P.LEDGER_READ: Reach.DOWN, P.OVERVIEW_READ: Reach.DOWN, P.ENTRY_READ: Reach.DOWN}
RECORDING = {P.ENTRY_RECORD: Reach.SELF, P.ENTRY_VOID: Reach.SELF, P.EXEMPTION_ASK: Reach.SELF}
DECIDING = {P.EXEMPTION_DECIDE: Reach.BELOW, P.DEED_ACCEPT: Reach.BELOW}

ALLOWS: dict[str, dict[P, Reach]] = {
    GrantRole.OFFICE: READING | RECORDING | DECIDING | {
        P.ORGANISATION_EDIT: Reach.DOWN,
        P.ORGANISATION_IMPORT: Reach.DOWN,
        P.REGULATION_DRAFT: Reach.DOWN,
        P.REGULATION_INSTALL: Reach.DOWN,
        P.REGULATION_ADOPT: Reach.DOWN,
        P.OBLIGATION_PLAN: Reach.DOWN,
    },
    GrantRole.LIAISON: RECORDING | {
        P.ORGANISATION_READ: Reach.DOWN,
        P.REGULATION_READ: Reach.DOWN,
        P.LEDGER_READ: Reach.SELF,
        P.OVERVIEW_READ: Reach.SELF,
        P.ENTRY_READ: Reach.SELF,
    },
    GrantRole.LEADER: READING | RECORDING | DECIDING,
    GrantRole.DISCIPLINE: READING | RECORDING | {P.LEDGER_CLOSE_OUT: Reach.DOWN, P.DEED_ACCEPT: Reach.DOWN},
    GrantRole.ASSESSOR: READING,
    GrantRole.CASE_OFFICE: {P.ORGANISATION_READ: Reach.DOWN, P.REGULATION_READ: Reach.DOWN},
    GrantRole.SYSTEM_ADMIN: {
        P.SYSTEM_READ: Reach.DOWN,
        P.ORGANISATION_READ: Reach.DOWN,
        P.ORGANISATION_IMPORT: Reach.DOWN,
        P.OBLIGATION_PLAN: Reach.DOWN,
    },
    GrantRole.SECURITY_ADMIN: {
        P.ORGANISATION_READ: Reach.DOWN,
        P.ACCOUNT_READ: Reach.DOWN,
        P.ACCOUNT_EDIT: Reach.DOWN,
        P.GRANT_GIVE: Reach.DOWN,
    },
    GrantRole.AUDIT_ADMIN: {P.AUDIT_READ: Reach.DOWN, P.ORGANISATION_READ: Reach.DOWN},
}

#: Roles that one account must not hold together with any other: the three administrators are kept apart.
APART = frozenset({GrantRole.SYSTEM_ADMIN, GrantRole.SECURITY_ADMIN, GrantRole.AUDIT_ADMIN})

#: What comes with a stationing: the group watches the unit and closes out; it does not record or ask in the unit's name.
STATIONED: dict[P, Reach] = READING | {P.LEDGER_CLOSE_OUT: Reach.DOWN, P.DEED_ACCEPT: Reach.DOWN}
