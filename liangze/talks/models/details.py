"""What belongs to one kind of talk alone. The kinds are different things: none of these tables serves two of them."""

from __future__ import annotations

from django.db import models

from liangze.core.talk_rules import TalkEffect
from liangze.organisation.models import Account, Post, Unit
from liangze.organisation.models.choices import choices
from liangze.regulations.models import Clause
from liangze.talks.models.proposal import TalkProposal
from liangze.talks.models.talk import Talk


class HeartToHeart(models.Model):
    """谈心谈话: what the person raised, what both agreed on."""

    talk = models.OneToOneField(Talk, models.PROTECT, primary_key=True, related_name="heart_to_heart")
    raised = models.TextField(blank=True)
    agreed = models.TextField(blank=True)


class Reminder(models.Model):
    """提醒谈话: the sign that was observed, what is expected, the day on which it is looked at again."""

    talk = models.OneToOneField(Talk, models.PROTECT, primary_key=True, related_name="reminder")
    sign = models.TextField()
    expected = models.TextField()
    follow_up_on = models.DateField()


class Summons(models.Model):
    """约谈: why (with the clause where one asks for it), the questions put."""

    talk = models.OneToOneField(Talk, models.PROTECT, primary_key=True, related_name="summons")
    reason = models.TextField()
    clause = models.ForeignKey(Clause, models.PROTECT, null=True, related_name="+")
    questions = models.TextField()


class Commitment(models.Model):
    """What the person undertook in a summons, and by when."""

    talk = models.ForeignKey(Talk, models.PROTECT, related_name="commitments")
    text = models.CharField(max_length=300)
    due = models.DateField()
    kept_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("due", "id")


class Admonition(models.Model):
    """诫勉: the facts, whom approval is asked of. `approver` is a principal's seat, or the leadership's: then the committee decides.

    in_writing  whether it is given in writing (书面诫勉).  basis  the rule and the decision it rests on.
    """

    talk = models.OneToOneField(Talk, models.PROTECT, primary_key=True, related_name="admonition")
    facts = models.TextField()
    basis = models.CharField(max_length=200)
    in_writing = models.BooleanField(default=False)
    approver = models.ForeignKey(Post, models.PROTECT, related_name="+")
    meeting_on = models.DateField(null=True)


class AdmonitionEffect(models.Model):
    """What an admonition brings with it until the day, as the rules in force said when it was held. Not a sanction."""

    talk = models.ForeignKey(Talk, models.PROTECT, related_name="effects")
    effect = models.CharField(max_length=20, choices=choices(TalkEffect))
    until = models.DateField()

    class Meta:
        ordering = ("until", "id")


class Inquiry(models.Model):
    """函询: the letter's questions, by when the explanation is owed, who signs an opinion on it, how it was concluded."""

    talk = models.OneToOneField(Talk, models.PROTECT, primary_key=True, related_name="inquiry")
    questions = models.TextField()
    owed_by = models.DateField(null=True)
    opinion_post = models.ForeignKey(Post, models.PROTECT, related_name="+")


class PreAppointment(models.Model):
    """任前廉政谈话: what was asked of those who take office, and what they undertook."""

    talk = models.OneToOneField(Talk, models.PROTECT, primary_key=True, related_name="pre_appointment")
    required = models.TextField()
    undertaken = models.TextField()


class MinorMatter(models.Model):
    """A minor matter that a discipline organ passed on for a talk (Hz 四（四）), and by when it wants a reply."""

    proposal = models.OneToOneField(TalkProposal, models.PROTECT, null=True, related_name="matter")
    talk = models.OneToOneField(Talk, models.PROTECT, null=True, related_name="matter")
    from_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    passed_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    passed_at = models.DateTimeField()
    passed_on = models.DateField()
    document = models.CharField(max_length=60, blank=True)
    matter = models.TextField()
    reply_by = models.DateField()
