"""Secret ballots. Nothing here says who holds a slip, and nothing ties a slip to a ballot: docs/adr/the-ballot-box.md."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from liangze.core.ballot import BallotValue
from liangze.hearings.models.hearing import Hearing
from liangze.organisation.models import Account


class Ballot(models.Model):
    """A ballot of a hearing: its questions, its slips, its life, and after closing what was published.

    questions  [{"key": "1", "scale": "duty", "post": 12 or null, "subject": "甲局 主要负责人 王某"}, …]; never changed.
    issued     keyed hashes of the slips' tokens, sorted.
    salt       of the box's key; erased at closing.
    spent      how many slips were used, counted at closing.  lines  the ballots as published, sorted.  digest  of the lines.
    """

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="ballots")
    number = models.PositiveSmallIntegerField()
    minimum = models.PositiveSmallIntegerField()
    threshold = models.PositiveSmallIntegerField()
    questions = models.JSONField()
    issued = ArrayField(models.CharField(max_length=64), default=list)
    slips = models.PositiveIntegerField(default=0)
    salt = models.BinaryField(null=True)
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    opened_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)
    closing_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    closing_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    cast = models.PositiveIntegerField(default=0)
    spent = models.PositiveIntegerField(default=0)
    lines = ArrayField(models.TextField(), default=list)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("hearing", "number")
        indexes = (GinIndex(fields=("issued",), name="ballot_issued"),)
        constraints = (
            models.UniqueConstraint(fields=("hearing", "number"), name="ballot_number"),
            models.CheckConstraint(
                name="ballot_closed_by_two",
                condition=models.Q(closed_at=None) | ~models.Q(closed_by=models.F("closing_by")),
            ),
        )

    @property
    def value(self) -> BallotValue:
        """In the core's shape."""
        return BallotValue(self.slips, self.opened_at, self.closing_at, self.closing_by_id, self.closed_at)


class BallotBox(models.Model):
    """The whole box of one ballot, in one row that is rewritten at each vote; null before it opens and after it is emptied."""

    ballot = models.OneToOneField(Ballot, models.PROTECT, primary_key=True, related_name="box")
    content = models.BinaryField(null=True)
