"""The lists of the rooms where things are done, at the size of a province, for five readers from its top to one village.

`python -m benchmarks.lists` after `python -m benchmarks` has built the province. It fills a copy of it with some 1.4 million records, opens
each list as each of the readers, and prints the best of five in milliseconds. No limit is set for lists but that of any page: it stops at
more than 10 statements. Whoever reads little must not wait for what others have.
"""

from __future__ import annotations

import os
import time
from datetime import date

import psycopg
from psycopg import sql

from benchmarks import server

TEMPLATE, COPY = "province_50000", "lists"
PAGES = (
    "/problems/", "/problems/?state=open&overdue=1", "/problems/?side=review", "/talks/", "/talks/?mine=1", "/talks/?q=1",
    "/meetings/", "/hearings/", "/reports/", "/study/", "/",
)
ROUNDS = 5
MOST_STATEMENTS = 10

#: A day of the first half of the year for the k-th record of the n-th unit.
DAY = "(date '2026-01-05' + mod(n * 7 + k * 29, 160)::int)"
NOON = f"({DAY} + time '12:00')"
FILL = (
    f"""INSERT INTO problems_problem (number, source, category, title, what, found_on, record_type, standing, due, reported_on, outcome,
        closed_on, plan, came_back, raised_at, finder_id, post_id, raised_by_id, unit_id)
    SELECT '2026-' || lpad(k::text, 3, '0'), (ARRAY['inspection','audit','petition'])[1 + mod(k, 3)], 'lists', '问题' || k, '问题', {DAY},
        '', CASE WHEN mod(k, 3) = 0 THEN 'planned' ELSE 'closed' END, {DAY} + 60,
        CASE WHEN mod(k, 3) > 0 THEN {DAY} + 50 END,
        CASE WHEN mod(k, 3) = 0 THEN '' ELSE 'done' END, CASE WHEN mod(k, 3) > 0 THEN {DAY} + 55 END, 1, 0, {NOON}, parent, post,
        %(by)s, unit
    FROM places, generate_series(1, 6) k""",
    f"""INSERT INTO talks_talk (number, kind, trigger, minor_matter, "on", place, topics, said, entered_at, voided_reason, entered_by_id,
        holder_id, unit_id)
    SELECT '2026-' || lpad(k::text, 4, '0'), (ARRAY['heart_to_heart','admonition','reminder'])[1 + mod(k, 3)], 'routine', false, {DAY}, '',
        '{{}}', '谈话', {NOON}, '', %(by)s, post, unit
    FROM places, generate_series(1, 6) k""",
    """INSERT INTO talks_talkcounterpart (post_id, talk_id) SELECT last_post, t.id FROM talks_talk t JOIN places ON unit = t.unit_id""",
    """INSERT INTO talks_talksteptaken (step, "on", at, words, by_id, talk_id) SELECT 'held', "on", entered_at, '', %(by)s, id
    FROM talks_talk""",
    f"""INSERT INTO meetings_meeting (year, number, uid, kind, title, topics, planned_on, starts_at, place, sequence, planned_at,
        changed_at, held_on, guests, recorded_at, cancelled_reason, voided_reason, chair_id, holder_id, planned_by_id, recorded_by_id,
        unit_id)
    SELECT 2026, k, gen_random_uuid(), 'special', '会议' || k, '{{}}', {DAY}, '09:00', '', 0, {NOON}, {NOON},
        CASE WHEN mod(k, 4) > 0 THEN {DAY} END, '', CASE WHEN mod(k, 4) > 0 THEN {NOON} END, '', '', post, last_post, %(by)s,
        CASE WHEN mod(k, 4) > 0 THEN %(by)s::bigint END, unit
    FROM places, generate_series(1, 8) k""",
    f"""INSERT INTO hearings_hearing (title, held_on, place, agenda, topics, minimum, threshold, planned_at, held_at, voided_reason,
        held_by_id, holder_id, planned_by_id, unit_id)
    SELECT '述责述廉' || k, {DAY}, '', '', '{{}}', 5, 60, {NOON}, {NOON}, '', %(by)s, post, %(by)s, unit
    FROM places, generate_series(1, 2) k""",
    """INSERT INTO hearings_hearingreporter (position, hearing_id, post_id)
    SELECT 1, h.id, last_post FROM hearings_hearing h JOIN places ON unit = h.unit_id""",
    f"""INSERT INTO reports_report (number, every, period_start, period_end, topics, "to", title, due, signs, started_at, withdrawn_reason,
        holder_id, started_by_id, unit_id)
    SELECT '2026-' || k, 'half_year', '2026-01-01', '2026-06-30', '{{}}', ARRAY['superior_committee'], '报告', '2026-07-10', false, {NOON},
        '', post, %(by)s, unit
    FROM places, generate_series(1, 2) k""",
    """INSERT INTO reports_version (report_id, number, sections, figures, reasons, figures_on, edition, saved_by_id, saved_at,
        submitted_by_id, submitted_at, submitted_on, accepts)
    SELECT id, 1, '[]', '[]', '{}', '2026-06-01', 1, %(by)s, started_at, %(by)s, started_at, started_at::date, '{}' FROM reports_report""",
    f"""INSERT INTO study_session (number, form, title, planned_on, "on", place, materials, audience, organiser, means, note, edition,
        entered_at, held_at, ended_reason, entered_by_id, held_by_id, unit_id)
    SELECT '2026-' || k, 'study', '学习' || k, {DAY}, {DAY}, '', '', '', '', '', '', 1, {NOON}, {NOON}, '', %(by)s, %(by)s, unit
    FROM places, generate_series(1, 6) k""",
)
PLACES = """CREATE TEMP TABLE places AS
    SELECT u.id unit, u.parent_id parent, min(p.id) post, max(p.id) last_post, row_number() OVER (ORDER BY u.id) n
    FROM organisation_unit u JOIN organisation_post p ON p.unit_id = u.id WHERE u.parent_id IS NOT NULL GROUP BY u.id"""


def main() -> None:
    address = server.start()
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(COPY)))
        names = sql.Identifier(COPY), sql.Identifier(TEMPLATE)
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
    place = server.installation(address, COPY, 50_000, fresh=False)
    os.environ["LIANGZE_TODAY"] = "2026-06-16"
    os.environ |= {"DJANGO_SETTINGS_MODULE": "liangze.config.settings", "LIANGZE_VAR": str(server.VAR), "DATABASE_URL": place.url}
    from django.conf import settings

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    server.wire(place)
    people = _people()
    with psycopg.connect(place.url, autocommit=True) as connection:
        connection.execute(PLACES)
        for statement in FILL:
            connection.execute(statement, {"by": people["province, office"]})  # type: ignore[arg-type]  # own text
        connection.execute("VACUUM ANALYZE")
    for page in PAGES:
        print(page.ljust(32), "; ".join(f"{name} {_measured(page, number)}" for name, number in people.items()), flush=True)


def _people() -> dict[str, int]:
    """Readers of less and less, from the top to one village: what they are called → their account."""
    from django.db.models.functions import Length

    from liangze.organisation.models import Account, Grant, Unit

    way = [Unit.objects.annotate(depth=Length("path")).order_by("-depth", "path").first()]
    while way[-1].parent_id:
        way.append(way[-1].parent)
    places = (("province, office", way[-1], "office"), ("province, discipline", way[-1], "discipline"), ("city", way[-2], "office"))
    found = {}
    for name, unit, role in (*places, ("county", way[-3], "office"), ("village", way[0], "liaison")):
        account = Account.objects.create(username=f"lists-{len(found)}", name=name)
        Grant.objects.create(account=account, role=role, unit=unit, since=date(2016, 1, 1), reason="bench")
        found[name] = account.pk
    return found


def _measured(page: str, number: int) -> str:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from liangze.organisation.models import Account

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(Account.objects.get(pk=number), backend="django.contrib.auth.backends.ModelBackend")
    best = float("inf")
    for _ in range(ROUNDS):
        with CaptureQueriesContext(connection) as asked:
            begun = time.perf_counter()
            answer = client.get(page)
            best = min(best, (time.perf_counter() - begun) * 1000)
        if answer.status_code != 200 or len(asked) > MOST_STATEMENTS:
            raise RuntimeError(f"{page} answered {answer.status_code} after {len(asked)} statements")
    return f"{best:.0f} ms"


if __name__ == "__main__":
    main()
