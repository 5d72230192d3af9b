"""Planning what leaves the application: each person's digest of the day, and what a person reminded of by hand."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from liangze.core.reminding import next_allowed, next_digest
from liangze.reminders.models import Look, Notice, Preference, Sending

LOOKED_BACK = timedelta(days=2)  # a notice that was not planned by then never is: whoever switches mail on gets no old ones
Way = tuple[int, str]  # account and channel
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
    accounts = {notice.account_id for notice in notices}
    waiting, over = _waiting(accounts), _over(accounts)
    planned: dict[tuple[int, str, str], tuple[datetime, list[int]]] = {}
    for notice in notices:
        preference: Preference = notice.account.reminder_preference
        for channel in preference.channels:
            way = (notice.account_id, channel)
            if notice.sender_id:
                key, moment = f"notice {notice.pk}", next_allowed(now, preference.quiet)
            else:
                moment = _digest(now, preference, over[way])
                key = waiting.setdefault(way, f"digest {moment.date()}")
            planned.setdefault((*way, key), (moment, []))[1].append(notice.pk)
    Sending.objects.bulk_create(
        [Sending(account_id=account, channel=channel, key=key, next_at=moment) for (account, channel, key), (moment, _) in planned.items()],
        ignore_conflicts=True,
    )
    rows = Sending.objects.filter(account_id__in=accounts, key__in={key for _, _, key in planned})
    made = {(account, channel, key): number for number, account, channel, key in rows.values_list("pk", "account_id", "channel", "key")}
    link = Sending.notices.through
    link.objects.bulk_create(
        [link(sending_id=made[each], notice_id=notice) for each, (_, found) in planned.items() for notice in found], ignore_conflicts=True
    )


def _waiting(accounts: set[int]) -> dict[Way, str]:
    """The digest of each that has not been tried yet: what is new goes into it, so that two never leave together."""
    rows = Sending.objects.filter(account_id__in=accounts, key__startswith="digest ", next_at__isnull=False, attempts=0)
    return {(account, channel): key for account, channel, key in rows.values_list("account_id", "channel", "key")}


def _over(accounts: set[int]) -> dict[Way, set[date]]:
    """The days on which a digest of theirs left or was dropped: none leaves on the same day again."""
    days: dict[Way, set[date]] = defaultdict(set)
    rows = Sending.objects.filter(account_id__in=accounts, key__startswith="digest ").exclude(next_at__isnull=False, attempts=0)
    latest = rows.order_by("-pk").values_list("account_id", "channel", "key", "claimed_at")[: 6 * len(accounts)]
    for account, channel, key, claimed in latest:
        days[account, channel] |= {date.fromisoformat(key[7:])} | ({timezone.localtime(claimed).date()} if claimed else set())
    return days


def _digest(now: datetime, preference: Preference, over: set[date]) -> datetime:
    """The next moment at which a digest of this person may leave, on a day on which none has left."""
    moment = next_digest(now, preference.digest_hour, preference.quiet)
    while moment.date() in over:
        tomorrow = datetime.combine(moment.date() + timedelta(days=1), time(0), tzinfo=moment.tzinfo)
        moment = next_digest(tomorrow, preference.digest_hour, preference.quiet)
    return moment
