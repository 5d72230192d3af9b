"""Building the demo: place, accounts, regulations, plan, a year of work."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.utils import timezone

from liangze.core.errors import Refusal
from liangze.demo.afterwards import afterwards
from liangze.demo.cast import PIN, SIGNERS, Cast
from liangze.demo.hearings import hearings
from liangze.demo.letters import letters
from liangze.demo.lists import lists
from liangze.demo.meetings import meetings
from liangze.demo.people import PASSWORD, SEATS, open_accounts
from liangze.demo.place import CITY_CODE, scale_for
from liangze.demo.problems import problems
from liangze.demo.reminded import reminded
from liangze.demo.reports import reports
from liangze.demo.rows import rows
from liangze.demo.rows_out import workbook
from liangze.demo.study import study
from liangze.demo.talks import talks
from liangze.demo.tasks import tasks
from liangze.demo.work import work
from liangze.duties.actions.plan import plan
from liangze.organisation.actions.importing.run import import_workbook
from liangze.organisation.models import Account, Unit
from liangze.organisation.policy import console
from liangze.packs import load_pack
from liangze.regulations.actions.adopt import adopt
from liangze.regulations.actions.install_pack import install_pack
from liangze.regulations.models import RegulationVersion
from liangze.trust.models import SigningKey

#: Which regulation binds which unit: a province's plan, a city's own rules and one it follows, a county's, a department's.
ADOPTED = (
    ("jiangsu", "YL"),
    ("huzhou", CITY_CODE),
    ("yunchuan", CITY_CODE),
    ("hualong", f"{CITY_CODE}C01"),
    ("commentary", f"{CITY_CODE}C02"),
    ("guangxi", f"{CITY_CODE}D01"),
)


def build(*, units: int, today: date, practice: bool = False) -> Iterator[str]:
    """Build what is not there yet; yields what it does, line by line, and at the end who can sign in.

    practice  leaves lists, tasks, letters and keys out, to be made by whoever tries.
    """
    if Account.objects.filter(username="office").exists():
        yield "演示数据已经备好。"
        yield from who()
        return
    if Unit.objects.exists():
        raise Refusal("There are units already: the demo fills an empty database only.", remedy="Point LIANGZE_VAR to an empty folder.")
    yield f"正在建立约 {units} 个单位的虚构地区……"
    content = workbook(rows(scale_for(units), today.year))
    outcome = import_workbook(by=console("demo"), source=io.BytesIO(content), digest=hashlib.sha256(content).hexdigest())
    if not outcome.stored:
        raise Refusal("The invented place was refused: %(findings)s", params={"findings": outcome.findings.plain()[:3]})
    open_accounts(today)
    yield "正在安装规则包……"
    install(today)
    for year in (today.year - 1, today.year):
        yield f"正在排出 {year} 年的应办事项……"
        plan(year=year, by=console("demo"), today=today)
    yield "正在登记一年的履责记录……"
    yield work(today)
    yield afterwards(today)
    if not practice:
        yield from responsibility(today)
    yield from who()


def responsibility(today: date) -> Iterator[str]:
    """The year's lists, tasks, letters, and what was done and found in it, room by room; reminders last."""
    cast = Cast(today)
    for make in (Cast.make_keys, lists, tasks, letters, problems, talks, meetings, study, reports, hearings, reminded):
        yield make(cast)


def install(today: date) -> None:
    """Install every pack, and let it bind its unit from the beginning of last year (or since it is in force)."""
    packs = {path.parts[-4]: load_pack(path) for path in sorted(settings.PACKS.glob("*/*/*/pack.yaml"))}
    for issuer, unit in ADOPTED:
        pack = packs[issuer]
        version: RegulationVersion = install_pack(pack=pack, by=console("demo"), now=timezone.now()).version
        since = max(date(today.year - 1, 1, 1), version.in_force_from or date.min)
        where = Unit.objects.get(code=unit)
        adopt(version=version, unit=where, since=since, by=console("demo"), reason="演示：参照执行", today=today)


def who() -> Iterator[str]:
    """The accounts to sign in with."""
    yield ""
    yield f"可以登录的账号（口令都是 {PASSWORD}）："
    for seat in SEATS:
        yield f"  {seat.username:<12}{seat.name}"
    if SigningKey.objects.exists():
        yield f"可以签名的账号（数字口令都是 {PIN}）：{'、'.join(SIGNERS)}"
