"""Obligations that were due in the period: how many were met, on time or late, and how many were not; by kind."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, CharField, Count, F, QuerySet, Value, When
from django.db.models.functions import Concat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from liangze.core.words import ActKind, State
from liangze.duties.models import Obligation
from liangze.duties.queries.standing import states_on, stood_on
from liangze.organisation.words import name_of
from liangze.reports.queries.sources.shape import Figure, Line, Numbers, Scope, Source

SECTION = "ledger"
TOTAL = "total"
DONE = (State.FULFILLED, State.LATE)
#: States of which the first sentence speaks; those that run or are still to come are said in one.
SAID = (State.FULFILLED, State.LATE, State.OVERDUE, State.EXEMPT)


def numbers(scope: Scope) -> QuerySet[Any, Any]:
    """Keys: "<kind>.<state>"."""
    owed = Obligation.objects.filter(unit=scope.unit_id, due__gte=scope.since, due__lte=scope.last)
    if scope.holder:
        owed = owed.filter(holder=scope.holder)
    whens = [When(condition, then=Value(state.value)) for state, condition in states_on(scope.day).items()]
    rows = stood_on(owed, scope.day).annotate(standing=Case(*whens, default=Value(""), output_field=CharField()))
    counted = rows.order_by().values("duty__kind", "standing").annotate(n=Count("pk"))
    return counted.annotate(
        section=Value(SECTION, CharField()), key=Concat(F("duty__kind"), Value("."), F("standing"), output_field=CharField())
    ).values_list("section", "key", "n")


def lines(scope: Scope, found: Numbers) -> tuple[Line, ...]:
    """The sum by state, then each kind: how many were owed and how many are done."""
    by_state = {state: sum(n for key, n in found.items() if key.endswith(f".{state}")) for state in State}
    total = sum(by_state.values())
    if not total:
        return ()
    ahead = total - sum(by_state[state] for state in SAID)
    figures = {TOTAL: _figure(scope, TOTAL, total, _("Obligations due in the period"))}
    figures |= {state.value: _figure(scope, state.value, by_state[state], name_of(state), state=state.value) for state in SAID}
    figures["ahead"] = _figure(scope, "ahead", ahead, _("Not due yet"), state="ahead")
    first = pgettext(
        "report",
        "In %(period)s %%(total)s obligations were due: %%(fulfilled)s met on time, %%(late)s met late, %%(overdue)s overdue, "
        "%%(ahead)s not due yet, %%(exempt)s exempt. ",
    ) % {"period": scope.period}
    return (Line(first, figures), *_kinds(scope, found))


def _kinds(scope: Scope, found: Numbers) -> tuple[Line, ...]:
    parts, figures = [], {}
    for kind in ActKind:
        total = sum(n for key, n in found.items() if key.startswith(f"{kind}."))
        if not total:
            continue
        done = sum(found.get(f"{kind}.{state}", 0) for state in DONE)
        name = name_of(kind)
        figures[f"{kind}_total"] = _figure(scope, f"{kind}.total", total, _("%(kind)s: due") % {"kind": name}, kind=kind.value)
        figures[f"{kind}_done"] = _figure(scope, f"{kind}.done", done, _("%(kind)s: done") % {"kind": name}, kind=kind.value, state="done")
        parts.append(pgettext("report", "%(kind)s %%(%(key)s_total)s, done %%(%(key)s_done)s") % {"kind": name, "key": kind.value})
    text = pgettext("report", "By kind: %(parts)s. ") % {"parts": pgettext("report list", "; ").join(parts)}
    return (Line(text, figures),)


def _figure(scope: Scope, key: str, value: int, name: str, **query: str) -> Figure:
    asked = {"due_from": scope.since.isoformat(), "due_to": scope.last.isoformat(), "as_of": scope.day.isoformat(), **query}
    if scope.holder:
        asked["holder"] = str(scope.holder)
    return Figure(f"{SECTION}.{key}", value, name, "unit-ledger", (scope.unit_id, scope.last.year), asked)


SOURCE = Source(SECTION, gettext_lazy("How the obligations were met"), numbers, lines)
