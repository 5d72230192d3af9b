"""Which sessions a person may read: those of units in whose study they may read, and those at which they are named themselves."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from liangze.organisation.models import Account, Unit
from liangze.organisation.policy import Acting, Permission, visible
from liangze.study.models import Attendee, Session


def readable(by: Acting) -> QuerySet[Session]:
    """The sessions that the person may read."""
    allowed = visible(by, Permission.STUDY_READ, "unit__path")
    if by.account_id is None:
        return Session.objects.filter(allowed)
    named = Attendee.objects.filter(session=OuterRef("pk"), person__account=by.account_id)
    return Session.objects.filter(allowed | Q(Exists(named)))


def is_person(by: Acting, person_id: int | None) -> bool:
    """Whether the account belongs to that person. One statement."""
    return person_id is not None and Account.objects.filter(pk=by.account_id, person_id=person_id).exists()


def recording_unit_ids(by: Acting) -> QuerySet[Unit]:
    """The units for which the person plans and records study."""
    return Unit.objects.filter(visible(by, Permission.STUDY_RECORD))
