"""Letters of a level, ordered at once and laid out one by one by a job."""

from __future__ import annotations

from django.db import models

from liangze.core.letter import LetterOrder
from liangze.letters.models.letter import Letter, LetterKind
from liangze.organisation.models import Account, Person, Post, Unit
from liangze.organisation.models.choices import choices


class Batch(models.Model):
    """One order. How far it is follows from its seats.

    unit     issues itself; with `below`, every unit below it issues its own letters too.
    asked    what was chosen besides: {"level", "units"}.  refused  whom the basis gate kept out: [[unit, seat, why, clause], ...].
    beat_at  when the job last did something: a job that was killed shows by its silence, and can be taken up again.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="letter_batches")
    below = models.BooleanField(default=False)
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=LetterKind.choices)
    order = models.CharField(max_length=16, choices=choices(LetterOrder))
    preamble = models.TextField()
    asked = models.JSONField(default=dict)
    refused = models.JSONField(default=list)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    beat_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("unit", "-id"), name="letter_batch_unit"),)


class BatchSeat(models.Model):
    """A holder in a batch: waits (no letter, no problem), laid out (letter), or not (problem: {"what", "remedy", "params"})."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="seats")
    issuer_post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="batch_seats")
    problem = models.JSONField(null=True)

    class Meta:
        ordering = ("batch", "id")
        constraints = (models.UniqueConstraint(fields=("batch", "post", "person"), name="letter_batch_seat"),)
        indexes = (
            models.Index(
                fields=("batch", "id"), name="letter_batch_waiting", condition=models.Q(letter__isnull=True, problem__isnull=True)
            ),
        )
