"""What was done in the period, from the deeds: whichever room keeps the record. One record with several people counts once."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Count, F, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy, pgettext

from liangze.core.words import ActKind
from liangze.duties.models import Deed
from liangze.organisation.words import name_of
from liangze.reports.queries.sources.shape import Figure, Line, Numbers, Scope, Source

SECTION = "records"
#: Kinds that a report speaks of, in its order. Reports themselves are no work to report on.
KINDS = (
    ActKind.MEETING, ActKind.STUDY, ActKind.LECTURE, ActKind.TRAINING, ActKind.TALK, ActKind.INSPECTION, ActKind.ASSESSMENT,
    ActKind.HEARING, ActKind.NOTICE,
)


def deeds(scope: Scope) -> QuerySet[Deed]:
    """The deeds of the period that stand."""
    rows = Deed.objects.filter(unit=scope.unit_id, on__gte=scope.since, on__lte=min(scope.last, scope.day), withdrawn_at=None)
    return rows.filter(holder=scope.holder) if scope.holder else rows


def numbers(scope: Scope) -> QuerySet[Any, Any]:
    """Keys: the kind."""
    record = Concat(F("source_type"), Value("."), Cast(F("source_id"), CharField()), output_field=CharField())
    rows = deeds(scope).filter(kind__in=[kind.value for kind in KINDS]).order_by().values("kind").annotate(n=Count(record, distinct=True))
    return rows.annotate(section=Value(SECTION, CharField())).values_list("section", "kind", "n")


def lines(scope: Scope, found: Numbers) -> tuple[Line, ...]:
    """One sentence with all kinds that were done at all."""
    figures, parts = {}, []
    for kind in KINDS:
        if found.get(kind.value):
            query = {"unit": str(scope.unit_id), "kind": kind.value, "since": scope.since.isoformat(), "until": scope.last.isoformat()}
            if scope.holder:
                query["holder"] = str(scope.holder)
            figures[kind.value] = Figure(f"{SECTION}.{kind}", found[kind.value], name_of(kind), "report-records", (), query)
            parts.append(pgettext("report", "%(kind)s %%(%(key)s)s times") % {"kind": name_of(kind), "key": kind.value})
    if not parts:
        return ()
    text = pgettext("report", "Recorded in %(period)s: %(parts)s. ") % {
        "period": scope.period, "parts": pgettext("report enumeration", ", ").join(parts)
    }
    return (Line(text, figures),)


SOURCE = Source(SECTION, gettext_lazy("Work in the period"), numbers, lines)
