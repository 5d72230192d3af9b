"""Responsibility letters and their steps."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy

from liangze.core.letter import LetterOrder, LetterParty, LetterStage
from liangze.organisation.models import Account, Person, Post, Unit
from liangze.organisation.models.choices import choices
from liangze.regulations.models import Permit


class LetterKind(models.TextChoices):
    """Between whom."""

    TO_MEMBER = "to_member", pgettext_lazy("letter kind", "Principal to members of the leadership")
    TO_SUBORDINATE = "to_subordinate", pgettext_lazy("letter kind", "Principal to principals of subordinate units")


class Letter(models.Model):
    """One letter: a holder's seat and person, and a year. Its stage is that of its last step.

    permit   the clause that lets the issuer ask the holder.
    content  what the newest sheet prints, as values: {"duties", "tasks", "own"}; see liangze.letters.queries.contents.
    ended_at  withdrawn: it no longer counts, and another may take its place. When the holder leaves the seat the letter stays
              with the person; whoever follows gets one of their own.
    """

    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=LetterKind.choices)
    issuer_unit = models.ForeignKey(Unit, models.PROTECT, related_name="letters_issued")
    issuer_post = models.ForeignKey(Post, models.PROTECT, related_name="letters_issued")
    issuer_person = models.ForeignKey(Person, models.PROTECT, related_name="letters_issued")
    holder_unit = models.ForeignKey(Unit, models.PROTECT, related_name="letters_held")
    holder_post = models.ForeignKey(Post, models.PROTECT, related_name="letters_held")
    holder_person = models.ForeignKey(Person, models.PROTECT, related_name="letters_held")
    permit = models.ForeignKey(Permit, models.PROTECT, related_name="letters")
    order = models.CharField(max_length=16, choices=choices(LetterOrder), default=LetterOrder.HOLDER_FIRST)
    preamble = models.TextField()
    content = models.JSONField(default=dict)
    day = models.DateField()
    drafted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-year", "issuer_unit", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("year", "holder_post", "holder_person"), condition=models.Q(ended_at=None), name="letter_one_a_holder_and_year"
            ),
        )
        indexes = (
            models.Index(fields=("issuer_unit", "year"), name="letter_issuer_year"),
            models.Index(fields=("holder_unit", "year"), name="letter_holder_year"),
            models.Index(fields=("holder_person", "year"), name="letter_person_year"),
        )


class Step(models.Model):
    """What happened to a letter. party: who signed or returned it; empty for what the issuer's office did. Steps are never changed."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="steps")
    stage = models.CharField(max_length=12, choices=choices(LetterStage))
    party = models.CharField(max_length=8, choices=choices(LetterParty), blank=True)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    comments = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("letter", "id")
        indexes = (models.Index(fields=("letter", "-id"), name="letter_step_last"),)
