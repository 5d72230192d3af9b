"""Files as proof: stored once by content, outside the web root."""

from __future__ import annotations

from django.db import models


class Attachment(models.Model):
    """One content. `media_type` is what the content is, not what its name says."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    stored_at = models.DateTimeField(auto_now_add=True)


class AttachmentUse(models.Model):
    """A content used as proof of a record: (`record_type`, `record_id`), e.g. ("conduct.entry", 12).

    reused_reason  why the same content proves another record as well; empty when it does not.
    """

    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="uses")
    record_type = models.CharField(max_length=40)
    record_id = models.BigIntegerField()
    name = models.CharField(max_length=200)
    uploaded_by = models.BigIntegerField()
    uploaded_at = models.DateTimeField(auto_now_add=True)
    reused_reason = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("record_type", "record_id"), name="attachment_record"),)
