"""The audit chain as the audit administrator reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from liangze.trust.models import AuditBlock, AuditEntry

PAGE = 50


@dataclass(frozen=True, slots=True)
class Filters:
    """What to show: an account's name, a beginning of the action, a thing, a span of days (both included)."""

    who: str = ""
    action: str = ""
    thing: str = ""
    since: date | None = None
    until: date | None = None


def entries(filters: Filters, *, within: Q, page: int | str = 1, zone: Any = None) -> Page[AuditEntry]:
    """Entries that match and lie `within` what the reader may see, latest first, 50 a page."""
    return Paginator(_matching(filters, zone).filter(within).order_by("-id"), PAGE).get_page(page)


def latest_block() -> AuditBlock | None:
    """The last seal: its number and digest are the anchor that can be noted down."""
    return AuditBlock.objects.defer("ids").order_by("-number").first()


def _matching(filters: Filters, zone: Any) -> QuerySet[AuditEntry]:
    found = Q()
    if filters.who:
        found &= Q(account_name__icontains=filters.who)
    if filters.action:
        found &= Q(action__startswith=filters.action)
    if filters.thing:
        kind, _, number = filters.thing.partition(" ")
        found &= Q(object_type=kind) & (Q(object_id=number) if number else Q())
    if filters.since:
        found &= Q(at__gte=datetime.combine(filters.since, datetime.min.time(), zone))
    if filters.until:
        found &= Q(at__lte=datetime.combine(filters.until, datetime.max.time(), zone))
    return AuditEntry.objects.filter(found)
