"""What all talks share: who talked with whom, when and where; the steps; who else may know what was said."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from liangze.core.talk import TalkKind, TalkStep, TalkTrigger
from liangze.organisation.models import Account, Person, Post, Unit
from liangze.organisation.models.choices import choices
from liangze.talks.models.proposal import TalkProposal


class Talk(models.Model):
    """A talk of one of the six kinds, planned or held. What belongs to one kind alone stands in its own table.

    number         as people cite it: 2026-0031, running in the unit and year.
    holder         the seat that holds it; holder_person  who sat on it on that day, null until it is held.
    on             the day it was held; for an inquiry the day the letter was sent. planned_on  the day it is meant to be held.
    minor_matter   whether it is held on a matter passed on (its own procedure).
    said           what was said: for those with need to know only, like everything in the tables of the kinds.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="talks")
    number = models.CharField(max_length=16)
    kind = models.CharField(max_length=16, choices=choices(TalkKind))
    trigger = models.CharField(max_length=24, choices=choices(TalkTrigger), default=TalkTrigger.ROUTINE)
    minor_matter = models.BooleanField(default=False)
    holder = models.ForeignKey(Post, models.PROTECT, related_name="talks_held")
    holder_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="talks_held")
    planned_on = models.DateField(null=True)
    on = models.DateField(null=True)
    place = models.CharField(max_length=80, blank=True)
    note_taker = models.ForeignKey(Account, models.PROTECT, null=True, related_name="talks_noted")
    topics = ArrayField(models.CharField(max_length=60), default=list)
    said = models.TextField(blank=True)
    proposal = models.OneToOneField(TalkProposal, models.PROTECT, null=True, related_name="talk")
    entered_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True)
    voided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    voided_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = (models.UniqueConstraint(fields=("unit", "number"), name="talk_number"),)
        indexes = (models.Index(fields=("unit", "-id"), name="talk_unit"), models.Index(fields=("holder",), name="talk_holder"))

    def __str__(self) -> str:
        return self.number


class TalkCounterpart(models.Model):
    """With whom: the seat, and who sat on it on that day (null until the talk is held). A group talk has several.

    office_on  for a pre-appointment talk, the day of taking office.
    """

    talk = models.ForeignKey(Talk, models.PROTECT, related_name="counterparts")
    post = models.ForeignKey(Post, models.PROTECT, related_name="talks_with")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="talks_with")
    office_on = models.DateField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("talk", "post"), name="talk_counterpart"),)


class TalkStepTaken(models.Model):
    """One step: who, when, and in their words where the step has words (an opinion, a conclusion, a reply).

    due  the day by which the next step is owed, where a rule sets one.
    """

    talk = models.ForeignKey(Talk, models.PROTECT, related_name="steps")
    step = models.CharField(max_length=16, choices=choices(TalkStep))
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    due = models.DateField(null=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("talk", "-id"), name="talk_last_step"),)


class TalkAccess(models.Model):
    """Somebody else who may know what was said: an account, or whoever holds a seat. Who gave it, and why, stays on record."""

    talk = models.ForeignKey(Talk, models.PROTECT, related_name="accesses")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=200)
    given_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    ended_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                name="talk_access_one", condition=models.Q(account=None, post__isnull=False) | models.Q(account__isnull=False, post=None)
            ),
        )


class TalkExplanation(models.Model):
    """What the person wrote (情况说明). One given back is followed by a newer one, and kept. Its files hang on the talk."""

    talk = models.ForeignKey(Talk, models.PROTECT, related_name="explanations")
    text = models.TextField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    days_late = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("-id",)
