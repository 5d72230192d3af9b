"""Tasks as somebody meets them who means no good: odd values, other units' ids, addresses to be led to."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from liangze.breakdown.actions import accept, confirm, propose, report, take_back
from liangze.breakdown.models import Task
from liangze.core.errors import NotFound
from liangze.organisation.models import Account
from tests.rooms import factory as f
from tests.rooms.breakdown import given as g

pytestmark = pytest.mark.django_db
ODD = ("-1", "0", "99999999999999999", "1e9", "２", "%00", "\x00", "'", "<b>", "9" * 400, "../..", "=1+1")
FAR = g.date(2026, 6, 16)


@pytest.fixture(autouse=True)
def _pinned(monkeypatch, settings, tmp_path):
    monkeypatch.setenv("LIANGZE_TODAY", FAR.isoformat())
    settings.ATTACHMENTS = tmp_path


@pytest.fixture
def county():
    return g.county()


def client(acting) -> Client:
    made = Client(headers={"accept-language": "zh"})
    made.force_login(Account.objects.get(pk=acting.account_id))
    return made


@pytest.mark.parametrize("odd", ODD)
def test_odd_values_in_an_address_or_a_form_are_answered_in_words(county, odd):
    """地址和表单里填什么怪值，都有回答，不出内部错误，也不写入任何内容。"""
    breakdown, task = g.issued(county)
    office = client(county.office)
    asked = ("year", "q", "page", "sort", "state", "leader", "unit", "role", "slow", "as_of", "item", "missing")
    query = dict.fromkeys(asked, odd)
    pages = ("breakdown", "breakdown-table", "breakdown-timeline", "breakdown-workbook", "breakdown-start", "breakdown-carry", "task-new")
    for name in pages:
        assert office.get(reverse(name, args=(breakdown.pk,)), query).status_code in {200, 400, 404}
    for name in ("my-tasks", "breakdowns"):
        assert office.get(reverse(name), query).status_code in {200, 400}
    fields = (
        "title", "target", "basis", "measures", "proof", "starts", "due", "leader", "lead", "lead_share", "part_unit", "part_share",
        "supervising", "m_day", "m_what", "m_share", "item", "clause", "seen", "reason", "unit", "year", "topics", "kept", "key", "task",
        f"due-{task.pk}", "text", "on", "reached", "opinion", "kind", "note", "shown", "passphrase", "verdict", "do",
    )
    sent = dict.fromkeys(fields, odd)
    for name in ("breakdown-issue", "breakdown-carry", "breakdown-import", "breakdown-sign", "task-new"):
        assert office.post(reverse(name, args=(breakdown.pk,)), sent).status_code in {400, 403, 404, 409, 422}
    assert office.post(reverse("breakdown-new"), sent).status_code in {400, 404, 422}
    for verb in ("accept", "return", "take-back", "close-out", "send-back", "reopen", "propose", "confirm", "refuse"):
        assert office.post(reverse("task-act", args=(task.pk, verb)), sent).status_code in {400, 403, 404, 409}
    for name in ("task-edit", "task-report"):
        assert office.post(reverse(name, args=(task.pk,)), sent).status_code in {400, 403, 404, 409, 422}
    assert Task.objects.count() == 1


def test_what_does_not_exist_and_what_one_may_not_know_of_are_answered_alike(county):
    """没有的和看不到的，回答一模一样：外人试不出哪些编号存在。"""
    _breakdown, task = g.accepted(county)
    told = report(task_id=task.pk, unit_id=county.town.bureau.pk, on=g.JANUARY, text="已开展", by=county.bureau, today=FAR, now=f.at(FAR))
    proposal = propose(task_id=task.pk, kind="reminder", by=county.office, today=FAR, now=f.at(FAR))
    then = {"by": county.west, "today": FAR, "now": f.at(FAR)}
    answers = set()
    for key in (told.pk, 987654321):
        with pytest.raises(NotFound) as refused:
            take_back(progress_id=key, reason="试探", **then)
        answers.add((refused.value.what, refused.value.remedy))
    for key in (proposal.pk, 987654321):
        with pytest.raises(NotFound) as refused:
            confirm(proposal_id=key, **then)
        answers.add((refused.value.what, refused.value.remedy))
    for key in (g.seen(task).lead.id, 987654321):
        with pytest.raises(NotFound) as refused:
            accept(part_id=key, **then)
        answers.add((refused.value.what, refused.value.remedy))
    assert len(answers) == 1
    west = client(county.west)
    files = [reverse("task-file", args=(key, 1)) for key in (told.pk, 987654321)]
    assert {west.get(file).status_code for file in files} == {404}


AWAY = ("evil", "//evil.example", "https://evil.example/", "javascript:alert(1)", "/\\evil.example", "a b", "evil.example")


@pytest.mark.parametrize("back", AWAY)
def test_a_step_leads_back_into_the_product_only(county, back):
    """办完一步之后只回到本系统的页面，怎么填返回地址都不会被带到别处。"""
    _breakdown, task = g.issued(county)
    part = g.seen(task).lead.id
    answer = client(county.bureau).post(reverse("task-act", args=(task.pk, "accept")), {"key": part, "next": back})
    assert answer.url == reverse("task", args=(task.pk,))
    other = client(county.east).post(
        reverse("task-act", args=(task.pk, "accept")), {"key": g.seen(task).participating[0].id, "next": reverse("my-tasks")}
    )
    assert other.url == reverse("my-tasks")
