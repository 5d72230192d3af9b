"""Who is in charge of what and who follows whom, from–to."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy

from liangze.organisation.models.spans import no_overlap
from liangze.organisation.models.unit import Post, Unit


class WorkArea(models.TextChoices):
    """Areas of work that can be in a portfolio. The first five must not be run by a principal (五不直接分管)."""

    FINANCE = "finance", pgettext_lazy("area", "Finance")
    PERSONNEL = "personnel", pgettext_lazy("area", "Personnel")
    PROJECTS = "projects", pgettext_lazy("area", "Construction projects")
    PROCUREMENT = "procurement", pgettext_lazy("area", "Procurement")
    APPROVALS = "approvals", pgettext_lazy("area", "Administrative approvals")
    OTHER = "other", pgettext_lazy("area", "Other work")


class Portfolio(models.Model):
    """What a seat is in charge of (分管), on the days `[since, until)`: a unit, or an area of work."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="portfolios")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="in_portfolios")
    area = models.CharField(max_length=16, choices=WorkArea.choices, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("post", "since")
        constraints = (
            models.CheckConstraint(condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")), name="portfolio_span"),
            models.CheckConstraint(
                condition=models.Q(unit__isnull=False, area="") | (models.Q(unit__isnull=True) & ~models.Q(area="")),
                name="portfolio_unit_or_area",
            ),
        )


class CoverageKind(models.TextChoices):
    """Why a unit is followed."""

    CONTACT = "contact", pgettext_lazy("coverage", "Contact unit")
    AREA = "area", pgettext_lazy("coverage", "Area coverage")


class Coverage(models.Model):
    """A unit that a seat is assigned to follow (联系点, 分片包干), on the days `[since, until)`."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="coverages")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="covered_by")
    kind = models.CharField(max_length=16, choices=CoverageKind.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("post", "since")
        constraints = (
            models.CheckConstraint(condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")), name="coverage_span"),
        )


class Stationing(models.Model):
    """A stationed group (a unit of its own, under the region that sends it) and a unit it supervises."""

    group = models.ForeignKey(Unit, models.PROTECT, related_name="stationed_in")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="stationed_groups")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("group", "since")
        constraints = (
            models.CheckConstraint(condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")), name="stationing_span"),
            no_overlap("stationing_one_group", "unit_id"),
        )
