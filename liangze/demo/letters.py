"""Letters of the demo's year: a batch for a level and one for a leadership, some signed by both, some by one, most waiting."""

from __future__ import annotations

from liangze.core.errors import Refusal
from liangze.core.letter import LetterOrder
from liangze.demo.cast import Cast, signature
from liangze.letters.actions import order_batch, sign, work_off_batch
from liangze.letters.models import Letter, LetterKind
from liangze.letters.queries.candidates import Wanted
from liangze.letters.queries.paper import default_preamble
from liangze.letters.queries.reach import RECORD
from liangze.organisation.models import Account
from liangze.organisation.policy import Acting


def letters(cast: Cast) -> str:
    """Issue and sign them; a sentence."""
    city, department = cast.city, cast.units("D")[0]
    to_heads = _batch(cast, city.pk, LetterKind.TO_SUBORDINATE, 16)
    to_members = _batch(cast, department.pk, LetterKind.TO_MEMBER, 23)
    signed = 0
    for name, day in (("bureau", 18), ("secretary", 19)):
        signed += _sign(cast, to_heads, name, (2, day))
    signed += _sign(cast, [letter for letter in to_heads if letter.holder_unit_id == department.pk], "principal", (2, 20))
    signed += _sign(cast, to_members, "member", (2, 24)) and _sign(cast, _of(to_members, cast.who("member")), "bureau", (2, 25))
    return f"签发责任书 {len(to_heads) + len(to_members)} 份，签署 {signed} 次。"


def _batch(cast: Cast, unit_id: int, kind: str, day: int) -> list[Letter]:
    """What is laid out of what was ordered; nothing before a rule that permits it is in force.

    The job that was ordered with it finds nothing left to do.
    """
    now, office = cast.at(2, day), cast.who("office")
    wanted = Wanted(unit_id, cast.today.year, kind)
    preamble = default_preamble(cast.today.year)
    try:
        batch = order_batch(wanted=wanted, order=LetterOrder.HOLDER_FIRST, preamble=preamble, by=office, today=now.date(), now=now)
    except Refusal:
        return []
    work_off_batch(batch_id=batch.pk, by=office, clock=lambda: now)
    return list(Letter.objects.filter(batch_seats__batch=batch).order_by("pk"))


def _sign(cast: Cast, letters: list[Letter], name: str, day: tuple[int, int]) -> int:
    """The person signs those of the letters that are the person's own as holder, or all as the issuer; how many."""
    by = cast.who(name)
    mine = _of(letters, by) or [letter for letter in letters if letter.issuer_person_id == _person(by)]
    for letter in mine:
        sign(letter_id=letter.pk, by=by, now=cast.at(*day, 15), **signature((RECORD, letter.pk)))
    return len(mine)


def _of(letters: list[Letter], holder: Acting) -> list[Letter]:
    return [letter for letter in letters if letter.holder_person_id == _person(holder)]


def _person(by: Acting) -> int | None:
    return Account.objects.get(pk=by.account_id).person_id
