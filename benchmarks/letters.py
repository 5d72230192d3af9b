"""Letters in batch: 200 of them laid out by the job's own function, told as seconds for 1,000. Four minutes are allowed on two cores.

`python -m benchmarks.letters` measures alone. The installation is made anew each time: a city with departments, each with a principal
and four members, their lists of the year, and a clause that permits the letters. Each letter holds the common part, the member's own
items and those of the issuer, and is laid out, stored, counted and audited as in earnest.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks import server
from benchmarks.table import Ratio

ROOT = Path(__file__).resolve().parent.parent
DEPARTMENTS, MEMBERS = 50, 4
ITEMS = {"principal": 15, "member": 12}
LIMIT_SECONDS = 240.0
NOW = datetime(2026, 2, 10, 1, tzinfo=UTC)
SINCE = date(2016, 1, 1)
YEAR = 2026


def run(address: str) -> list[Ratio]:
    """In a process of its own, because the framework is wired once."""
    place = server.installation(address, "letters", 0, fresh=True)
    command = [sys.executable, "-m", "benchmarks.letters", place.url]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return [Ratio(**each) for each in json.loads(done.stdout.splitlines()[-1])]


def measure(url: str) -> list[Ratio]:
    """Build, warm up with a few letters, measure the rest."""
    server.wire(server.Installation("", 0, url))
    from liangze.letters.actions import order_batch, work_off_batch
    from liangze.letters.models import LetterKind
    from liangze.letters.queries.candidates import Wanted
    from liangze.letters.queries.paper import default_preamble
    from liangze.organisation.policy import console

    departments = build()
    seconds, processor, letters = 0.0, 0.0, 0
    for first, last in ((0, 2), (2, DEPARTMENTS)):
        units = tuple(department.pk for department in departments[first:last])
        wanted = Wanted(departments[0].parent_id, YEAR, LetterKind.TO_MEMBER, below=True, units=units)
        batch = order_batch(
            wanted=wanted, order="holder_first", preamble=default_preamble(YEAR), by=console(), today=NOW.date(), now=NOW
        )
        begun, used = time.perf_counter(), processor_time()
        letters = work_off_batch(batch_id=batch.pk, by=console(), clock=lambda: NOW)
        seconds, processor = time.perf_counter() - begun, processor_time() - used
    if letters != (DEPARTMENTS - 2) * MEMBERS:
        raise RuntimeError(f"{letters} letters were laid out; the log says what stopped the others")
    note = f"4 minutes for 1,000; measured on {letters}, one process"
    return [
        Ratio("1,000 letters in batch", 1000 * seconds / letters, LIMIT_SECONDS, 1.0, "s", note),
        Ratio("… processor time", 1000 * processor / letters, LIMIT_SECONDS, 1.0, "s", "the same, without waiting for others"),
    ]


def processor_time() -> float:
    """Seconds that this process and its part of the database server have worked: other work on the machine does not count."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return time.process_time() + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def build():  # type: ignore[no-untyped-def]  # list[Unit]: the models are known only once the framework is wired
    """The city; its departments."""
    from liangze.organisation.models import Unit
    from liangze.organisation.models.unit import SEGMENT
    from liangze.regulations.models import Adoption, Clause, Permit, Regulation, RegulationVersion

    city = Unit.objects.create(code="C", name="测试市", kind="region", level="city", path="new", since=SINCE)
    city.path = str(city.pk).zfill(SEGMENT)
    city.save()
    regulation = Regulation.objects.create(key="letters", title="测试办法", short_title="测试办法", level="city")
    version = RegulationVersion.objects.create(regulation=regulation, version=1, title="测试办法", pack="", digest="0" * 64)
    clause = Clause.objects.create(version=version, path=["第一条"], label="第一条", type="mechanism", gist="签订责任书", position=1)
    Permit.objects.create(
        version=version, key="letters", clause=clause, title="签订责任书", instrument="letter", to_roles=["member"], position=1
    )
    Adoption.objects.create(version=version, unit=city, since=SINCE)
    return [_department(city, number) for number in range(DEPARTMENTS)]


def _department(city, number: int):  # type: ignore[no-untyped-def]  # as above
    """One department with its people and the two lists that its letters print."""
    from liangze.lists.models import ListItem, ListVersion, ResponsibilityList
    from liangze.organisation.models import Appointment, Person, Post, Unit
    from liangze.organisation.models.unit import SEGMENT

    code = f"D{number:03}"
    made = Unit.objects.create(code=code, name=f"测试{number}局", kind="department", level="city", parent=city, path=code, since=SINCE)
    made.path = city.path + str(made.pk).zfill(SEGMENT)
    made.save()
    for place in range(MEMBERS + 1):
        role = "member" if place else "principal"
        post = Post.objects.create(unit=made, code=f"P{place}", role=role, title=f"职务{place}", position=place, since=SINCE)
        person = Person.objects.create(number=f"{code}{place}", name=f"人员{number}{place}")
        Appointment.objects.create(person=person, post=post, since=SINCE)
    for role, items in ITEMS.items():
        of = ResponsibilityList.objects.create(unit=made, role=role, year=YEAR)
        version = ListVersion.objects.create(list=of, number=1, drafted_at=NOW)
        ListItem.objects.bulk_create(
            ListItem(
                version=version, key=f"{role}-{place}", position=place, title=f"第{place}项：按季度检查分管范围内廉政措施的落实情况并记录",
                part="main", group=role, basis="测试办法第一条；测试办法第二条",
            )
            for place in range(1, items + 1)
        )
    return made


def main(arguments: list[str]) -> int:
    """With an address: measure there and print JSON. Without: start the server and print the figure."""
    if arguments:
        print(json.dumps([asdict(ratio) for ratio in measure(arguments[0])]))
        return 0
    ratios = run(server.start())
    for ratio in ratios:
        print(f"{ratio.name}: {ratio.measured:.0f} s, limit {ratio.raw:.0f} s ({ratio.note})")
    return 0 if all(ratio.holds for ratio in ratios) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
