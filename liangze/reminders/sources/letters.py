"""Responsibility letters that wait for a signature: whoever's turn it is to sign is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from liangze.core.letter import WAITING, LetterOrder, LetterParty, LetterStage, turn
from liangze.letters.models import Letter
from liangze.letters.queries.reach import staged
from liangze.letters.queries.to_sign import seated
from liangze.reminders.sources.owed import Owed

#: No rule says within how many days a letter is signed; from so many after it was laid out it is treated as overdue.
WITHIN = timedelta(days=14)


class Letters:
    """Letters of people who hold their seats still; of the others nobody can be reminded."""

    key = "letter"
    page = "letter"

    def falling(self, *, units: Collection[int], days: Collection[date], today: date) -> Iterable[Owed]:
        here = Q(holder_unit__in=units) | Q(issuer_unit__in=units)
        found = self._owed(here & Q(day__in=[day - WITHIN for day in days]), today)
        return (owed for owed in found if owed.unit_id in set(units))

    def open(self, ids: Collection[int], *, today: date) -> Iterable[Owed]:
        return self._owed(Q(pk__in=ids), today)

    def of_units(self, units: Collection[int], *, today: date) -> Iterable[Owed]:
        found = self._owed(Q(holder_unit__in=units) | Q(issuer_unit__in=units), today)
        return sorted((owed for owed in found if owed.unit_id in set(units)), key=lambda owed: owed.due)

    def _owed(self, where: Q, today: date) -> Iterator[Owed]:
        rows = staged(Letter.objects.filter(where, seated("holder", today), seated("issuer", today), ended_at=None))
        rows = rows.filter(stage__in=[stage.value for stage in WAITING])
        facts = ("pk", "year", "stage", "order", "day", "holder_unit_id", "holder_post_id", "holder_post__title", "issuer_unit_id",
                 "issuer_post_id")
        for number, year, stage, order, day, holder_unit, holder, seat, issuer_unit, issuer in rows.values_list(*facts):
            holds = turn(LetterStage(stage), LetterOrder(order)) is LetterParty.HOLDER
            title = _("Sign the responsibility letter of %(year)s (%(seat)s)") % {"year": year, "seat": seat}
            unit, post = (holder_unit, holder) if holds else (issuer_unit, issuer)
            yield Owed(self.key, number, title, unit, day, day + WITHIN, post)
