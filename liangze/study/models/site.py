"""Demonstration sites (示范点、教育基地): where one can go, and who may."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy

from liangze.organisation.models import Account, Unit


class SiteKind(models.TextChoices):
    """What a site is for."""

    CAUTIONARY = "cautionary", pgettext_lazy("site", "Cautionary education base")
    EXEMPLARY = "exemplary", pgettext_lazy("site", "Demonstration site")


class OpenTo(models.TextChoices):
    """Who may use a site."""

    OWN = "own", pgettext_lazy("site", "Its own unit")
    BELOW = "below", pgettext_lazy("site", "Its unit and all below it")
    ALL = "all", pgettext_lazy("site", "Every unit")


class Site(models.Model):
    """A site of a unit. closed_on  the first day on which it can no longer be visited; it stays in the register with its visits."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="study_sites")
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=SiteKind.choices)
    place = models.CharField(max_length=120)
    open_to = models.CharField(max_length=8, choices=OpenTo.choices)
    note = models.CharField(max_length=300, blank=True)
    entered_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    closed_on = models.DateField(null=True)
    closed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    closed_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("name", "id")
        constraints = (models.UniqueConstraint(fields=("unit", "name"), name="study_site_name", condition=models.Q(closed_on=None)),)
