"""The life of a secret ballot: what state it is in, and what may be done with it then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from liangze.core.errors import Conflict


class BallotState(StrEnum):
    """In the order in which a ballot passes through them."""

    DRAFT = "draft"  # questions stand; no slips yet
    READY = "ready"  # slips are made; not open
    OPEN = "open"
    CLOSING = "closing"  # one person has asked to close it; votes still count until the second agrees
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class BallotValue:
    """What the state follows from."""

    slips: int
    opened_at: datetime | None = None
    closing_at: datetime | None = None
    closing_by: int | None = None
    closed_at: datetime | None = None


def state_of(ballot: BallotValue) -> BallotState:
    """The state; never stored."""
    if ballot.closed_at:
        return BallotState.CLOSED
    if ballot.opened_at:
        return BallotState.CLOSING if ballot.closing_at else BallotState.OPEN
    return BallotState.READY if ballot.slips else BallotState.DRAFT


def demand_votable(ballot: BallotValue) -> None:
    """Raise Conflict unless ballots may be cast."""
    state = state_of(ballot)
    if state is BallotState.CLOSED:
        raise Conflict(
            "This ballot is closed.", remedy="Nothing can be cast any more; the result is announced by whoever holds the hearing."
        )
    if state in (BallotState.DRAFT, BallotState.READY):
        raise Conflict("This ballot is not open yet.", remedy="Wait until whoever holds the hearing opens it, then try again.")


def demand_slips(ballot: BallotValue) -> None:
    """Raise Conflict when it is too late to make slips: those handed out would stop counting."""
    if ballot.opened_at:
        raise Conflict("Slips are made before the ballot opens.", remedy="Hold a second ballot if the slips do not suffice.")


def demand_openable(ballot: BallotValue, minimum: int) -> None:
    """Raise Conflict unless it can open: slips made, and at least as many as the minimum asks for."""
    if ballot.opened_at:
        raise Conflict("This ballot is open already.", remedy="Nothing needs to be done.")
    if not ballot.slips:
        raise Conflict("There are no slips yet.", remedy="Make the slips and hand them out, then open the ballot.")
    if ballot.slips < minimum:
        raise Conflict(
            "There are %(slips)s slips, fewer than the %(minimum)s ballots below which no result is told.",
            remedy="Make at least as many slips as that.", params={"slips": ballot.slips, "minimum": minimum},
        )


def demand_open(ballot: BallotValue) -> None:
    """Raise Conflict unless it is open: before asking to close it."""
    if ballot.closed_at:
        raise Conflict("This ballot is closed already.", remedy="Its result stands on the page of the hearing.")
    if not ballot.opened_at:
        raise Conflict("This ballot is not open.", remedy="Open it first.")


def demand_second(ballot: BallotValue, account_id: int | None) -> None:
    """Raise Conflict unless somebody else has asked to close it: two people close a ballot."""
    demand_open(ballot)
    if ballot.closing_at is None:
        raise Conflict("Nobody has asked to close this ballot.", remedy="One person asks to close it, a second one closes it.")
    if account_id is None or account_id == ballot.closing_by:
        raise Conflict(
            "You have asked to close this ballot yourself.", remedy="A second person who may hold hearings here closes it with you."
        )
