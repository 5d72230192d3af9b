"""How a person wants to be told."""

from __future__ import annotations

from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from liangze.core.errors import NotAllowed, Refusal, Refusals
from liangze.organisation.policy import Acting
from liangze.reminders.models import Channel, Preference
from liangze.reminders.ways import mail_refusal, webhook_refusal
from liangze.trust.actions import append

WEBHOOKS = {Channel.DINGTALK.value, Channel.WECOM.value, Channel.WEBHOOK.value}


@transaction.atomic
def prefer(
    *, mail: str, webhook_kind: str, webhook: str, digest_hour: int, quiet_from: time, quiet_until: time, rest_days: bool, by: Acting,
    now: datetime,
) -> Preference:
    """Keep one's own preference. An empty `webhook` keeps the address that is there, when the kind stays the same.

    Raises Refusals, each with its field. The audit entry names the channels, never the secret in an address.
    """
    if by.account_id is None:
        raise NotAllowed("Only a person can be reminded.", remedy="Sign in with an account.")
    kept, _ = Preference.objects.select_for_update().get_or_create(account_id=by.account_id, defaults={"changed_at": now})
    mail, webhook, before = mail.strip(), webhook.strip(), _named(kept)
    if not webhook_kind:
        webhook = ""
    elif not webhook and webhook_kind == kept.webhook_kind:
        webhook = kept.webhook
    if wrong := [*_wrong_ways(mail, webhook_kind, webhook), *_wrong_hours(digest_hour)]:
        raise Refusals(wrong)
    kept.mail, kept.webhook_kind, kept.webhook, kept.digest_hour = mail, webhook_kind, webhook, digest_hour
    kept.quiet_from, kept.quiet_until, kept.rest_days, kept.changed_at = quiet_from, quiet_until, rest_days, now
    kept.save()
    append(by=by, action="reminders.preference.change", thing=kept, before=before, after=_named(kept))
    return kept


def _wrong_ways(mail: str, kind: str, webhook: str) -> list[Refusal]:
    wrong: list[Refusal | None] = []
    if mail:
        try:
            validate_email(mail)
        except ValidationError:
            wrong.append(Refusal("This is no mail address.", field="mail", remedy="Write it like name@example.cn."))
        else:
            wrong.append(mail_refusal(mail))
    if kind and kind not in WEBHOOKS:
        wrong.append(Refusal("There is no such channel.", field="webhook_kind", remedy="Choose one of the list."))
    elif kind and not webhook:
        wrong.append(Refusal("The address of the webhook is missing.", field="webhook", remedy="Copy the whole address."))
    elif kind:
        wrong.append(webhook_refusal(kind, webhook))
    return [each for each in wrong if each]


def _wrong_hours(digest_hour: int) -> list[Refusal]:
    if 0 <= digest_hour <= 23:
        return []
    return [Refusal("An hour is 0 to 23.", field="digest_hour", remedy="Choose one of the list.")]


def _named(kept: Preference) -> dict[str, object]:
    return {
        "mail": kept.mail, "webhook": kept.webhook_kind, "digest_hour": kept.digest_hour, "quiet_from": str(kept.quiet_from),
        "quiet_until": str(kept.quiet_until), "rest_days": kept.rest_days,
    }
