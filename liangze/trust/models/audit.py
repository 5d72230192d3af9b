"""The audit chain: entries that are only ever added, sealed in blocks so that writers do not queue.

A block covers the entries whose transactions all ended before it was made, so nothing can slip in behind
it; each block holds the digest of its entries and of the block before it.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class AuditEntry(models.Model):
    """One write: who, when, from where, what, before and after.

    action   "room.thing.verb", e.g. "duties.exemption.approve".
    before, after  the fields that the write concerned; before is null when the thing is new.
    digest   SHA-256 over all other columns but `id`, `cluster` and `xid`, in a canonical form (trust.canonical).
    cluster, xid  the database cluster and the transaction that wrote it: what sealing orders by.
    """

    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    account_name = models.CharField(max_length=60, blank=True)
    address = models.GenericIPAddressField(null=True)
    request = models.UUIDField(null=True)
    action = models.CharField(max_length=80)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=60)
    unit_id = models.BigIntegerField(null=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    digest = models.BinaryField(max_length=32)
    cluster = models.BigIntegerField()
    xid = models.BigIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=("object_type", "object_id"), name="audit_object"),
            models.Index(fields=("account_id", "at"), name="audit_account"),
            models.Index(fields=("cluster", "xid"), name="audit_seal"),
        )


class AuditBlock(models.Model):
    """A seal over the entries of the transactions `[from_xid, to_xid)` of one cluster.

    ids     its entries in order, so that a missing or an added one can be named.
    digest  SHA-256 over the block's other columns and its entries' digests.
    seal    HMAC of the digest under a key that does not lie in the database.
    """

    number = models.BigIntegerField(primary_key=True)
    cluster = models.BigIntegerField()
    from_xid = models.BigIntegerField()
    to_xid = models.BigIntegerField()
    ids = ArrayField(models.BigIntegerField())
    digest = models.BinaryField(max_length=32)
    previous = models.BinaryField(max_length=32)
    seal = models.BinaryField(max_length=32)
    sealed_at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        indexes = (models.Index(fields=("cluster", "-to_xid"), name="block_cluster"),)
