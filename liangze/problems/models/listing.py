"""Listed supervision: numbered in its issuer and year, over one or several problems or a matter."""

from __future__ import annotations

from django.db import models

from liangze.core.listed import ListingScope, ListingState, ListingStep
from liangze.organisation.models import Account, Post, Unit
from liangze.organisation.models.choices import choices
from liangze.problems.models.problem import Problem


class Listing(models.Model):
    """What the issuer supervises at the unit until it is resolved.

    mark       the organ's mark before the number (机关代字).  number  runs in issuer and year without gaps.
    standing   what its steps have made of it (core.listed.AFTER).
    due        the limit in force.  asked_due  the one asked for, while that waits to be decided.
    signer     the seat of the issuer that signs the de-listing.
    """

    issuer = models.ForeignKey(Unit, models.PROTECT, related_name="listings_issued")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="listings")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    mark = models.CharField(max_length=14)
    title = models.CharField(max_length=120)
    matter = models.TextField()
    scope = models.CharField(max_length=8, choices=choices(ListingScope))
    standing = models.CharField(max_length=12, choices=choices(ListingState))
    due = models.DateField()
    asked_due = models.DateField(null=True)
    signer = models.ForeignKey(Post, models.PROTECT, related_name="+")
    problems = models.ManyToManyField(Problem, related_name="listings")
    issued_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        ordering = ("-year", "-number")
        constraints = (models.UniqueConstraint(fields=("issuer", "year", "number"), name="listing_number"),)
        indexes = (models.Index(fields=("unit", "standing"), name="listing_unit"),)


class ListingStepTaken(models.Model):
    """One step: who, when, why. due  the limit that it sets, or that is asked for."""

    listing = models.ForeignKey(Listing, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20, choices=choices(ListingStep))
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    words = models.CharField(max_length=1000, blank=True)
    due = models.DateField(null=True)

    class Meta:
        ordering = ("listing", "id")
