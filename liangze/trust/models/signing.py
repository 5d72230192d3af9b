"""The authority of the installation and the keys of its signers. Private keys only sealed, never plain."""

from __future__ import annotations

from django.db import models


class Authority(models.Model):
    """A root of the installation. One is in use; retired ones go on vouching for what was signed under them.

    certificate  DER. sealed  the private key under the installation's signing secret.
    """

    number = models.IntegerField(unique=True)
    certificate = models.BinaryField()
    fingerprint = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField()
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    retired_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("retired_at",), condition=models.Q(retired_at=None), nulls_distinct=False, name="one_authority"
            ),
        )


class Source(models.TextChoices):
    """Where a key comes from."""

    OWN = "own"
    BROUGHT = "brought"


class Custody(models.TextChoices):
    """How a key is kept: under a passphrase that the signer alone knows, or under a PIN together with the server's secret."""

    PASSPHRASE = "passphrase"  # noqa: S105 - a word for how keys are kept, not one that opens any
    SERVER = "server"


class SigningKey(models.Model):
    """A key of an account. The account has at most one that is not revoked.

    chain   certificates above a brought one, DER. authority  who issued an own one.
    sealed  the private key: PKCS#8 under the passphrase, wrapped under the installation's signing secret.
    """

    account_id = models.BigIntegerField(db_index=True)
    name = models.CharField(max_length=60)
    seat = models.CharField(max_length=120, blank=True)
    unit = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=10, choices=Source.choices)
    custody = models.CharField(max_length=12, choices=Custody.choices)
    authority = models.ForeignKey(Authority, models.PROTECT, null=True, related_name="keys")
    certificate = models.BinaryField()
    chain = models.JSONField(default=list)
    serial = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.BigIntegerField(null=True)
    revoked_reason = models.CharField(max_length=12, blank=True)
    revoked_note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("account_id",), condition=models.Q(revoked_at=None), name="one_key_of_an_account"),
        )


class WrongPassphrase(models.Model):
    """A passphrase that did not open a key. Names the key by number: it is written even when all else is rolled back."""

    key = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("key", "at"), name="wrong_passphrase"),)
