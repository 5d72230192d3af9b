"""Sessions of study and education: planned, held, who was there, who made it up, what they count as."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from liangze.core.study import Form, Means, SessionDates
from liangze.core.words import ActKind
from liangze.organisation.models import Account, Person, Post, Unit
from liangze.organisation.models.choices import choices
from liangze.study.models.site import Site


class Session(models.Model):
    """One session. Attachments hang on ("study.session", id).

    number  as people cite it: 2026-012, running in the unit and year.
    lead  who led it or gave the lecture: a seat of the unit or of one above.
    materials  what was read or shown; whom or what an example is of.  audience  for whom, in words.
    edition  counts the changes, so that two people at once are told.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="study_sessions")
    number = models.CharField(max_length=16)
    form = models.CharField(max_length=12, choices=choices(Form))
    title = models.CharField(max_length=120)
    planned_on = models.DateField(null=True)
    on = models.DateField(null=True)
    place = models.CharField(max_length=80, blank=True)
    lead = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    materials = models.TextField(blank=True)
    audience = models.CharField(max_length=200, blank=True)
    organiser = models.CharField(max_length=80, blank=True)
    hours = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    means = models.CharField(max_length=8, choices=choices(Means), blank=True)
    site = models.ForeignKey(Site, models.PROTECT, null=True, related_name="visits")
    note = models.TextField(blank=True)
    edition = models.PositiveIntegerField(default=1)
    entered_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    held_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    held_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    voided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    voided_at = models.DateTimeField(null=True)
    ended_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-on", "-planned_on", "-id")
        indexes = (
            models.Index(fields=("unit", "on"), name="study_unit_on"),
            models.Index(fields=("unit", "planned_on"), name="study_unit_planned"),
            models.Index(fields=("on",), name="study_on"),
            models.Index(fields=("planned_on",), name="study_planned_only", condition=models.Q(on=None)),
        )
        constraints = (
            models.UniqueConstraint(fields=("unit", "number"), name="study_number"),
            models.CheckConstraint(name="study_day", condition=models.Q(planned_on__isnull=False) | models.Q(on__isnull=False)),
            models.CheckConstraint(
                name="study_held",
                condition=models.Q(on=None, held_at=None) | models.Q(on__isnull=False, held_at__isnull=False, held_by__isnull=False),
            ),
        )

    @property
    def dates(self) -> SessionDates:
        """The row in the core's shape."""
        return SessionDates(self.planned_on, self.on, self.cancelled_at is not None, self.voided_at is not None)


class SessionAct(models.Model):
    """What a held session counts as: for whom, as which act, with which topics. One deed for each."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="acts")
    kind = models.CharField(max_length=16, choices=choices(ActKind))
    holder = models.ForeignKey(Post, models.PROTECT, related_name="+")
    topics = ArrayField(models.CharField(max_length=60), default=list)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("session", "kind", "holder"), name="study_act_once"),)


class Attendee(models.Model):
    """Somebody the session is for. person  who held the seat on the day; null while the session is only planned.

    present  null while it is only planned.  reason  of an absence.  speech  what was said in a study session, in a few words.
    """

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendees")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    present = models.BooleanField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    speech = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("person", "session"), name="study_attendee_person"),)
        constraints = (
            models.UniqueConstraint(fields=("session", "post"), name="study_attendee_seat"),
            models.UniqueConstraint(fields=("session", "person"), name="study_attendee_person_once"),
        )


class MakeUp(models.Model):
    """An absence made up for later: on which day, how."""

    attendee = models.OneToOneField(Attendee, models.PROTECT, related_name="make_up")
    on = models.DateField()
    how = models.CharField(max_length=200)
    entered_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
