"""Major matters (三重一大): what was laid before a meeting, who spoke when, how each seat voted."""

from __future__ import annotations

from django.db import models

from liangze.core.major_matter import Majority, MatterKind, Vote
from liangze.meetings.models.meeting import Meeting
from liangze.organisation.models import Account, Post
from liangze.organisation.models.choices import choices


class MajorMatter(models.Model):
    """A major matter of a meeting. Whether it is carried follows from the votes and the majority.

    amount   in yuan.  circulated_on  the day on which the materials went to those who decide.
    warned   it was recorded although the principal did not speak last, after a warning.
    decided_at  from then on nothing in it changes.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="matters")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=choices(MatterKind))
    title = models.CharField(max_length=200)
    amount = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    circulated_on = models.DateField()
    proposal = models.TextField(blank=True)
    edition = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    decision = models.TextField(blank=True)
    majority = models.CharField(max_length=18, choices=choices(Majority), default=Majority.HALF_PRESENT)
    members = models.PositiveSmallIntegerField(default=0)
    warned = models.BooleanField(default=False)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("meeting", "position")
        constraints = (models.UniqueConstraint(fields=("meeting", "position"), name="matter_position"),)

    def __str__(self) -> str:
        return self.title


class MatterVoice(models.Model):
    """A seat at the matter: its place in the order of speaking, what it said, how it voted; or that it recused, and why.

    dissent  an opinion that differs from the decision, as its holder wants it recorded.
    """

    matter = models.ForeignKey(MajorMatter, models.PROTECT, related_name="voices")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    spoke = models.PositiveSmallIntegerField(null=True)
    said = models.CharField(max_length=500, blank=True)
    vote = models.CharField(max_length=8, choices=choices(Vote), blank=True)
    recused = models.BooleanField(default=False)
    recused_reason = models.CharField(max_length=120, blank=True)
    dissent = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("matter", "spoke", "id")
        constraints = (
            models.UniqueConstraint(fields=("matter", "post"), name="matter_voice_once"),
            models.UniqueConstraint(fields=("matter", "spoke"), name="matter_spoke_once", condition=models.Q(spoke__isnull=False)),
            models.CheckConstraint(
                name="matter_recused_silent", condition=models.Q(recused=False) | models.Q(vote="", spoke=None)
            ),
        )
