"""Reasons for a talk, found by a rule and waiting for a leader."""

from __future__ import annotations

from django.db import models

from liangze.core.talk import TalkKind, TalkTrigger
from liangze.organisation.models import Account, Post
from liangze.organisation.models.choices import choices
from liangze.regulations.models import Clause


class TalkProposal(models.Model):
    """A talk that a rule asks for. The leader confirms it, and it is planned, or refuses it with a reason.

    holder   the seat that should hold it; null where no seat above was found: it is chosen with the decision.
    facts    what it rests on, words and numbers that the page prints.  by  null: proposed by the system.
    withdrawn_at  the record that it rests on was voided before anybody had decided; `reason` says why.
    """

    kind = models.CharField(max_length=16, choices=choices(TalkKind))
    trigger = models.CharField(max_length=24, choices=choices(TalkTrigger))
    post = models.ForeignKey(Post, models.PROTECT, related_name="talk_proposals")
    holder = models.ForeignKey(Post, models.PROTECT, null=True, related_name="talks_proposed")
    facts = models.JSONField(default=dict)
    record_type = models.CharField(max_length=40)
    record_id = models.BigIntegerField()
    clause = models.ForeignKey(Clause, models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    confirmed = models.BooleanField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=("record_type", "record_id", "trigger", "post"), name="talk_proposed_once"),
            models.CheckConstraint(
                name="talk_proposal_decided", condition=models.Q(confirmed=None, decided_at=None) | models.Q(
                    confirmed__isnull=False, decided_at__isnull=False
                ),
            ),
            models.CheckConstraint(
                name="talk_proposal_withdrawn", condition=models.Q(withdrawn_at=None, withdrawn_by=None) | models.Q(
                    withdrawn_at__isnull=False, confirmed=None
                ),
            ),
        )
        indexes = (models.Index(fields=("holder",), name="talk_proposal_waits", condition=models.Q(confirmed=None)),)
