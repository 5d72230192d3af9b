"""The pages of tasks: what they show, what they refuse and keep, how many statements they take."""

from __future__ import annotations

import io
from datetime import date
from http import HTTPStatus

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from liangze.breakdown.actions import propose, report, start
from liangze.breakdown.models import Breakdown, Task, TaskProgress, TaskProposal
from liangze.breakdown.queries.others import counts_by_state, items_with_tasks, tasks_led_by, tasks_of
from liangze.core.task import TaskState
from liangze.core.words import ActKind, Every, Role
from liangze.lists.models import ItemSource, ListItem, ListVersion, ResponsibilityList
from liangze.organisation.models import Account
from liangze.reminders.models import Notice
from tests.rooms import factory as f
from tests.rooms.breakdown import given as g

pytestmark = pytest.mark.django_db
JUNE = date(2026, 6, 16)


@pytest.fixture(autouse=True)
def _pinned(monkeypatch, settings, tmp_path):
    monkeypatch.setenv("LIANGZE_TODAY", "2026-06-16")
    settings.ATTACHMENTS = tmp_path


@pytest.fixture
def county():
    return g.county()


def client(acting) -> Client:
    made = Client(headers={"accept-language": "zh"})
    made.force_login(Account.objects.get(pk=acting.account_id))
    return made


def text(response) -> str:
    return response.content.decode()


def fields(county, **changes):
    town = county.town
    given = {
        "title": "排查廉政风险", "target": "覆盖全部岗位", "basis": "常委会决定", "leader": county.member.pk, "starts": "2026-03-01",
        "due": "2026-10-31", "lead": town.bureau.pk, "part_unit": [town.township1.pk, ""], "part_share": ["自查", ""],
        "supervising": [town.county_discipline.pk], "m_day": ["2026-06-30", "2026-10-31", ""], "m_what": ["查完", "改完", ""],
        "m_share": ["", "", ""], "m_reached": ["", "", ""], "do": "save",
    }
    return given | changes


def item(county) -> ListItem:
    """An item of the county's list on a clause."""
    rule = f.duty(f.version(number="云委发〔2026〕1号"), "案例教育", kind=ActKind.STUDY, every=Every.QUARTER)
    made = ResponsibilityList.objects.create(unit=county.town.county, role=Role.LEADERSHIP, year=2026)
    newest = ListVersion.objects.create(list=made, number=1, drafted_at=f.at(JUNE))
    row = ListItem.objects.create(version=newest, key="study", position=1, title="每季度案例教育", part="main", group=Role.LEADERSHIP)
    ItemSource.objects.create(item=row, duty=rule, clause=rule.clause)
    ListItem.objects.create(
        version=newest, key="own", position=2, title="本县自定事项", part="main", group=Role.LEADERSHIP, basis="县委决定"
    )
    return row


def test_the_office_begins_a_breakdown_and_a_unit_does_not(county):
    office = client(county.office)
    assert office.get(reverse("tasks")).url == reverse("breakdowns")
    assert "还没有责任分解" in text(office.get(reverse("breakdowns")))
    sent = {"unit": county.town.county.pk, "year": 2026, "title": "甲县2026年责任分解"}
    made = office.post(reverse("breakdown-new"), sent)
    assert made.url == reverse("breakdown-start", args=[Breakdown.objects.get().pk])
    again = office.post(reverse("breakdown-new"), sent | {"title": "又一个"})
    assert again.status_code == HTTPStatus.CONFLICT
    assert "又一个" in text(again), "what was typed is kept"
    liaison = client(county.bureau)
    assert liaison.get(reverse("tasks")).url == reverse("my-tasks")
    assert liaison.post(reverse("breakdown-new"), sent | {"unit": county.town.bureau.pk}).status_code == HTTPStatus.FORBIDDEN


def test_from_the_lists_one_sees_what_has_no_task(county, django_assert_max_num_queries):
    breakdown, _ = g.begun(county)
    row = item(county)
    office = client(county.office)
    page = reverse("breakdown-start", args=[breakdown.pk])
    with django_assert_max_num_queries(10):
        assert "本县自定事项" in text(office.get(page))
    form = text(office.get(reverse("task-new", args=[breakdown.pk]) + f"?item={row.pk}"))
    assert 'value="每季度案例教育"' in form
    assert "云委发〔2026〕1号 第1条" in form
    assert office.post(reverse("task-new", args=[breakdown.pk]), fields(county, item=row.pk)).status_code == HTTPStatus.FOUND
    task = Task.objects.latest("pk")
    assert g.seen(task).clause.label == "第1条", "a task under an item opens to the item's clause"
    assert "每季度案例教育" not in text(office.get(page + "?missing=1"))
    assert items_with_tasks(county.town.county.pk, 2026) == {("leadership", "study")}
    bureau = client(county.bureau)
    assert bureau.get(page).status_code == HTTPStatus.NOT_FOUND
    leader = client(county.leader)
    assert leader.get(page).status_code == HTTPStatus.FORBIDDEN


def test_a_task_is_written_without_javascript(county, django_assert_max_num_queries):
    breakdown, _ = g.begun(county)
    office, address = client(county.office), reverse("task-new", args=[breakdown.pk])
    with django_assert_max_num_queries(10):
        office.get(address)
    more = text(office.post(address, fields(county, do="more-milestones")))
    assert more.count('name="m_day"') == 6
    assert more.count('value="查完"') == 1, "what was typed stays"
    assert office.post(address, fields(county)).status_code == HTTPStatus.FOUND
    made = g.seen(Task.objects.latest("pk"), JUNE)
    assert [(stone.what, stone.share) for stone in made.milestones] == [("查完", 50), ("改完", 50)]
    assert [part.unit for part in made.parts] == ["甲局", "东乡", "甲县 县纪委"]


def test_all_that_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(county):
    breakdown, _ = g.begun(county)
    answer = client(county.office).post(
        reverse("task-new", args=[breakdown.pk]),
        fields(county, title="", due="2026-13-01", lead="", part_unit=["", ""], m_day=["", "2027-01-01", ""], m_share=["40", "x", ""]),
    )
    page = text(answer)
    assert answer.status_code == 422
    said = ("没有填写任务名称", "没有选择牵头单位", "日期没有填写", "没有选择单位", "有节点没有日期", "覆盖全部岗位", "自查")
    assert [words for words in said if words not in page] == []
    assert Task.objects.count() == 1


def test_who_changes_at_the_same_time_is_shown_the_other(county):
    _, task = g.issued(county)
    office, address = client(county.office), reverse("task-edit", args=[task.pk])
    assert 'name="seen" value="1"' in text(office.get(address))
    assert office.post(address, fields(county, title="甲的改法", seen=1, reason="甲")).status_code == HTTPStatus.FOUND
    second = office.post(address, fields(county, title="乙的改法", seen=1, reason="乙"))
    page = text(second)
    assert second.status_code == HTTPStatus.CONFLICT
    assert "甲的改法" in page
    assert "乙的改法" in page
    assert 'name="seen" value="2"' in page
    assert g.seen(task).title == "甲的改法"
    assert office.post(address, fields(county, title="乙的改法", seen=2, reason="乙")).status_code == HTTPStatus.FOUND
    assert g.seen(task).title == "乙的改法"


def test_board_table_and_timeline_show_the_same_tasks(county, django_assert_max_num_queries):
    breakdown, _ = g.accepted(county, *(g.terms(county, title=f"任务{n}") for n in range(12)))
    office = client(county.office)
    for name in ("breakdown", "breakdown-table", "breakdown-timeline"):
        with django_assert_max_num_queries(10):
            page = text(office.get(reverse(name, args=[breakdown.pk])))
        assert "任务11" in page, name
        assert "style=" not in page, name
        only = text(office.get(reverse(name, args=[breakdown.pk]) + f"?unit={county.town.bureau.pk}&q=任务11&slow=x&leader=z"))
        assert "任务10" not in only, name
    table = reverse("breakdown-table", args=[breakdown.pk])
    assert text(office.get(table + "?state=behind")).count("进度滞后</span>") == 1
    assert "没有符合条件的任务" in text(office.get(table + "?state=closed"))
    down = text(office.get(table + "?sort=-title"))
    assert down.index("任务9") < down.index("任务1<")
    assert "已不是" not in text(office.get(table + "?as_of=2026-02-01"))
    empty = start(unit_id=county.town.county.pk, year=2027, title="空", by=county.office, now=f.at(JUNE))
    assert "还没有任务" in text(office.get(reverse("breakdown", args=[empty.pk])))


def test_the_task_table_leaves_as_pdf_word_and_excel(county):
    breakdown, _ = g.accepted(county, g.terms(county, title="=1+1"))
    office = client(county.office)
    assert office.get(reverse("breakdown-document", args=[breakdown.pk, "pdf"])).content.startswith(b"%PDF")
    assert office.get(reverse("breakdown-document", args=[breakdown.pk, "docx"])).content.startswith(b"PK")
    answer = office.get(reverse("breakdown-document", args=[breakdown.pk, "xlsx"]) + "?state=waiting")
    cells = [str(cell) for sheet in openpyxl.load_workbook(io.BytesIO(answer.content)) for row in sheet.values for cell in row if cell]
    assert any(cell.startswith("=1+1\n") for cell in cells)
    assert not any("开展警示教育" in cell for cell in cells), "what the filters hide is not in it"
    assert any("任务明细表" in cell for cell in cells)
    assert office.get(reverse("breakdown-document", args=[breakdown.pk, "exe"])).status_code == HTTPStatus.NOT_FOUND


def test_issuing_what_was_changed_meanwhile_is_refused_and_says_so(county):
    breakdown, _ = g.begun(county)
    office, address = client(county.office), reverse("breakdown-issue", args=[breakdown.pk])
    stale = office.post(address, {"seen": 0})
    assert stale.status_code == HTTPStatus.CONFLICT
    assert "任务有改动" in text(stale)
    assert office.post(address, {"seen": breakdown.edition}).status_code == HTTPStatus.FOUND
    assert client(county.leader).post(address, {"seen": breakdown.edition}).status_code == HTTPStatus.FORBIDDEN


def test_what_the_breakdown_settles_stands_on_its_page(county):
    yearly = f.duty(f.version(), "年初分解任务", kind=ActKind.PLAN, topics=("breakdown",), every=Every.YEAR, role=Role.LEADERSHIP)
    f.owe(yearly, county.town.county_leadership, year=2026)
    breakdown, _ = g.issued(county)
    office = client(county.office)
    assert "年初分解任务" in text(office.get(reverse("breakdown", args=[breakdown.pk])))
    assert office.post(reverse("breakdown-withdraw", args=[breakdown.pk]), {"reason": ""}).status_code == HTTPStatus.BAD_REQUEST
    assert office.post(reverse("breakdown-withdraw", args=[breakdown.pk]), {"reason": "重来"}).status_code == HTTPStatus.FOUND
    assert "已撤回，不再计入" in text(office.get(reverse("breakdown", args=[breakdown.pk])))


def test_a_unit_accepts_or_returns_from_its_own_page(county, django_assert_max_num_queries):
    breakdown, task = g.issued(county)
    east, mine = client(county.east), reverse("my-tasks")
    with django_assert_max_num_queries(10):
        page = text(east.get(mine))
    assert "开展警示教育" in page
    assert "等待签收" in page
    key = g.seen(task).participating[0].id
    refused = east.post(reverse("task-act", args=[task.pk, "return"]), {"key": key, "reason": " "})
    assert refused.status_code == HTTPStatus.BAD_REQUEST
    answer = east.post(reverse("task-act", args=[task.pk, "return"]), {"key": key, "reason": "人手不足", "next": mine})
    assert answer.url == mine
    assert "人手不足" in text(east.get(reverse("task", args=[task.pk])))
    outside = east.post(reverse("task-act", args=[task.pk, "accept"]), {"key": key, "next": "https://example.org/"})
    assert outside.url == reverse("task", args=[task.pk])
    west = client(county.west)
    assert "本单位没有任务" in text(west.get(mine))
    assert west.get(reverse("task", args=[task.pk])).status_code == HTTPStatus.NOT_FOUND
    assert east.get(reverse("breakdown", args=[breakdown.pk])).status_code == HTTPStatus.NOT_FOUND, "the whole is not the unit's to read"
    for query in ("year=x", "role=lead", "state=overdue&slow=1", "q=无此"):
        assert east.get(f"{mine}?{query}").status_code == HTTPStatus.OK


def test_progress_with_proof_from_the_page_and_its_file(county, django_assert_max_num_queries):
    _, task = g.accepted(county)
    bureau, address = client(county.bureau), reverse("task-report", args=[task.pk])
    stones = [each.id for each in g.seen(task).milestones]
    sent = {"unit": county.town.bureau.pk, "on": "2026-03-20", "text": "", "reached": stones[:1]}
    bad = bureau.post(address, sent | {"files": SimpleUploadedFile("签到表.pdf", b"%PDF-1.7 list")})
    page = text(bad)
    assert bad.status_code == 422
    assert "没有填写进展情况" in page
    token = page.split('name="kept" value="')[1].split('"')[0]
    assert bureau.post(address, sent | {"text": "第一次完成", "kept": [token]}).status_code == HTTPStatus.FOUND
    with django_assert_max_num_queries(10):
        page = text(bureau.get(reverse("task", args=[task.pk])))
    assert "签到表.pdf" in page
    assert "2026年3月20日完成" in page
    used = page.split("/files/")[1].split("/")[0]
    file = reverse("task-file", args=[TaskProgress.objects.get().pk, used])
    assert b"".join(bureau.get(file).streaming_content) == b"%PDF-1.7 list"
    assert client(county.west).get(file).status_code == HTTPStatus.NOT_FOUND
    west = client(county.west).post(address, sent | {"files": SimpleUploadedFile("x.pdf", b"%PDF-1.7")})
    assert west.status_code == HTTPStatus.NOT_FOUND
    assert bureau.post(address, sent | {"on": "某日", "text": "x"}).status_code == 422


def test_the_checker_closes_out_and_the_doer_cannot(county, django_assert_max_num_queries):
    _, task = g.accepted(county)
    stones = [each.id for each in g.seen(task).milestones]
    report(
        task_id=task.pk, unit_id=county.town.bureau.pk, on=JUNE, text="全部完成", reached=stones, done=True, by=county.bureau, today=JUNE,
        now=f.at(JUNE),
    )
    discipline = client(county.discipline)
    with django_assert_max_num_queries(10):
        page = text(discipline.get(reverse("task", args=[task.pk])))
    assert "核对并销号" in page or "销号" in page
    assert client(county.bureau).post(reverse("task-act", args=[task.pk, "close-out"])).status_code == HTTPStatus.FORBIDDEN
    assert "分管领导不" not in page
    assert discipline.post(reverse("task-act", args=[task.pk, "send-back"]), {"opinion": ""}).status_code == HTTPStatus.BAD_REQUEST
    assert discipline.post(reverse("task-act", args=[task.pk, "close-out"]), {"opinion": "核对一致"}).status_code == HTTPStatus.FOUND
    assert "核对一致" in text(discipline.get(reverse("task", args=[task.pk])))
    assert discipline.post(reverse("task-act", args=[task.pk, "dance"])).status_code == HTTPStatus.NOT_FOUND


def test_a_confirmed_talk_leads_to_the_entry_form_filled_in(county):
    _, task = g.accepted(county)
    propose(task_id=task.pk, kind="talk", note="请抓紧", by=county.office, today=JUNE, now=f.at(JUNE))
    leader, address = client(county.leader), reverse("task", args=[task.pk])
    assert "对建议作出决定" in text(leader.get(reverse("my-tasks")))
    leader.post(reverse("task-act", args=[task.pk, "confirm"]), {"key": TaskProposal.objects.get().pk})
    page = text(leader.get(address))
    link = page.split('<a class="btn" href="' + reverse("entry-new"))[1].split('"')[0].replace("&amp;", "&")
    form = text(leader.get(reverse("entry-new") + link))
    assert 'value="关于任务“开展警示教育”的谈话"' in form
    assert "请抓紧" in form
    assert f'<option value="{county.member.pk}" selected>' in form


def test_a_confirmed_reminder_reaches_the_unit_in_the_lead(county):
    _, task = g.accepted(county)
    made = propose(task_id=task.pk, kind="reminder", note="请抓紧", by=county.office, today=JUNE, now=f.at(JUNE))
    assert client(county.leader).post(reverse("task-act", args=[task.pk, "confirm"]), {"key": made.pk}).status_code == HTTPStatus.FOUND
    notice = Notice.objects.get()
    assert (notice.account_id, notice.sender_id, notice.text) == (county.bureau.account_id, county.leader.account_id, "请抓紧")


def test_a_confirmed_reminder_that_reaches_nobody_says_so_and_stays_confirmed(county):
    _, task = g.accepted(county)
    Account.objects.filter(pk=county.bureau.account_id).update(is_active=False)
    made = propose(task_id=task.pk, kind="reminder", by=county.office, today=JUNE, now=f.at(JUNE))
    answer = client(county.leader).post(reverse("task-act", args=[task.pk, "confirm"]), {"key": made.pk}, follow=True)
    assert any(message.level_tag == "warning" for message in answer.context["messages"])
    made.refresh_from_db()
    assert made.confirmed is True


def test_unfinished_tasks_are_carried_over_from_a_page(county, monkeypatch, django_assert_max_num_queries):
    breakdown, task = g.accepted(county, g.terms(county, title="另一项"))
    monkeypatch.setenv("LIANGZE_TODAY", "2026-12-20")
    office, address = client(county.office), reverse("breakdown-carry", args=[breakdown.pk])
    assert "先建立 2027 年度责任分解" in text(office.get(address))
    start(unit_id=county.town.county.pk, year=2027, title="甲县2027年责任分解", by=county.office, now=f.at(date(2026, 12, 20)))
    with django_assert_max_num_queries(10):
        assert "另一项" in text(office.get(address))
    nothing = office.post(address, {"reason": "x"})
    assert "没有勾选任务" in text(nothing)
    bad = office.post(address, {"task": [task.pk], f"due-{task.pk}": "2027-06-30", "reason": ""})
    assert bad.status_code == 422
    assert f'value="{task.pk}" checked' in text(bad)
    assert Task.objects.filter(breakdown__year=2027).count() == 0
    done = office.post(address, {"task": [task.pk], f"due-{task.pk}": "2027-06-30", "reason": "年内未完成"})
    made = Task.objects.get(breakdown__year=2027)
    assert done.url == reverse("breakdown", args=[made.breakdown_id])
    assert "结转自上一年度的任务" in text(office.get(reverse("task", args=[made.pk])))
    assert reverse("task", args=[made.pk]) in text(office.get(reverse("task", args=[task.pk])))


def test_other_rooms_ask_for_the_tasks_of_a_unit(county, django_assert_num_queries):
    _, task = g.accepted(county)
    with django_assert_num_queries(1):
        (led,) = tasks_of(county.town.bureau.pk, 2026, as_of=JUNE)
    assert (led.id, led.role, led.state, led.given_by) == (task.pk, "lead", TaskState.BEHIND, "甲县")
    assert tasks_of(county.town.township2.pk, 2026, as_of=JUNE) == ()
    with django_assert_num_queries(1):
        assert [each.id for each in tasks_led_by([county.member.pk], 2026, as_of=JUNE)] == [task.pk]
    with django_assert_num_queries(1):
        counted = counts_by_state(by=county.city, year=2026, as_of=JUNE)
    assert {state: n for state, n in counted.items() if n} == {TaskState.BEHIND: 1}
    assert sum(counts_by_state(by=county.west, year=2026, as_of=JUNE).values()) == 0
