"""Obligations owed by seats."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from liangze.duties.models import Count, Obligation
from liangze.duties.queries.words import counterpart
from liangze.reminders.sources.owed import Owed

FIELDS = (
    "pk", "duty__title", "counterpart__title", "counterpart__unit_id", "counterpart__unit__name", "unit_id", "opens", "due", "holder_id",
)


class Obligations:
    """Open obligations; what was handed in and waits for acceptance is not the holder's turn."""

    key = "obligation"
    page = "obligation"

    def falling(self, *, units: Collection[int], days: Collection[date], today: date) -> Iterable[Owed]:
        return self._owed(self._open(today).filter(unit_id__in=units, due__in=days))

    def open(self, ids: Collection[int], *, today: date) -> Iterable[Owed]:
        return self._owed(self._open(today).filter(pk__in=ids))

    def of_units(self, units: Collection[int], *, today: date) -> Iterable[Owed]:
        return self._owed(self._open(today).filter(unit_id__in=units).order_by("due", "pk"))

    def _open(self, today: date) -> QuerySet[Obligation]:
        waiting = Count.objects.filter(
            obligation=OuterRef("pk"), needs_acceptance=True, accepted_at=None, returned_at=None, withdrawn_at=None
        )
        rows = Obligation.objects.filter(fulfilled_on=None, exempted_on=None, withdrawn_on=None, opens__lte=today)
        return rows.filter(~Exists(waiting))

    def _owed(self, rows: QuerySet[Obligation]) -> Iterator[Owed]:
        for number, title, towards, towards_id, towards_unit, unit_id, opens, due, holder_id in rows.values_list(*FIELDS):
            whom = counterpart(towards, towards_unit, elsewhere=towards_id != unit_id)
            yield Owed(self.key, number, f"{title}：{whom}" if whom else title, unit_id, opens, due, holder_id)
