"""Pages of study: what was typed is kept, what it will settle is shown before saving, no page asks the database often."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from liangze.core.study import Form
from liangze.organisation.models import Account
from liangze.study.actions import enter_site
from liangze.study.models import Session
from liangze.study.new_session import RECORD, Named
from tests.rooms import factory as f
from tests.rooms.settling import grounds, settled_by
from tests.rooms.study.given import hold, plan_it, session

pytestmark = pytest.mark.django_db
ground = grounds("hualong", "guangxi", year=2026)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("LIANGZE_TODAY", "2026-06-16")


@pytest.fixture
def liaison(ground):
    return ground.liaison("bureau")


def browser(who) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=who.account_id))
    return client


def typed(ground, **changes) -> dict[str, object]:
    """A study session as it is typed: the principal there, a member absent."""
    lead, member = ground.seat("bureau/principal").pk, ground.seat("bureau/member-1").pk
    fields = {
        "unit": ground.unit("bureau").pk, "mode": "held", "form": "study", "was_form": "study", "on": "2026-06-10", "title": "专题学习准则",
        "lead": lead, "materials": "廉洁自律准则", "seat": [lead, member], f"a-{lead}": "present", f"a-{member}": "absent",
        f"r-{member}": "出差", "as-study": ground.seat("bureau/leadership").pk, "topics-study": "integrity-study", "do": "save",
    }
    return fields | changes


def test_the_form_begins_with_what_is_usual_and_shows_what_it_settles(ground, liaison):
    page = browser(liaison).get(reverse("study-new"))
    text = page.content.decode()
    assert page.context["filled"].holders == {"study": (ground.seat("bureau/leadership").pk,)}
    assert "每季度一次廉政专题学习" in text
    assert "党组中心组廉政学习，每年两次" in text
    assert text.count("btn--main") == 1


def test_a_session_recorded_on_the_page_settles_what_was_shown(ground, liaison):
    client = browser(liaison)
    live = client.post(reverse("study-preview"), typed(ground), headers={"HX-Request": "true"}).content.decode()
    assert "每季度一次廉政专题学习" in live
    answer = client.post(reverse("study-new"), typed(ground))
    made = Session.objects.latest("pk")
    assert answer.url == reverse("study-session", args=(made.pk,))
    assert settled_by((RECORD, made.pk)) == {"hualong:study-each-quarter"}
    shown = client.get(answer.url).content.decode()
    assert "出差" in shown
    assert "bureau member-1" in shown


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_is_kept(ground, liaison):
    member = ground.seat("bureau/member-1").pk
    answer = browser(liaison).post(reverse("study-new"), typed(ground, **{"on": "2026-06-17", "materials": "", f"r-{member}": " "}))
    text = answer.content.decode()
    assert answer.status_code == 422
    for field in ("on", "materials", f"a-{member}"):
        assert f'href="#f-{field}"' in text
        assert f'id="f-{field}"' in text
    assert 'value="专题学习准则"' in text
    assert Session.objects.count() == 0


def test_who_was_planned_for_and_is_left_open_needs_a_word(ground, liaison):
    """Nobody drops out of a session by oversight."""
    new = session(ground, Form.STUDY, ground.on(6, 12))
    planned = plan_it(new, liaison, today=ground.on(6, 1))
    _, member = (each.post_id for each in new.named)
    sent = typed(ground, on="2026-06-12", edition=1, **{f"a-{member}": "", f"r-{member}": "", f"invited-{member}": "1"})
    client = browser(liaison)
    assert client.get(reverse("study-hold", args=(planned.pk,))).context["filled"].on == "2026-06-12"
    answer = client.post(reverse("study-hold", args=(planned.pk,)), sent)
    assert answer.status_code == 422
    assert f'href="#f-a-{member}"' in answer.content.decode()
    assert client.post(reverse("study-hold", args=(planned.pk,)), sent | {f"a-{member}": "present"}).status_code == 302
    assert client.post(reverse("study-hold", args=(planned.pk,)), sent | {f"a-{member}": "present"}).status_code == 409


def test_plan_change_cancel(ground, liaison):
    client, member = browser(liaison), ground.seat("bureau/member-1").pk
    sent = {"unit": ground.unit("bureau").pk, "mode": "plan", "form": "lecture", "on": "2026-09-10", "title": "廉政党课", "seat": [member],
            f"a-{member}": "invited", "do": "save"}
    assert client.post(reverse("study-new"), sent).status_code == 302
    made = Session.objects.latest("pk")
    assert list(made.attendees.values_list("post_id", flat=True)) == [member]
    changed = client.post(reverse("study-change", args=(made.pk,)), sent | {"on": "2026-09-17", "edition": "1"})
    assert changed.status_code == 302
    assert client.post(reverse("study-change", args=(made.pk,)), sent | {"edition": "1"}).status_code == 409
    assert client.post(reverse("study-cancel", args=(made.pk,)), {"reason": ""}).status_code == 422
    assert client.post(reverse("study-cancel", args=(made.pk,)), {"reason": "合并举行"}).status_code == 302


def test_an_absent_member_makes_it_up_from_my_work(ground, liaison):
    absent = ground.seat("bureau/member-2")
    new = session(ground, Form.STUDY, ground.on(6, 10))
    made = hold(replace(new, named=(*new.named, Named(absent.pk, present=False, reason="病假"))), liaison)
    client = browser(ground.leader("bureau/member-2"))
    assert f"/study/{made.pk}/" in client.get(reverse("errands")).content.decode()
    who = made.attendees.get(present=False)
    address = reverse("study-make-up", args=(made.pk, who.pk))
    refused = client.post(address, {"on": "2026-06-09", "how": "自学"})
    assert refused.status_code == 422
    assert 'value="自学"' in refused.content.decode()
    assert client.post(address, {"on": "2026-06-12", "how": "自学"}).status_code == 302
    assert "自学" in client.get(reverse("study-session", args=(made.pk,))).content.decode()


def test_no_page_asks_the_database_more_than_ten_times(ground, liaison):
    made = hold(session(ground, Form.STUDY, ground.on(6, 10)), liaison)
    planned = plan_it(session(ground, Form.CAUTIONARY, ground.on(6, 20)), liaison, today=ground.on(6, 1))
    enter_site(
        unit_id=ground.unit("bureau").pk, name="示范点", kind="exemplary", place="一楼", open_to="all", note="", by=liaison,
        now=f.at(ground.on(6, 1)),
    )
    client, unit = browser(liaison), {"unit": ground.unit("bureau").pk}
    pages = (
        ("study", (), {}), ("study-new", (), {}), ("study-new", (), {"mode": "plan", "form": "cautionary"}),
        ("study-session", (made.pk,), {}), ("study-session", (planned.pk,), {}), ("study-change", (planned.pk,), {}),
        ("study-hold", (planned.pk,), {}), ("study-plan", (), unit), ("study-reached", (), unit), ("study-sites", (), {}),
        ("study-site-new", (), {}),
    )
    client.get(reverse("study"))
    for name, arguments, query in pages:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse(name, args=arguments), query).status_code == 200
        assert len(asked) <= 10, (name, [each["sql"][:100] for each in asked])
        assert not [each for each in asked if each["sql"].startswith(("INSERT", "UPDATE", "DELETE"))], name


def test_figures_of_the_coverage_open_and_leave_as_excel(ground, liaison):
    hold(session(ground, Form.STUDY, ground.on(6, 10)), liaison)
    client, unit = browser(liaison), ground.unit("bureau").pk
    page = client.get(reverse("study-reached"), {"unit": unit, "who": "none"})
    assert [row.seat for row in page.context["page"].rows] == ["bureau 纪检书记", "bureau 成员二", "office-1 负责人", "office-2 负责人"]
    file = client.get(reverse("study-reached-export", args=("xlsx",)), {"unit": unit})
    assert file.content[:2] == b"PK"
    wrong = client.get(reverse("study-reached"), {"named": "没有这个单位"})
    assert wrong.status_code == 422
    assert "没有这个单位" in wrong.content.decode()


def test_the_plan_of_the_year_shows_what_is_asked_for_beside_what_is_planned(ground, liaison):
    plan_it(session(ground, Form.STUDY, ground.on(9, 20)), liaison, today=ground.on(6, 1))
    page = browser(liaison).get(reverse("study-plan"), {"unit": ground.unit("bureau").pk}).context["plan"]
    assert [(len(quarter.owed), len(quarter.sessions)) for quarter in page.quarters] == [(1, 0), (1, 0), (1, 1), (3, 0)]
    assert (page.planned, page.lacking) == (1, 7)


@pytest.mark.parametrize("form", ["xlsx", "docx", "pdf"])
def test_the_plan_of_the_year_leaves_as_a_paper(ground, liaison, form):
    """Quarter by quarter: what rules ask for with its clause, what is planned, what was held and who was there. In Chinese, always."""
    hold(session(ground, Form.STUDY, date(2026, 2, 10), title="专题学习准则"), liaison)
    plan_it(session(ground, Form.CAUTIONARY, date(2026, 8, 20), title="观看警示片"), liaison, today=date(2026, 6, 16))
    client = browser(liaison)
    assert reverse("study-plan-export", args=(form,)) in client.get(reverse("study-plan")).content.decode()
    answer = client.get(reverse("study-plan-export", args=(form,)), {"year": "2026"})
    assert answer.status_code == 200
    if form == "xlsx":
        said = " ".join(str(cell.value) for sheet in load_workbook(BytesIO(answer.content)) for row in sheet for cell in row if cell.value)
        for words in ("一、一季度", "专题学习准则", "观看警示片", "2/2", "每季度一次廉政专题学习", "〔"):
            assert words in said, words
    assert client.get(reverse("study-plan-export", args=("zip",))).status_code == 404
