"""Towards whom a seat can act: its own unit, what is below it, what it is in charge of, follows or supervises."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from liangze.core.words import Role
from liangze.duties.models import Obligation
from liangze.organisation.models import Coverage, Portfolio, Post, Stationing, Unit


def in_force(day: date, prefix: str = "") -> Q:
    """The rows whose `[since, until)` holds the day."""
    return Q(**{f"{prefix}since__lte": day}) & (Q(**{f"{prefix}until": None}) | Q(**{f"{prefix}until__gt": day}))


def related(holder: Post, day: date) -> QuerySet[Post]:
    """Seats towards which `holder` can have acted on that day. The holder's unit must be loaded."""
    unit = holder.unit
    below = Q(unit__path__gt=unit.path, unit__path__lt=unit.path + ":")
    return _seats(holder, day, Q(unit=unit) | below)


def nearby(holder: Post, day: date) -> QuerySet[Post]:
    """The same without units further down than the next level, unless something is owed towards them: choices of a form."""
    return _seats(holder, day, Q(unit=holder.unit) | Q(unit__parent=holder.unit))


def seats_of(unit: Unit, day: date) -> QuerySet[Post]:
    """Who can have acted for the unit on that day."""
    return Post.objects.filter(in_force(day), unit=unit).exclude(role=Role.LIAISON).order_by("position", "code")


def _seats(holder: Post, day: date, near: Q) -> QuerySet[Post]:
    unit = holder.unit
    charged = Portfolio.objects.filter(in_force(day), post=holder).exclude(unit=None).values("unit")
    followed = Coverage.objects.filter(in_force(day), post=holder).values("unit")
    supervised = Stationing.objects.filter(in_force(day), group=unit).values("unit")
    owed = Obligation.objects.filter(holder=holder, withdrawn_on=None).exclude(counterpart=None).values("counterpart")
    where = near | Q(unit__in=charged) | Q(unit__in=followed) | Q(unit__in=supervised) | Q(pk__in=owed)
    seats = Post.objects.filter(where).filter(in_force(day)).exclude(pk=holder.pk).exclude(role=Role.LIAISON)
    return seats.select_related("unit").order_by("unit__path", "position", "code")
