"""What a person has typed into the forms of hearings, read from the request."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest

from liangze.core.errors import Refusal, Refusals
from liangze.hearings.record import HearingTerms
from liangze.trust.attachments import Proof, take_in
from liangze.web.refusals import Told, each


def number(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else otherwise


def day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "").strip())
    except ValueError:
        return None


def terms(request: HttpRequest) -> HearingTerms:
    """A planned hearing."""
    posted = request.POST
    return HearingTerms(
        unit_id=number(posted.get("unit")), holder_id=number(posted.get("holder")), title=posted.get("title", ""),
        held_on=day(posted.get("held_on")), place=posted.get("place", ""), agenda=posted.get("agenda", ""),
        topics=frozenset(posted.getlist("topics")), reporters=tuple(dict.fromkeys(map(number, posted.getlist("reporters")))),
        minimum=number(posted.get("minimum"), -1), threshold=number(posted.get("threshold"), -1),
    )


def proofs(request: HttpRequest) -> tuple[Proof, ...]:
    """The files sent with the form, taken in. Raises Refusals with everything that is wrong with them."""
    taken: list[Proof] = []
    wrong: list[Refusal] = []
    for one in request.FILES.getlist("files"):
        try:
            stored = take_in(file=one, name=one.name or "")
        except Refusal as refused:
            wrong.append(refused)
        else:
            taken.append(Proof(stored.id, stored.name, request.POST.get("reused", "")))
    if wrong:
        raise Refusals(wrong)
    return tuple(taken)


def by_field(told: Sequence[Told]) -> dict[str, list[Told]]:
    """Refusals beside their fields; "" for the whole form."""
    found: dict[str, list[Told]] = {}
    for one in told:
        found.setdefault((one.field or "").replace("-", "_"), []).append(one)
    return found


def refused_context(refused: Refusal | Refusals | None) -> dict[str, Any]:
    """`refusals` and `errors` for a template."""
    told = each(refused) if refused else ()
    return {"refusals": told, "errors": by_field(told)}


def status(refused: Refusal | Refusals | None) -> int:
    """422 for a form filled in wrongly, the refusal's own status otherwise."""
    if refused is None:
        return 200
    return 422 if refused.status == 400 else refused.status
