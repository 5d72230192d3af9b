"""Published lists, and what comes back."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy

from liangze.lists.models.responsibility_list import ListVersion, ResponsibilityList
from liangze.organisation.models import Account


class Scope(models.TextChoices):
    """Who may see a published list."""

    UNIT = "unit", pgettext_lazy("scope", "The unit")
    LEVEL = "level", pgettext_lazy("scope", "Units of the same level")
    PARTY_BELOW = "party_below", pgettext_lazy("scope", "Party members of the unit and below")
    PUBLIC = "public", pgettext_lazy("scope", "The public page")


class Publication(models.Model):
    """A signed version, shown to a circle, until it is withdrawn or another version takes its place."""

    list = models.ForeignKey(ResponsibilityList, models.PROTECT, related_name="publications")
    version = models.ForeignKey(ListVersion, models.PROTECT, related_name="publications")
    scope = models.CharField(max_length=12, choices=Scope.choices)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    ended_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("list", "-id")
        constraints = (models.UniqueConstraint(fields=("list",), condition=models.Q(ended_at=None), name="list_published_once"),)


class Comment(models.Model):
    """What somebody says to a published list. Shown only when a moderator has let it through.

    name     as typed, may be empty; `account` None for one from the public page: nothing else is kept of the sender.
    shown    None: waits; True or False: as decided, with the reason.
    """

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="comments")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=60, blank=True)
    text = models.CharField(max_length=1000)
    at = models.DateTimeField()
    shown = models.BooleanField(null=True)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    reply = models.CharField(max_length=1000, blank=True)
    replied_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    replied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("publication", "id")
        indexes = (models.Index(fields=("publication", "at"), name="list_comment_at"),)
