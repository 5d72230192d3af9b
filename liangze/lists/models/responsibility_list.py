"""Responsibility lists, their versions and items, and where each item comes from."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy

from liangze.core.words import Role
from liangze.organisation.models import Account, Unit
from liangze.organisation.models.choices import choices
from liangze.regulations.models import Clause, Duty, StandingDuty


class ResponsibilityList(models.Model):
    """The list of one role of a unit in a year. What it says stands in its versions."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="responsibility_lists")
    role = models.CharField(max_length=24, choices=choices(Role))
    year = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("unit", "year", "id")
        constraints = (models.UniqueConstraint(fields=("unit", "role", "year"), name="list_key"),)
        indexes = (models.Index(fields=("year", "unit"), name="list_year_unit"),)


class ListVersion(models.Model):
    """One version. Only the newest (`superseded_at` None) is edited, and only while it is a draft.

    revision  goes up with every change: who saves a form made for an older one is told what changed meanwhile.
    reason    why it follows the version before it; empty for the first.
    """

    list = models.ForeignKey(ResponsibilityList, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    based_on = models.ForeignKey("self", models.PROTECT, null=True, related_name="followers")
    revision = models.PositiveIntegerField(default=1)
    reason = models.CharField(max_length=300, blank=True)
    drafted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("list", "number")
        constraints = (
            models.UniqueConstraint(fields=("list", "number"), name="list_version_number"),
            models.UniqueConstraint(fields=("list",), condition=models.Q(superseded_at=None), name="list_newest_version"),
        )


class Part(models.TextChoices):
    """The two responsibilities."""

    MAIN = "main", pgettext_lazy("list part", "Main responsibility")
    SUPERVISORY = "supervisory", pgettext_lazy("list part", "Supervisory responsibility")


class ListItem(models.Model):
    """One item. It has sources (clauses of regulations), or it is the unit's own and has a basis.

    key       the same in every version of the list and from year to year.
    printed   its number in the regulation's own printed list, where it has one.
    left_out  why the unit leaves it out; empty for an item that stands. Kept, so that nothing disappears unseen.
    """

    version = models.ForeignKey(ListVersion, models.PROTECT, related_name="items")
    key = models.CharField(max_length=180)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    part = models.CharField(max_length=12, choices=Part.choices)
    group = models.CharField(max_length=24, choices=choices(Role))
    printed = models.PositiveSmallIntegerField(null=True)
    measures = models.CharField(max_length=500, blank=True)
    proof = models.CharField(max_length=300, blank=True)
    basis = models.CharField(max_length=300, blank=True)
    left_out = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("version", "position", "id")
        constraints = (models.UniqueConstraint(fields=("version", "key"), name="list_item_key"),)

    def __str__(self) -> str:
        return self.title


class ItemSource(models.Model):
    """A duty behind an item: a timed one or a standing one. `clause` is where it is written."""

    item = models.ForeignKey(ListItem, models.CASCADE, related_name="sources")
    duty = models.ForeignKey(Duty, models.PROTECT, null=True, related_name="+")
    standing = models.ForeignKey(StandingDuty, models.PROTECT, null=True, related_name="+")
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("item", "position")
        constraints = (
            models.UniqueConstraint(fields=("item", "duty"), condition=models.Q(standing=None), name="item_source_duty"),
            models.UniqueConstraint(fields=("item", "standing"), condition=models.Q(duty=None), name="item_source_standing"),
            models.CheckConstraint(
                condition=models.Q(duty__isnull=True, standing__isnull=False) | models.Q(duty__isnull=False, standing__isnull=True),
                name="item_source_one",
            ),
        )
