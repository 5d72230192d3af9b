"""Regulations, their versions and clauses, and where they are adopted."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.postgres.fields import ArrayField
from django.db import models

from liangze.core.words import ClauseType, Level
from liangze.organisation.models import Account, Unit
from liangze.organisation.models.choices import choices


class Regulation(models.Model):
    """A document over all its versions. `key` is the pack's `regulation`."""

    key = models.CharField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    short_title = models.CharField(max_length=60)
    number = models.CharField(max_length=60, blank=True)
    issuer = models.CharField(max_length=120, blank=True)
    level = models.CharField(max_length=16, choices=choices(Level))

    class Meta:
        ordering = ("key",)

    def __str__(self) -> str:
        return self.short_title or self.title


class RegulationVersion(models.Model):
    """One version as installed; immutable. `pack` is its canonical YAML, `digest` of what it says (liangze.packs.pack_digest).

    in_force_from  None where the document does not say; then who adopts it sets the day.
    """

    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="versions")
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True)
    era = models.CharField(max_length=40, blank=True)
    in_force_from = models.DateField(null=True)
    in_force_until = models.DateField(null=True)
    pack = models.TextField()
    digest = models.CharField(max_length=64)
    installed_at = models.DateTimeField(auto_now_add=True)
    installed_by = models.ForeignKey(Account, models.PROTECT, null=True)

    class Meta:
        ordering = ("regulation", "version")
        constraints = (models.UniqueConstraint(fields=("regulation", "version"), name="regulation_version"),)

    @property
    def cited(self) -> str:
        """How it is cited: its number where it has one, else its short title."""
        return self.number or self.regulation.short_title


def label_of(path: Sequence[str]) -> str:
    """How people cite it: 四（二）, 第十二条8（1）; chapters and sections are left out where an article follows."""
    articles = [n for n, label in enumerate(path) if label.startswith("第") and label.endswith("条")]
    kept = path[articles[0] :] if articles else path
    text = ""
    for label in kept:
        joint = text and not label.startswith(("（", "(")) and not (label.isdigit() and not text[-1].isdigit())
        text += f" {label}" if joint else label
    return text


class Clause(models.Model):
    """A labelled part. `path` are the labels from the outermost in, `label` the same as people write it: 四（二）.

    gist  what it says, in the pack's own words.  source  its own text where the version was read from a document.
    """

    version = models.ForeignKey(RegulationVersion, models.PROTECT, related_name="clauses")
    path = ArrayField(models.CharField(max_length=80))
    label = models.CharField(max_length=200)
    type = models.CharField(max_length=16, choices=choices(ClauseType))
    gist = models.TextField(blank=True)
    source = models.TextField(blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ("version", "position")
        constraints = (models.UniqueConstraint(fields=("version", "path"), name="clause_path"),)

    def __str__(self) -> str:
        return self.label


class Topic(models.Model):
    """What a deed can be about, shared by all regulations."""

    key = models.CharField(max_length=60, primary_key=True)
    zh = models.CharField(max_length=60)
    en = models.CharField(max_length=80)
    kinds = ArrayField(models.CharField(max_length=16), default=list)

    class Meta:
        ordering = ("key",)


class Adoption(models.Model):
    """A version that binds `unit` and what is below it (by the duties' filters) on the days `[since, until)`."""

    version = models.ForeignKey(RegulationVersion, models.PROTECT, related_name="adoptions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="adoptions")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Account, models.PROTECT, null=True)
    at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("version", "since")
        constraints = (
            models.CheckConstraint(condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")), name="adoption_span"),
        )
