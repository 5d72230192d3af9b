"""Reviews of a unit's year, the decisions taken in them, and the items as they stood when one was concluded."""

from __future__ import annotations

from django.db import models

from liangze.breakdown.models import Task
from liangze.core.review import Verdict
from liangze.duties.models import Obligation
from liangze.organisation.models import Account, Post, Unit
from liangze.organisation.models.choices import choices


class Review(models.Model):
    """The review of a unit's year. One stands for each unit and year; a reopened one is followed by the next number, and kept.

    chair    the seat that signs it.  held_on  the day of the sitting.
    opinion  on the whole, given when it is concluded.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reviews")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField(default=1)
    chair = models.ForeignKey(Post, models.PROTECT, related_name="+")
    held_on = models.DateField()
    opened_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    concluded_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    concluded_at = models.DateTimeField(null=True)
    opinion = models.CharField(max_length=500, blank=True)
    reopened_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    reopened_at = models.DateTimeField(null=True)
    reopened_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-year", "unit", "-number")
        constraints = (
            models.UniqueConstraint(fields=("unit", "year", "number"), name="review_number"),
            models.UniqueConstraint(fields=("unit", "year"), name="review_stands_once", condition=models.Q(reopened_at=None)),
            models.CheckConstraint(
                name="review_reopened_concluded", condition=models.Q(reopened_at=None) | models.Q(concluded_at__isnull=False)
            ),
        )


class Decision(models.Model):
    """What was decided about one obligation or one task. A later decision replaces it; it is kept, with when.

    state  of the item when it was decided, in the words of its kind: what the decision was based on.
    """

    review = models.ForeignKey(Review, models.PROTECT, related_name="decisions")
    obligation = models.ForeignKey(Obligation, models.PROTECT, null=True, related_name="+")
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+")
    verdict = models.CharField(max_length=8, choices=choices(Verdict))
    opinion = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=12)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("review", "id")
        constraints = (
            models.CheckConstraint(
                name="decision_about_one",
                condition=models.Q(obligation__isnull=True, task__isnull=False) | models.Q(obligation__isnull=False, task__isnull=True),
            ),
            models.UniqueConstraint(
                fields=("review", "obligation"), name="decision_obligation_once", condition=models.Q(replaced_at=None, task=None)
            ),
            models.UniqueConstraint(
                fields=("review", "task"), name="decision_task_once", condition=models.Q(replaced_at=None, obligation=None)
            ),
        )


class ConcludedItem(models.Model):
    """An item as it stood when the review was concluded: what was signed stays readable whatever becomes of the item.

    key  "o12" an obligation, "t7" a task.  state  its word.  words  group, title, clause, who, period, due, decided_by as printed.
    """

    review = models.ForeignKey(Review, models.PROTECT, related_name="items")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=24)
    state = models.CharField(max_length=12)
    words = models.JSONField()

    class Meta:
        ordering = ("review", "position")
        constraints = (models.UniqueConstraint(fields=("review", "position"), name="concluded_item_position"),)
