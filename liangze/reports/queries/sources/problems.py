"""Problems of the unit in the period: found, closed out, overdue, under listed supervision. A seat's own are those it answers for."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Count, QuerySet, Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from liangze.problems.models import Listing, Problem
from liangze.problems.queries.board import in_span, past_due
from liangze.reports.queries.sources.shape import Figure, Line, Numbers, Scope, Source

SECTION = "problems"
FOUND, CLOSED, OVERDUE, LISTED = "found", "closed", "overdue", "listed"


def numbers(scope: Scope) -> QuerySet[Any, Any]:
    """Keys: found, closed, overdue (due in the period, open, and past its deadline), listed."""
    mine = Problem.objects.filter(unit=scope.unit_id)
    listed = Listing.objects.filter(unit=scope.unit_id, issued_on__gte=scope.since, issued_on__lte=scope.last)
    if scope.holder:
        mine, listed = mine.filter(post=scope.holder), listed.none()
    found = mine.filter(in_span("found", scope.since, scope.last))
    closed = mine.filter(in_span("closed", scope.since, scope.last))
    late = mine.filter(in_span("due", scope.since, scope.last), past_due(scope.day))
    return _counted(found, FOUND).union(_counted(closed, CLOSED), _counted(late, OVERDUE), _counted(listed, LISTED), all=True)


def lines(scope: Scope, found: Numbers) -> tuple[Line, ...]:
    """One sentence; none where there was nothing of all this. What is listed is said where it is so: a listing is of a unit."""
    if not any(found.values()):
        return ()
    figures = {
        FOUND: _figure(scope, FOUND, found, _("Problems found in the period"), event="found"),
        CLOSED: _figure(scope, CLOSED, found, _("Problems closed out in the period"), event="closed"),
        OVERDUE: _figure(scope, OVERDUE, found, _("Problems due in the period and overdue"), event="due", overdue="1"),
    }
    text = pgettext("report", "Problems in %(period)s: %%(found)s found, %%(closed)s closed out, %%(overdue)s overdue. ")
    told = [Line(text % {"period": scope.period}, figures)]
    if found.get(LISTED):
        query = {"unit": str(scope.unit_id), "since": scope.since.isoformat(), "until": scope.last.isoformat()}
        listed = Figure(f"{SECTION}.{LISTED}", found[LISTED], _("Put under listed supervision in the period"), "listings", (), query)
        told.append(Line(pgettext("report", "%(listed)s were put under listed supervision. "), {LISTED: listed}))
    return tuple(told)


def _counted(rows: QuerySet[Any], key: str) -> QuerySet[Any, Any]:
    counted = rows.order_by().values("unit").annotate(n=Count("pk"))
    return counted.annotate(section=Value(SECTION, CharField()), key=Value(key, CharField())).values_list("section", "key", "n")


def _figure(scope: Scope, key: str, found: Numbers, name: str, **query: str) -> Figure:
    asked = {"unit": str(scope.unit_id), "since": scope.since.isoformat(), "until": scope.last.isoformat(), **query}
    if scope.holder:
        asked["post"] = str(scope.holder)
    return Figure(f"{SECTION}.{key}", found.get(key, 0), name, "problems", (), asked)


SOURCE = Source(SECTION, gettext_lazy("Problems and rectification"), numbers, lines)
