"""A hall votes: 500 people cast their ballots with phones within 60 seconds on one machine.

`python -m benchmarks.ballots` measures alone. The pages are served by the product's own server (gunicorn, two processes) over a database
made anew; each voter opens the page, opens the ballot with the code, looks it over and casts it: four requests, as a browser sends them.
Afterwards the box is opened: none may be lost, none may be there twice.
"""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlencode

from benchmarks import server
from benchmarks.table import Ratio

ROOT = Path(__file__).resolve().parent.parent
PEOPLE, PHONES, LIMIT_SECONDS = 500, 40, 60.0  # how many vote, how many at the same moment, and in which time
REPORTERS = 5
GRADES = ("excellent", "competent", "barely_competent", "incompetent", "-")
DAY = date(2026, 3, 20)
NOW = datetime(2026, 3, 20, 1, tzinfo=UTC)
PAGE = "/hearings/vote/"


def run(address: str, people: int = PEOPLE) -> list[Ratio]:
    """In a process of its own, because the framework is wired once."""
    place = server.installation(address, "ballots", 0, fresh=True)
    command = [sys.executable, "-m", "benchmarks.ballots", place.url, str(people)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return [Ratio(**each) for each in json.loads(done.stdout.splitlines()[-1])]


def measure(url: str, people: int) -> list[Ratio]:
    """Build, serve, vote, open the box."""
    os.environ |= {"LIANGZE_TODAY": DAY.isoformat(), "LIANGZE_LOG": "ERROR"}
    server.wire(server.Installation("", 0, url))
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    ballot, tokens = build(people)
    with served() as port:
        begun = time.perf_counter()
        with ThreadPoolExecutor(PHONES) as hall:
            cast = sum(hall.map(lambda voter: vote(port, *voter), enumerate(tokens)))
        seconds = time.perf_counter() - begun
        again = sum(vote(port, *voter) for voter in list(enumerate(tokens))[:20])
    inside = opened_box(ballot)
    lost, twice = people - len(inside[1]), len(inside[0]) - len(set(inside[0])) + again
    if (cast, lost, twice) != (people, 0, 0):
        raise RuntimeError(f"{people} voted, {cast} were told so; lost {lost}, twice {twice}")
    note = f"60 s; {people} people, {PHONES} at once, four requests each; votes lost 0, double 0"
    return [Ratio("a hall of 500 votes", seconds * PEOPLE / people, LIMIT_SECONDS, 1.0, "s", note)]


def vote(port: int, number: int, token: str) -> bool:
    """One voter, from the page to the box; whether the ballot was taken."""
    grades = {f"q{key}": GRADES[(number + key) % len(GRADES)] for key in range(1, REPORTERS + 1)}
    phone = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        phone.request("GET", PAGE)
        phone.getresponse().read()
        status, body = 0, ""
        for do in ("open", "check", "cast"):
            origin = f"http://127.0.0.1:{port}"
            headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": origin}
            phone.request("POST", PAGE, urlencode({"token": token, "do": do} | grades), headers)
            answer = phone.getresponse()
            status, body = answer.status, answer.read().decode()
        return status == 200 and "lz-vote__done" in body
    finally:
        phone.close()


@contextmanager
def served():  # type: ignore[no-untyped-def]
    """The product's server on a free port; ended afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("gunicorn")), "liangze.config.wsgi:application"]
    options = ["--bind", f"127.0.0.1:{port}", "--workers", "2", "--no-control-socket", "--log-level", "error"]
    process = subprocess.Popen([*command, *options], cwd=ROOT, env=dict(os.environ))
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        vote(port, 0, "A" * 20)  # both processes have loaded their pages
        vote(port, 0, "A" * 20)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def build(people: int):  # type: ignore[no-untyped-def]  # tuple[int, Sequence[str]]: the models are known only once it is wired
    """A county whose heads report; an open ballot with a slip for everybody."""
    from liangze.core.words import Level, Role, UnitKind
    from liangze.hearings.actions import make_slips, open_ballot, plan_hearing, prepare_ballot
    from liangze.hearings.record import HearingTerms
    from liangze.organisation.models import Account, Grant, GrantRole, Post, Unit
    from liangze.organisation.models.unit import SEGMENT
    from liangze.organisation.policy import acting_for

    since = date(2016, 1, 1)
    unit = Unit.objects.create(code="H", name="甲县", kind=UnitKind.REGION, level=Level.COUNTY, path="new", since=since)
    Unit.objects.filter(pk=unit.pk).update(path=str(unit.pk).zfill(SEGMENT))
    holder = Post.objects.create(unit=unit, role=Role.DISCIPLINE_ORGAN, title="县纪委", code="D", since=since)
    members = [
        Post.objects.create(unit=unit, role=Role.MEMBER, title=f"成员{n}", code=f"M{n}", since=since) for n in range(REPORTERS)
    ]
    account = Account.objects.create(username="office", name="县委办")
    Grant.objects.create(account=account, role=GrantRole.OFFICE, unit=unit, since=since, reason="benchmark")
    by = acting_for(account, today=DAY)
    terms = HearingTerms(unit.pk, holder.pk, "述责述廉会议", DAY, reporters=tuple(post.pk for post in members))
    hearing = plan_hearing(terms=terms, by=by, today=DAY, now=NOW)
    scales = {str(row.pk): "duty" for row in hearing.reporters.all()}
    ballot = prepare_ballot(hearing_id=hearing.pk, scales=scales, by=by, today=DAY, now=NOW)
    tokens = make_slips(ballot_id=ballot.pk, number=people, again=False, by=by, now=NOW)
    open_ballot(ballot_id=ballot.pk, by=by, today=DAY, now=NOW)
    return ballot.pk, tokens


def opened_box(ballot: int) -> tuple[Sequence[str], Sequence[str]]:
    """Spent tokens and ballots."""
    from liangze.hearings.box import opened
    from liangze.hearings.models import Ballot, BallotBox

    inside = opened(BallotBox.objects.get(ballot=ballot).content, salt=Ballot.objects.get(pk=ballot).salt)
    return inside.spent, inside.ballots


if __name__ == "__main__":
    if len(sys.argv) > 2:
        print(json.dumps([asdict(each) for each in measure(sys.argv[1], int(sys.argv[2]))]))
    else:
        from benchmarks.table import print_table

        print_table(run(server.start()))
