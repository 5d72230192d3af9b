"""Sheets laid out to be signed, and what was said and signed on them."""

from __future__ import annotations

from django.db import models

from liangze.trust.models.attachment import Attachment
from liangze.trust.models.signing import SigningKey


class Sheet(models.Model):
    """A record as the document that is signed. A record has one that counts; an older one is voided, and kept.

    original  SHA-256 of the bytes before the first signature. digest  of the newest bytes, which lie in `content`.
    boxes     places to be signed by key: [page, left, bottom, right, top] in points.
    """

    record_type = models.CharField(max_length=40)
    record_id = models.BigIntegerField()
    number = models.IntegerField()
    original = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, db_index=True)
    content = models.ForeignKey(Attachment, models.PROTECT, related_name="+")
    pages = models.IntegerField()
    boxes = models.JSONField(default=dict)
    laid_out_at = models.DateTimeField()
    laid_out_by = models.BigIntegerField(null=True)
    voided_at = models.DateTimeField(null=True)
    void_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("record_type", "record_id", "number"), name="sheet_number"),
            models.UniqueConstraint(
                fields=("record_type", "record_id"), condition=models.Q(voided_at=None), name="one_sheet_that_counts"
            ),
        )
        indexes = (models.Index(fields=("original",), name="sheet_original"),)


class Endorsement(models.Model):
    """What one person said on a sheet. Never changed: the database refuses it. It is void when its sheet is.

    box     key of the place signed. name, seat, unit, role  in the words of that day.
    before, after  SHA-256 of the bytes without and with the signature; both the same for a return, which signs nothing.
    """

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="endorsements")
    box = models.CharField(max_length=40)
    role = models.CharField(max_length=60)
    account_id = models.BigIntegerField()
    name = models.CharField(max_length=60)
    seat = models.CharField(max_length=120, blank=True)
    unit = models.CharField(max_length=120, blank=True)
    opinion = models.CharField(max_length=24)
    comments = models.TextField(blank=True)
    at = models.DateTimeField()
    key = models.ForeignKey(SigningKey, models.PROTECT, null=True, related_name="endorsements")
    before = models.CharField(max_length=64)
    after = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("sheet", "box"), condition=models.Q(key__isnull=False), name="box_signed_once"),
        )
