"""Planning what leaves the application: each person's digest of the day, and what a person reminded of by hand."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from liangze.core.reminding import next_allowed, next_digest
from liangze.reminders.models import Look, Notice, Preference, Sending

LOOKED_BACK = timedelta(days=2)  # a notice that was not planned by then never is: whoever switches mail on gets no old ones
BATCH = 1000  # notices planned in one transaction


def plan_sendings(*, now: datetime) -> bool:
    """Plan the next notices that no message carries yet; whether there are more. Three or four statements.

    Waits while the day's look goes on, so that a digest is whole. Rest days and quiet hours only move the moment: what piles
    up over a holiday leaves as one message.
    """
    if Look.objects.filter(finished_at=None).exists():
        return False
    with transaction.atomic():
        carried = Sending.notices.through.objects.filter(notice=OuterRef("pk"))
        wanted = Notice.objects.filter(~Q(account__reminder_preference__mail="") | ~Q(account__reminder_preference__webhook_kind=""))
        rows = wanted.filter(account__reminder_preference__isnull=False, account__is_active=True, at__gte=now - LOOKED_BACK)
        rows = rows.filter(~Exists(carried)).select_related("account__reminder_preference").order_by("pk")
        notices = list(rows.select_for_update(of=("self",), skip_locked=True)[:BATCH])
        if notices:
            _plan(notices, timezone.localtime(now))
    return len(notices) == BATCH


def _plan(notices: list[Notice], now: datetime) -> None:
    over = _over({notice.account_id for notice in notices})
    planned: dict[tuple[int, str, str], tuple[datetime, list[int]]] = {}
    for notice in notices:
        preference: Preference = notice.account.reminder_preference
        for channel in preference.channels:
            if notice.sender_id:
                key, moment = f"notice {notice.pk}", next_allowed(now, preference.quiet)
            else:
                moment = _digest(now, preference, {day for account, way, day in over if (account, way) == (notice.account_id, channel)})
                key = f"digest {moment.date()}"
            planned.setdefault((notice.account_id, channel, key), (moment, []))[1].append(notice.pk)
    Sending.objects.bulk_create(
        [Sending(account_id=account, channel=channel, key=key, next_at=moment) for (account, channel, key), (moment, _) in planned.items()],
        ignore_conflicts=True,
    )
    made: dict[tuple[int, str, str], int] = {
        (account, channel, key): number
        for number, account, channel, key in Sending.objects.filter(
            account_id__in={account for account, _, _ in planned}, key__in={key for _, _, key in planned}
        ).values_list("pk", "account_id", "channel", "key")
    }
    link = Sending.notices.through
    link.objects.bulk_create(
        [link(sending_id=made[each], notice_id=notice) for each, (_, found) in planned.items() for notice in found], ignore_conflicts=True
    )


def _over(accounts: set[int]) -> set[tuple[int, str, str]]:
    """Digests that are on their way or gone: nothing can be put into them any more."""
    rows = Sending.objects.filter(account_id__in=accounts, key__startswith="digest ").exclude(next_at__isnull=False, attempts=0)
    latest: dict[tuple[int, str], set[str]] = defaultdict(set)
    for account, channel, key in rows.values_list("account_id", "channel", "key").order_by("-pk")[: 4 * len(accounts)]:
        latest[account, channel].add(key)
    return {(account, channel, key) for (account, channel), keys in latest.items() for key in keys}


def _digest(now: datetime, preference: Preference, over: set[str]) -> datetime:
    """The next moment at which a digest of this person leaves that has not left yet."""
    moment = next_allowed(max(now, next_digest(now, preference.digest_hour, preference.quiet)), preference.quiet)
    while f"digest {moment.date()}" in over:
        moment = next_digest(moment + timedelta(days=1), preference.digest_hour, preference.quiet)
    return moment
