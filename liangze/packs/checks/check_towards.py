"""Counterparts fit the role: only a member has a portfolio, only a head has members beside him."""

from __future__ import annotations

from collections.abc import Iterator

from liangze.core.words import Role, Towards
from liangze.packs import messages
from liangze.packs.checks.finding import Finding, found
from liangze.packs.values import Pack

DOWNWARD = frozenset(
    {
        Towards.SUBORDINATE_PRINCIPALS,
        Towards.SUBORDINATE_DISCIPLINE_PRINCIPALS,
        Towards.SUBORDINATE_UNITS,
    }
)

FITTING: dict[Role, frozenset[Towards]] = {
    Role.LEADERSHIP: DOWNWARD | {Towards.MEMBERS, Towards.STAFF_HEADS},
    Role.PRINCIPAL: DOWNWARD | {Towards.MEMBERS, Towards.STAFF_HEADS},
    Role.MEMBER: frozenset({Towards.PORTFOLIO_UNITS}),
    Role.DISCIPLINE_ORGAN: DOWNWARD,
    Role.DISCIPLINE_PRINCIPAL: DOWNWARD | {Towards.MEMBERS},
    Role.STATIONED_GROUP: frozenset({Towards.MEMBERS, Towards.STAFF_HEADS, Towards.SUBORDINATE_UNITS}),
    Role.DEPARTMENT: DOWNWARD,
    Role.LEADING_GROUP: frozenset({Towards.SUBORDINATE_UNITS, Towards.SUBORDINATE_PRINCIPALS}),
}


def check_towards(pack: Pack) -> Iterator[Finding]:
    for position, duty in enumerate(pack.duties):
        fitting = FITTING.get(duty.holder.role, frozenset())
        if duty.towards is not None and duty.towards not in fitting:
            yield found(
                messages.TOWARDS,
                *("duties", position, "towards"),
                clause=duty.clause,
                role=duty.holder.role,
                towards=duty.towards,
                known=", ".join(sorted(fitting)) or "-",
            )
