"""Units in a tree of any depth, and the seats in them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy

from liangze.core.words import BODIES, Level, Role, UnitKind
from liangze.organisation.models.choices import choices

SEGMENT = 7  # digits of one ancestor in a path: up to 9,999,999 units


class PartyOrgan(models.TextChoices):
    """The Party organ of a unit."""

    COMMITTEE = "committee", pgettext_lazy("organ", "Party committee")
    GROUP = "group", pgettext_lazy("organ", "Party group")
    GENERAL_BRANCH = "general_branch", pgettext_lazy("organ", "General branch")
    BRANCH = "branch", pgettext_lazy("organ", "Branch")
    NONE = "none", pgettext_lazy("organ", "None")


class DisciplineOrgan(models.TextChoices):
    """The discipline organ of a unit."""

    COMMISSION = "commission", pgettext_lazy("organ", "Discipline commission")
    GROUP = "group", pgettext_lazy("organ", "Discipline group")
    COMMISSIONER = "commissioner", pgettext_lazy("organ", "Discipline commissioner")
    NONE = "none", pgettext_lazy("organ", "None")


class Unit(models.Model):
    """A node of the tree. It exists on the days `[since, until)`.

    path  the ids of its ancestors and its own, each in seven digits: its subtree is one range of an index.
    """

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=16, choices=choices(UnitKind))
    level = models.CharField(max_length=16, choices=choices(Level))
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=210, unique=True, db_collation="C", editable=False)
    position = models.PositiveIntegerField(default=0)
    party_organ = models.CharField(max_length=16, choices=PartyOrgan.choices, default=PartyOrgan.NONE)
    discipline_organ = models.CharField(max_length=16, choices=DisciplineOrgan.choices, default=DisciplineOrgan.NONE)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("path",)
        indexes = (models.Index(fields=("parent", "position", "code"), name="unit_children"),)
        constraints = (
            models.CheckConstraint(condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")), name="unit_span"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def ancestor_ids(self) -> list[int]:
        """Ids from the root to itself."""
        return [int(self.path[i : i + SEGMENT]) for i in range(0, len(self.path), SEGMENT)]


class Post(models.Model):
    """A seat in a unit, on the days `[since, until)`. Duties are owed by seats, not by persons.

    code  unique in its unit and lasting: rows of a workbook are matched by it.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    code = models.CharField(max_length=24)
    role = models.CharField(max_length=24, choices=choices(Role))
    title = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("unit", "position", "code")
        indexes = (models.Index(fields=("role", "unit"), name="post_role"),)
        constraints = (
            models.UniqueConstraint(fields=("unit", "code"), name="post_code"),
            models.CheckConstraint(condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")), name="post_span"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_body(self) -> bool:
        """Whether the organ itself holds it, and nobody is appointed to it."""
        return self.role in BODIES
