"""Responsibility lists that a unit does not have yet, or has not signed. An item is a unit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from liangze.core.words import Role, UnitKind
from liangze.lists.models import ListVersion, ResponsibilityList, Stage, Step
from liangze.lists.queries.coverage import deadline_of
from liangze.organisation.models import Post, Unit
from liangze.organisation.policy.acting import in_force
from liangze.reminders.sources.owed import Owed


class Lists:
    """By hand only: where a rule wants lists by a day, the obligation that says so reminds by itself."""

    key = "list"
    page = ""  # a unit's book is found by unit and year

    def falling(self, *, units: Collection[int], days: Collection[date], today: date) -> Iterable[Owed]:
        return ()

    def open(self, ids: Collection[int], *, today: date) -> Iterable[Owed]:
        return self._owed(Q(pk__in=ids), today)

    def of_units(self, units: Collection[int], *, today: date) -> Iterable[Owed]:
        return self._owed(Q(pk__in=units), today)

    def _owed(self, where: Q, today: date) -> Iterator[Owed]:
        led = Post.objects.filter(in_force(today), unit=OuterRef("pk"), role=Role.LEADERSHIP)
        signed = Step.objects.filter(version=OuterRef("pk"), stage=Stage.SIGNED)
        unsigned = ListVersion.objects.filter(~Exists(signed), list__unit=OuterRef("pk"), list__year=today.year, superseded_at=None)
        any_list = ResponsibilityList.objects.filter(unit=OuterRef("pk"), year=today.year)
        units = Unit.objects.filter(where, in_force(today), Exists(led), Exists(unsigned) | ~Exists(any_list)).exclude(kind=UnitKind.OFFICE)
        days: dict[int | None, date] = {}  # units side by side are bound by the same rules: asked once for them all
        for unit in units.order_by("path"):
            if unit.parent_id not in days:
                found = deadline_of(unit, today.year, today)
                days[unit.parent_id] = found.due if found else date(today.year, 12, 31)
            title = _("Responsibility lists of %(year)s: draw up, have reviewed, sign") % {"year": today.year}
            yield Owed(self.key, unit.pk, title, unit.pk, date(today.year, 1, 1), days[unit.parent_id])
