"""Database constraints over from–to dates."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.db.models import F, Func, Value


def no_overlap(name: str, *columns: str) -> ExclusionConstraint:
    """No two rows with the same `columns` (integers) may share a day of `[since, until)`.

    Equality is written as overlap of one-element ranges: plain equality in a GiST index would need the
    extension btree_gist, which the embedded server does not have.
    """
    same = [
        (Func(F(c), F(c), Value("[]"), function="int8range", output_field=BigIntegerRangeField()), RangeOperators.OVERLAPS)
        for c in columns
    ]
    days = Func(F("since"), F("until"), function="daterange", output_field=DateRangeField())
    return ExclusionConstraint(name=name, expressions=[*same, (days, RangeOperators.OVERLAPS)])
