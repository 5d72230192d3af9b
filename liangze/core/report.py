"""A report upward (报告): its versions and what each addressee says of them.

    draft ──submit──▶ submitted ──▶ each addressee on its own:  waiting → read → questioned ⇄ answered → returned | accepted

Every step belongs to one version. A return keeps the version with its reasons; the next version begins anew with every addressee. The
state of an addressee and of the whole follow from the steps and are never stored. What an acceptance does to obligations is the
engine's business: it counts where the clause asks for it, with the day on which the accepted version was submitted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from liangze.core.errors import Conflict, NotAllowed, Refusal
from liangze.core.words import BODIES, Every, Role


class Verb(StrEnum):
    """What can be said of a submitted version. `answer` is the writer's, the others are the addressee's."""

    READ = "read"
    QUESTION = "question"
    ANSWER = "answer"
    RETURN = "return"
    ACCEPT = "accept"


class Standing(StrEnum):
    """How far one addressee is with the newest submitted version."""

    WAITING = "waiting"
    READ = "read"
    QUESTIONED = "questioned"
    ANSWERED = "answered"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class Stage(StrEnum):
    """How far the report is as a whole."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    READ = "read"
    QUESTIONED = "questioned"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


#: Standings in which the addressee has said its last word on the version.
DECIDED = frozenset({Standing.RETURNED, Standing.ACCEPTED})


@dataclass(frozen=True, slots=True)
class Said:
    """One step: who it concerns, by the word of the addressee."""

    verb: Verb
    to: str


def standing_of(steps: Iterable[Said], to: str) -> Standing:
    """How far this addressee is, from the steps of one submitted version in order."""
    found, asked = Standing.WAITING, 0
    for step in steps:
        if step.to != to or found in DECIDED:
            continue
        if step.verb is Verb.QUESTION:
            asked += 1
        elif step.verb is Verb.ANSWER:
            asked = max(0, asked - 1)
        if step.verb is Verb.RETURN:
            found = Standing.RETURNED
        elif step.verb is Verb.ACCEPT:
            found = Standing.ACCEPTED
        elif asked:
            found = Standing.QUESTIONED
        elif step.verb is Verb.ANSWER:
            found = Standing.ANSWERED
        elif found is Standing.WAITING:
            found = Standing.READ
    return found


def with_counts(standing: Standing, counts: Sequence[Standing]) -> Standing:
    """The standing of an addressee whose acceptance a clause asks for: what stands at the obligations goes before its own steps.

    counts  for each obligation whether the version was accepted or returned there; WAITING while it is neither.
    """
    if Standing.RETURNED in counts:
        return Standing.RETURNED
    if counts and all(each is Standing.ACCEPTED for each in counts):
        return Standing.ACCEPTED
    return standing


def stage_of(*, submitted: bool, withdrawn: bool, standings: Sequence[Standing], needed: Sequence[Standing]) -> Stage:
    """How far the whole is. `needed`: the standings of those whose acceptance a clause asks for; where it asks for none, of all."""
    if withdrawn:
        return Stage.WITHDRAWN
    if not submitted:
        return Stage.DRAFT
    if Standing.RETURNED in standings:
        return Stage.RETURNED
    deciding = needed or standings
    if deciding and all(each is Standing.ACCEPTED for each in deciding):
        return Stage.ACCEPTED
    if Standing.QUESTIONED in standings:
        return Stage.QUESTIONED
    return Stage.READ if any(each is not Standing.WAITING for each in standings) else Stage.SUBMITTED


@dataclass(frozen=True, slots=True)
class Person:
    """Who wants to do something. writes  may write reports of the unit.  holds  has the seat that reports, or acts for it as a body.

    records  records in the unit's name (its office or liaison).  speaks  acts for the addressee.  did  wrote or handed in the report.
    """

    writes: bool = False
    holds: bool = False
    records: bool = False
    speaks: bool = False
    did: bool = False


def may_hand_in(role: Role, person: Person) -> Refusal | None:
    """Who hands a report in: whoever holds the seat, or records for the unit; of a body everybody who writes for the unit.

    A leader does not report in the name of another leader's seat.
    """
    if not person.writes and not person.holds:
        return NotAllowed("You do not write reports of this unit.", remedy="The unit's liaison or the holder of the seat hands it in.")
    if role in BODIES or person.holds or person.records:
        return None
    return NotAllowed(
        "This report is owed by another person's seat: nobody reports for another leader.",
        remedy="Its holder hands it in, or the unit's liaison once the holder has agreed.", field="holder",
    )


def objection(verb: Verb, *, stage: Stage, standing: Standing, person: Person) -> Refusal | None:
    """Why this cannot be done now by this person, or None."""
    if stage is Stage.WITHDRAWN:
        return Conflict("This report has been withdrawn.", remedy="Wait for another one.")
    if stage is Stage.DRAFT:
        return Conflict("The next version is being written: there is nothing to decide on.", remedy="Wait until it is submitted.")
    if verb is Verb.ANSWER:
        if not person.writes and not person.holds:
            return NotAllowed("The unit that reports answers.", remedy="Leave the answer to the unit.")
        return None if standing is Standing.QUESTIONED else Conflict("No question is open.", remedy="Reload the page of the report.")
    if not person.speaks:
        return NotAllowed("You do not act for an addressee of this report.", remedy="Only those to whom it is addressed read and decide.")
    if person.did:
        return NotAllowed(
            "You wrote or hand in this report yourself: nobody decides in their own matter.",
            remedy="Somebody else of the addressee must decide.",
        )
    if standing in DECIDED:
        return Conflict("This addressee has decided on this version already.", remedy="Reload the page of the report.")
    if verb is Verb.READ and standing is not Standing.WAITING:
        return Conflict("It is noted as read already.", remedy="Ask, return or accept.")
    if verb is Verb.ACCEPT and standing is Standing.QUESTIONED:
        return Conflict("A question is still open.", remedy="Wait for the answer, or return the report with your reasons.")
    return None


def needs_signature(role: Role, every: Every) -> bool:
    """The principal's own yearly report carries the principal's signature; others may."""
    return role is Role.PRINCIPAL and every is Every.YEAR


def not_open_yet(opens: date, today: date, clause: str) -> Refusal | None:
    """A report on a period that cannot be reported on yet is refused, with the day from which it can."""
    if today >= opens:
        return None
    return Conflict(
        "This is not to be reported yet: reports count from %(opens)s on.", params={"opens": opens.isoformat()}, clause=clause,
        remedy="Write it from that day on.", field="obligation",
    )
