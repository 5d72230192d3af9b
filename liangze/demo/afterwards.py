"""What others say of the year's work: accepted, returned, closed out, exempted; and the proof that hangs on it."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from itertools import islice

from django.db import transaction
from django.utils import timezone

from liangze.conduct.models import Entry
from liangze.demo.place import CITY_CODE
from liangze.duties.actions.accept import accept_count, return_count
from liangze.duties.actions.close_out import close_out
from liangze.duties.actions.exempt import ask_exemption, decide_exemption
from liangze.duties.models import Count, Exemption, Obligation
from liangze.organisation.models import Account
from liangze.organisation.policy import Acting, Permission, acting_for, visible
from liangze.trust.attachments import Proof, attach, take_in

MOST = 400  # acts of each sort: enough to look at, few enough to wait for
WAITING_EVERY, RETURNED_EVERY = 17, 23
SHEET = "签到表\n人员0101\n人员0102\n人员0103\n"


def afterwards(today: date) -> str:
    """Do it all; a sentence with the counts."""
    by = {
        name: acting_for(Account.objects.get(username=name), today=today)
        for name in ("discipline", "stationed", "county", "office", "liaison", "township")
    }
    accepted = _accept(by, today)
    closed = _close_out(by["stationed"], today) + _close_out(by["discipline"], today)
    exempted = _exempt(by, today)
    proofs = _prove(by["liaison"])
    return f"上级审阅 {accepted} 件，销号 {closed} 项，免办申请 {exempted} 件，佐证 {proofs} 份。"


def _at(day: date, today: date) -> datetime:
    return timezone.make_aware(datetime.combine(min(day, today), time(16, 30)))


def _accept(by: dict[str, Acting], today: date) -> int:
    """The discipline organ above reads what was handed up; some wait, a few go back."""
    waiting = Count.objects.filter(needs_acceptance=True, accepted_at=None, returned_at=None).select_related(
        "deed__unit", "obligation__duty"
    )
    done = 0
    for count in waiting.order_by("id")[:MOST]:
        reader = next((who for who in (by["discipline"], by["stationed"]) if _above(who, count.deed.unit.path)), None)
        if reader is None or count.id % WAITING_EVERY == 0:
            continue
        now = _at(count.deed.on + timedelta(days=5 + count.id % 9), today)
        if count.id % RETURNED_EVERY == 0:
            return_count(count_id=count.pk, reason="第三部分只写已整改，未附佐证，请补充后再报。", by=reader, now=now)
        else:
            accept_count(count_id=count.pk, by=reader, now=now)
        done += 1
    return done


def _above(by: Acting, path: str) -> bool:
    return any(path.startswith(held.path) and (path != held.path or held.origin == "stationing") for held in by.grants)


def _close_out(by: Acting, today: date) -> int:
    """What was fulfilled some time ago is checked and struck off, most of it."""
    before = today - timedelta(days=12)
    mine = Obligation.objects.filter(visible(by, Permission.LEDGER_CLOSE_OUT, "unit__path"), fulfilled_on__lt=before, year=today.year)
    fulfilled = mine.exclude(close_outs__reopened_at=None, close_outs__isnull=False).order_by("unit_id", "due", "id")
    done = 0
    for row in islice(fulfilled.iterator(), 0, MOST // 2):
        if row.pk % 6 == 0 or row.holder.role in ("discipline_organ", "discipline_principal", "stationed_group"):
            continue
        close_out(obligation_id=row.pk, opinion="已核对纪要和签到表。", by=by, now=_at(row.fulfilled_on + timedelta(days=9), today))
        done += 1
    return done


def _exempt(by: dict[str, Acting], today: date) -> int:
    """The county and a department ask; the city decides on some."""
    asked = 0
    for who, reason in (("liaison", "班子成员一月起参加脱产培训，至年底回岗。"), ("township", "换届期间书记空缺，由上级另行安排。")):
        actor = by[who]
        home = actor.home
        if home is None:
            continue
        rows = Obligation.objects.filter(unit_id=home.unit_id, fulfilled_on=None, withdrawn_on=None, due__gte=today - timedelta(days=120))
        for number, row in enumerate(rows.order_by("due", "id")[:3]):
            exemption = ask_exemption(obligation_id=row.pk, reason=reason, by=actor, now=_at(row.opens + timedelta(days=20), today))
            _decide(exemption, number, by["county"] if who == "township" else by["office"], today)
            asked += 1
    return asked


def _decide(exemption: Exemption, number: int, by: Acting, today: date) -> None:
    now = _at(timezone.localdate(exemption.asked_at) + timedelta(days=3), today)
    if number == 0:
        decide_exemption(exemption_id=exemption.pk, approved=True, opinion="情况属实，本期免办，回岗后补谈。", by=by, now=now)
    elif number == 1:
        decide_exemption(exemption_id=exemption.pk, approved=False, opinion="可由副职主持，不宜免办。", by=by, now=now)


def _prove(by: Acting) -> int:
    """Minutes for the entries of the first department; the same sheet of signatures stands under two of them, with the reason."""
    entries = list(Entry.objects.filter(unit__code=f"{CITY_CODE}D01").order_by("on", "id")[:40])
    done = 0
    for number, entry in enumerate(entries):
        minutes = f"{entry.title}\n{entry.on:%Y年%m月%d日}\n记录编号 {entry.number}\n议题：{'、'.join(entry.topics)}\n".encode()
        with transaction.atomic():
            taken = take_in(file=io.BytesIO(minutes), name="会议纪要.txt")
            proofs = [Proof(taken.id, "会议纪要.txt")]
            if number in (3, 9):
                sheet = take_in(file=io.BytesIO(SHEET.encode()), name="签到表.txt")
                proofs.append(Proof(sheet.id, "签到表.txt", "" if number == 3 else "两次会议连续召开，共用一张签到表。"))
            attach(record=("conduct.entry", entry.pk), proofs=proofs, by=by)
        done += len(proofs)
    return done
