"""Imports as records: one's own, with how far they are and what was found."""

from __future__ import annotations

from django.core.paginator import Page, Paginator

from liangze.core.errors import NotFound
from liangze.organisation.models import Transfer
from liangze.organisation.policy import Acting, Permission, demand

PAGE = 20


def transfers(*, by: Acting, page: int | str = 1) -> Page[Transfer]:
    """The person's imports, latest first, without their findings. Two statements. Raises NotAllowed."""
    demand(by, Permission.ORGANISATION_IMPORT, None)
    rows = Transfer.objects.filter(by_id=by.account_id).defer("content", "findings").order_by("-id")
    return Paginator(rows, PAGE).get_page(page)


def transfer_of(*, by: Acting, transfer_id: int) -> Transfer:
    """One import with its findings. Raises NotFound: what somebody else imported may name units outside one's reach."""
    demand(by, Permission.ORGANISATION_IMPORT, None)
    found = Transfer.objects.filter(pk=transfer_id, by_id=by.account_id).defer("content").first()
    if found is None:
        raise NotFound("There is no such import among yours.", remedy="Go back to the list of imports.")
    return found
