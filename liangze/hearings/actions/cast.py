"""Casting a ballot. Nobody is signed in, nobody is recorded: whoever holds the slip has the vote."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from liangze.core.appraisal import fill_in
from liangze.core.ballot import demand_votable
from liangze.core.errors import Conflict, Refusal
from liangze.hearings.asked import questions_of, room_of
from liangze.hearings.box import opened, sealed
from liangze.hearings.models import Ballot, BallotBox
from liangze.hearings.tokens import among, bare, hash_of


class Spent(Conflict):
    """The slip was used before. Nobody is told for what."""


@sensitive_variables()
def ballot_for(token: str) -> Ballot:
    """The ballot that the slip belongs to, if it can be cast now. One statement.

    Raises Refusal on "token" for one that is not known, Conflict before opening and after closing.
    """
    if not bare(token):
        raise Refusal(
            "This is no slip's code: 20 letters and digits in five groups.", field="token",
            remedy="Scan the code on your slip, or type it as it is printed.",
        )
    hashed = hash_of(token)
    ballot = Ballot.objects.select_related("hearing__unit").filter(issued__contains=[hashed], hearing__voided_at=None).first()
    if ballot is None or not among(hashed, ballot.issued):
        raise Refusal("No slip with this code was made.", remedy="Check each letter; if it stays so, ask for another slip.", field="token")
    demand_votable(ballot.value)
    return ballot


@sensitive_variables()
def unused(token: str) -> Ballot:
    """The same, for whoever begins to fill it in: also refused (Spent) when the slip was used. Two statements."""
    ballot = ballot_for(token)
    content = BallotBox.objects.values_list("content", flat=True).get(ballot=ballot)
    if content is None or among(hash_of(token), opened(content, salt=ballot.salt).spent):
        raise spent()
    return ballot


def spent() -> Spent:
    return Spent("This slip has been used.", remedy="One slip is one vote; the ballot cast with it counts.")


@sensitive_variables()
def cast(*, token: str, answers: Mapping[str, str]) -> None:
    """Put one ballot into the box, whole or not at all; the slip is used with it.

    Writes the box and nothing else: no audit entry, no time, no address. Two people with one slip queue at the box; the second is refused.
    Raises Refusal on "token", Refusals on "q<key>", Conflict before opening and after closing, Spent.
    """
    ballot = ballot_for(token)
    line, hashed = fill_in(questions_of(ballot), answers), hash_of(token)
    with transaction.atomic():
        row = BallotBox.objects.select_for_update().get(ballot=ballot)
        now = Ballot.objects.get(pk=ballot.pk)  # closed meanwhile?
        demand_votable(now.value)
        box = opened(row.content, salt=now.salt)
        if among(hashed, box.spent):
            raise spent()
        row.content = sealed(box.with_vote(hashed, line), salt=now.salt, room=room_of(now))
        row.save(update_fields=["content"])
