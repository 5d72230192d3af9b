"""What was said in a hearing: questions and their answers, comments by leaders."""

from __future__ import annotations

from django.db import models

from liangze.hearings.models.hearing import Hearing, HearingReporter
from liangze.organisation.models import Account


class HearingQuestion(models.Model):
    """A question to a seat that reported (质询). promised_for: the day for which the answer was promised; null: given on the spot."""

    reporter = models.ForeignKey(HearingReporter, models.PROTECT, related_name="questions")
    asked_by = models.CharField(max_length=60)
    text = models.CharField(max_length=500)
    promised_for = models.DateField(null=True)
    entered_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ("reporter", "id")


class HearingAnswer(models.Model):
    """The answer, on the spot or later."""

    question = models.OneToOneField(HearingQuestion, models.PROTECT, related_name="answer")
    text = models.TextField()
    on = models.DateField()
    entered_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()


class HearingComment(models.Model):
    """What a leader said on the spot (当场点评): about one seat, or about all (reporter null)."""

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="comments")
    reporter = models.ForeignKey(HearingReporter, models.PROTECT, null=True, related_name="comments")
    said_by = models.CharField(max_length=60)
    text = models.CharField(max_length=1000)
    entered_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ("hearing", "id")
