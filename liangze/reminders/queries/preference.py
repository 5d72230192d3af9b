"""How a person is told now, and which ways the installation offers."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from liangze.organisation.policy import Acting
from liangze.reminders.models import Preference, Sending
from liangze.reminders.queries.log import Way, way
from liangze.reminders.ways import mail_is_set


@dataclass(frozen=True, slots=True)
class PreferencePage:
    """`webhook_host` names where the kept webhook points, never its secret. `sent` the latest messages to this person."""

    preference: Preference
    may_mail: bool
    may_webhook: bool
    hosts: tuple[str, ...]
    webhook_host: str
    sent: tuple[Way, ...]


def preference_of(by: Acting) -> PreferencePage:
    """Two statements. Defaults where the person has chosen nothing yet."""
    found = Preference.objects.filter(account_id=by.account_id).first() or Preference(
        account_id=by.account_id, changed_at=timezone.localtime()
    )
    sent = Sending.objects.filter(account_id=by.account_id).order_by("-pk")[:5]
    hosts = tuple(sorted({urlsplit(each).hostname or each for each in settings.WEBHOOKS}))
    host = urlsplit(found.webhook).hostname or "" if found.webhook else ""
    return PreferencePage(found, mail_is_set(), bool(hosts), hosts, host, tuple(way(each) for each in sent))
