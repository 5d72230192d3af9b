"""Imports as records: one's own, with how far they are and what was found."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.paginator import Page, Paginator

from liangze.core.errors import NotFound
from liangze.organisation.actions.at_work import worked_on
from liangze.organisation.actions.transfers import STEPS
from liangze.organisation.models import Transfer
from liangze.organisation.policy import Acting, Permission, demand

PAGE = 20


def transfers(*, by: Acting, page: int | str = 1) -> Page[Transfer]:
    """The person's imports, latest first, without their findings. Three statements. Raises NotAllowed."""
    demand(by, Permission.ORGANISATION_IMPORT, None)
    rows = Transfer.objects.filter(by_id=by.account_id).defer("content", "findings").order_by("-id")
    found = Paginator(rows, PAGE).get_page(page)
    stand(found.object_list)
    return found


def transfer_of(*, by: Acting, transfer_id: int) -> Transfer:
    """One import with its findings. Raises NotFound: what somebody else imported may name units outside one's reach."""
    demand(by, Permission.ORGANISATION_IMPORT, None)
    found = Transfer.objects.filter(pk=transfer_id, by_id=by.account_id).defer("content").first()
    if found is None:
        raise NotFound("There is no such import among yours.", remedy="Go back to the list of imports.")
    stand([found])
    return found


def stand(transfers: Iterable[Transfer]) -> None:
    """Let the state of one that nobody works on any more read "stalled": its process was killed. One statement, or none; not stored."""
    under_way = [transfer for transfer in transfers if transfer.state in STEPS]
    alive = worked_on() if under_way else frozenset()
    for transfer in under_way:
        if transfer.pk not in alive:
            transfer.state = "stalled"
