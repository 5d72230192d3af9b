"""The way of a responsibility letter: who signs next, and where a signature leads. Values only."""

from __future__ import annotations

from enum import StrEnum


class LetterStage(StrEnum):
    """How far a letter has come: what its last step says."""

    DRAFTED = "drafted"
    ISSUED = "issued"  # laid out, waits for the first signature
    FIRST = "first"  # one of the two has signed
    SIGNED = "signed"  # both have signed
    RETURNED = "returned"  # the holder sent it back with comments
    WITHDRAWN = "withdrawn"  # the issuer took it back with a reason


class LetterParty(StrEnum):
    """The two who sign."""

    HOLDER = "holder"
    ISSUER = "issuer"


class LetterOrder(StrEnum):
    """Who signs first."""

    HOLDER_FIRST = "holder_first"
    ISSUER_FIRST = "issuer_first"


#: Stages at which the letter waits for a signature.
WAITING = frozenset({LetterStage.ISSUED, LetterStage.FIRST})

#: Stages from which it may be laid out anew: nobody's signature is lost.
OPEN = frozenset({LetterStage.DRAFTED, LetterStage.ISSUED, LetterStage.RETURNED})


def parties(order: LetterOrder) -> tuple[LetterParty, LetterParty]:
    """The two in the order in which they sign."""
    both = (LetterParty.HOLDER, LetterParty.ISSUER)
    return both if order is LetterOrder.HOLDER_FIRST else (both[1], both[0])


def turn(stage: LetterStage, order: LetterOrder) -> LetterParty | None:
    """Whose signature it waits for; None when for nobody's."""
    if stage not in WAITING:
        return None
    return parties(order)[stage is LetterStage.FIRST]


def after_signing(stage: LetterStage) -> LetterStage:
    """The stage after the next signature. Raises ValueError where none is waited for."""
    if stage not in WAITING:
        raise ValueError(f"no signature is waited for at {stage}")
    return LetterStage.FIRST if stage is LetterStage.ISSUED else LetterStage.SIGNED
