"""Tasks out into a workbook and in from one: looked through first, all or nothing, each wrong row named, twice the same."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from liangze.breakdown.actions import drop_task, import_tasks
from liangze.breakdown.models import Breakdown, Task
from liangze.breakdown.queries.look_through import look_through
from liangze.breakdown.workbook.layout import BOOK
from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusal
from liangze.core.words import Role
from liangze.organisation.models import Account
from liangze.trust.models import AuditEntry
from tests.rooms import factory as f
from tests.rooms.breakdown import given as g

pytestmark = pytest.mark.django_db
NOW = {"today": g.JANUARY, "now": f.at(g.JANUARY)}
NEW = {
    "任务名称": "排查廉政风险", "目标": "覆盖全部岗位", "依据": "县委常委会", "分管领导": "县委常委", "牵头单位": "甲局",
    "监督单位": "县纪委", "开始日期": "2026年3月1日", "完成时限": date(2026, 10, 31), "具体措施": "逐岗排查\n逐项防控",
}


@pytest.fixture(autouse=True)
def _pinned(monkeypatch, settings, tmp_path):
    monkeypatch.setenv("LIANGZE_TODAY", g.JANUARY.isoformat())
    settings.ATTACHMENTS = tmp_path


@pytest.fixture
def county():
    return g.county()


def written(**sheets: list[dict[str, Any]]) -> bytes:
    """A workbook as a person would fill it in, by the keys of the sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in BOOK.sheets:
        page = book.create_sheet(sheet.title)
        headings = [column.heading for column in sheet.read]
        page.append(headings)
        for row in sheets.get(sheet.key, []):
            page.append([row.get(heading) for heading in headings])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def two() -> bytes:
    return written(
        tasks=[NEW, NEW | {"任务名称": "开展廉政谈话", "监督单位": None}],
        parts=[{"任务名称": "排查廉政风险", "参与单位": "东乡", "承担工作": "自查"}],
        stones=[{"任务名称": "排查廉政风险", "日期": "2026-06-30", "达到什么": "查完"},
                {"任务名称": "排查廉政风险", "日期": "2026.10.31", "达到什么": "改完"}],
    )


def looked(breakdown, content, by):
    return look_through(breakdown_id=breakdown.pk, source=io.BytesIO(content), by=by, today=g.JANUARY)


def stored(breakdown, content, by):
    breakdown = Breakdown.objects.get(pk=breakdown.pk)
    return import_tasks(breakdown_id=breakdown.pk, content=content, seen=breakdown.edition, by=by, **NOW)


def told(found) -> list[tuple[str, int, str, str]]:
    return [(each["sheet"], each["row"], each["column"], each["what"] % each["params"]) for each in found.findings.plain(BOOK)]


def client(acting) -> Client:
    made = Client(headers={"accept-language": "zh"})
    made.force_login(Account.objects.get(pk=acting.account_id))
    return made


def exported(breakdown, by, query="") -> bytes:
    return b"".join(client(by).get(reverse("breakdown-workbook", args=(breakdown.pk,)) + query).streaming_content)


def upload(content: bytes, name="任务.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_tasks_are_added_with_units_and_milestones_and_the_same_workbook_twice_changes_nothing(county):
    """两项任务连同参与单位、时间节点一次导入；占比留空的平均分配；同一工作簿再导入一次，什么也不变。"""
    breakdown, _first = g.begun(county)
    found = stored(breakdown, two(), county.office)
    assert (found.counts, found.findings.kept) == ({"new": 2, "changed": 0, "same": 0}, [])
    task = g.seen(Task.objects.get(breakdown=breakdown, number=2))
    assert (task.title, task.starts, task.due, task.measures) == (
        "排查廉政风险", date(2026, 3, 1), date(2026, 10, 31), "逐岗排查\n逐项防控"
    )
    assert (task.lead.unit_id, task.leader_id) == (county.town.bureau.pk, county.member.pk)
    assert [(part.unit_id, part.share) for part in task.participating] == [(county.town.township1.pk, "自查")]
    assert [part.post_id for part in task.supervising] == [county.town.county_discipline.pk]
    assert [(each.what, each.share) for each in task.milestones] == [("查完", 50), ("改完", 50)]
    entry = AuditEntry.objects.get(action="breakdown.breakdown.import")
    assert (entry.after["counts"]["new"], entry.after["added"], len(entry.after["digest"])) == (2, [2, 3], 64)

    entries, edition = AuditEntry.objects.count(), Breakdown.objects.get(pk=breakdown.pk).edition
    again = stored(breakdown, two(), county.office)
    assert again.counts == {"new": 0, "changed": 0, "same": 2}
    assert (AuditEntry.objects.count(), Breakdown.objects.get(pk=breakdown.pk).edition) == (entries, edition)


def test_an_export_imports_as_nothing_and_a_drafted_task_is_changed_by_it(county):
    """导出的工作簿原样导入不变；待下达的任务改了目标和名称，按编号更新。"""
    breakdown, task = g.begun(county, g.terms(county, title="第二项", measures="第一步  准备\r\n\r\n第二步"))
    content = exported(breakdown, county.office)
    assert looked(breakdown, content, county.office).counts == {"new": 0, "changed": 0, "same": 2}
    book = openpyxl.load_workbook(io.BytesIO(content))
    page = book["任务"]
    column = {str(cell.value).rstrip("*"): cell.column for cell in page[1]}
    page.cell(2, column["目标"], "每月一次")
    page.cell(2, column["任务名称"], "开展经常性警示教育")
    for sheet in ("参与单位", "时间节点"):
        del book[sheet]
    target = io.BytesIO()
    book.save(target)
    assert stored(breakdown, target.getvalue(), county.office).counts == {"new": 0, "changed": 1, "same": 1}
    now = g.seen(task)
    assert (now.title, now.target, now.revision, len(now.milestones), len(now.participating)) == ("开展经常性警示教育", "每月一次", 2, 2, 1)


def test_every_wrong_row_is_named_and_nothing_is_stored(county):
    """错的每一行都指出表、行、列；只要有一处错，一行也不存。"""
    breakdown, _task = g.begun(county)
    content = written(
        tasks=[
            NEW,
            NEW | {"任务名称": "乙", "目标": None, "分管领导": "乡长", "牵头单位": "不存在局", "完成时限": "年底"},
            NEW | {"任务名称": "乙"},
            NEW | {"任务名称": "丙", "编号": 9, "依据": None, "清单事项": "没有的事项"},
            NEW | {"任务名称": "丁", "依据": None, "完成时限": date(2027, 1, 31)},
            NEW | {"任务名称": "戊", "目标": "=1+1", "监督单位": "县纪委、别处"},
        ],
        parts=[
            {"任务名称": "排查廉政风险", "参与单位": "天上"}, {"任务名称": "没有这项", "参与单位": "东乡"},
            {"任务名称": "丁", "参与单位": "东乡"}, {"任务名称": "丁", "参与单位": "东乡"},
        ],
        stones=[
            {"任务名称": "排查廉政风险", "日期": "2026-12-31", "达到什么": "全部"},
            {"任务名称": "戊", "日期": "2026-06-30", "达到什么": "一半", "占比（%）": 30},
        ],
    )
    found = stored(breakdown, content, county.office)
    assert told(found) == [
        ("任务", 3, "目标", "This is empty."),
        ("任务", 3, "完成时限", "“年底” is not a day."),
        ("任务", 3, "分管领导", "“乡长” is not known here."),
        ("任务", 3, "牵头单位", "“不存在局” is not known here."),
        ("任务", 4, "任务名称", "The task “乙” stands there twice."),
        ("任务", 5, "编号", "This breakdown has no task No. 9."),
        ("任务", 5, "清单事项", "The unit's lists have no item “没有的事项”."),
        ("任务", 5, "依据", "The task has no basis."),
        ("任务", 6, "依据", "The task has no basis."),
        ("任务", 6, "完成时限", "The task does not lie within 2026."),
        ("任务", 7, "目标", "This is a formula."),
        ("任务", 7, "监督单位", "“别处” is not known here."),
        ("参与单位", 2, "参与单位", "“天上” is not known here."),
        ("参与单位", 3, "任务名称", "There is no task “没有这项” on the sheet of tasks."),
        ("参与单位", 5, "参与单位", "A unit is named twice."),
        ("时间节点", 2, "日期", "The milestone of 2026-12-31 lies outside the days of the task."),
        ("时间节点", 3, "占比（%）", "The shares of the milestones make 30 percent."),
    ]
    assert Task.objects.filter(breakdown=breakdown).count() == 1


def test_issued_tasks_are_not_changed_by_an_import(county):
    """已下达的任务：内容相同的不动，不同的指出来，请到任务页面修改；撤销的任务同样。"""
    breakdown, task = g.issued(county)
    content = exported(breakdown, county.office)
    assert looked(breakdown, content, county.office).counts["same"] == 1
    other = written(tasks=[NEW | {"任务名称": "开展警示教育"}])
    (finding,) = told(stored(breakdown, other, county.office))
    assert finding[:3] == ("任务", 2, "任务名称")
    assert finding[3].startswith("Task No. 1 has been issued, and here something else is asked: 目标、")
    drop_task(task_id=task.pk, reason="不再需要", by=county.office, **NOW)
    (finding,) = told(stored(breakdown, other, county.office))
    assert finding[3].startswith("With task No. 1 it is over")


def test_namesakes_are_told_apart_by_their_codes(county):
    """同名职务、同名单位：指出有哪些编码，写编码就能识别。"""
    second = f.seat(county.town.county, Role.MEMBER, "县委常委", position=4)
    breakdown, _task = g.begun(county)
    (finding,) = looked(breakdown, written(tasks=[NEW]), county.office).findings.plain(BOOK)
    assert finding["what"] % finding["params"] == "Several are called “县委常委”."
    assert second.code in finding["params"]["codes"]
    assert looked(breakdown, written(tasks=[NEW | {"分管领导": second.code}]), county.office).planned[0].terms.leader == second.pk


def test_whoever_does_not_break_down_here_neither_imports_nor_looks_through(county):
    """只有分解单位的办公室能导入；看不到的人不知道有这份分解。"""
    breakdown, _task = g.begun(county)
    for by, refused in ((county.bureau, NotFound), (county.discipline, NotAllowed)):
        with pytest.raises(refused):
            looked(breakdown, two(), by)
        with pytest.raises(refused):
            stored(breakdown, two(), by)
    assert Task.objects.count() == 1


def test_who_changed_the_tasks_after_the_preview_is_not_overwritten(county):
    """预览之后别人改了任务：不保存，请重新预览。"""
    breakdown, task = g.begun(county)
    drop_task(task_id=task.pk, reason="不再需要", by=county.office, **NOW)
    with pytest.raises(Conflict):
        import_tasks(breakdown_id=breakdown.pk, content=two(), seen=breakdown.edition, by=county.office, **NOW)
    assert Task.objects.count() == 1


def test_what_is_no_workbook_of_tasks_is_refused_in_words(county):
    """别的文件、别的工作簿、空表：说清是什么问题。"""
    breakdown, _task = g.begun(county)
    other = openpyxl.Workbook()
    target = io.BytesIO()
    other.save(target)
    for content in (b"PK", b"", target.getvalue(), written()):
        with pytest.raises(Refusal) as refused:
            looked(breakdown, content, county.office)
        assert (refused.value.field, bool(refused.value.remedy)) == ("file", True)


def test_three_hundred_rows_take_as_many_statements_as_one(county, django_assert_max_num_queries):
    """行数再多，检查所用的查询次数不变；超过上限的，指出来。"""
    breakdown, _task = g.begun(county)
    with django_assert_max_num_queries(13):
        assert looked(breakdown, written(tasks=[NEW | {"任务名称": f"任务{n}"} for n in range(300)]), county.office).counts["new"] == 300
    too_many = written(tasks=[NEW | {"任务名称": f"任务{n}"} for n in range(301)])
    assert told(looked(breakdown, too_many, county.office))[-1] == ("任务", 302, "", "The sheet has more than 300 rows.")


def test_the_page_shows_what_it_does_then_saves(county, django_assert_max_num_queries):
    """页面：下载模板，选择文件，预览，确认保存；预览时什么也没有写入。"""
    breakdown, _task = g.begun(county)
    office, address = client(county.office), reverse("breakdown-import", args=(breakdown.pk,))
    with django_assert_max_num_queries(10):
        page = office.get(address).content.decode()
    assert reverse("breakdown-template", args=(breakdown.pk,)) in page
    empty = office.get(reverse("breakdown-template", args=(breakdown.pk,)))
    template = openpyxl.load_workbook(io.BytesIO(b"".join(empty.streaming_content)))
    assert template.sheetnames == ["说明", "任务", "参与单位", "时间节点"]
    assert [cell.value for cell in template["任务"][1]][:3] == ["编号", "任务名称*", "目标*"]

    preview = office.post(address, {"file": upload(two()), "do": "check"})
    assert preview.status_code == 200
    assert "排查廉政风险" in preview.content.decode()
    assert Task.objects.count() == 1
    sent = {"kept": preview.context["token"], "seen": preview.context["looked"].edition, "do": "save"}
    saved = office.post(address, sent, follow=True)
    assert "新增 2 项任务" in saved.content.decode()
    assert Task.objects.count() == 3
    assert client(county.discipline).post(address, sent).status_code == 403


def test_the_page_names_what_is_wrong_and_gives_it_as_a_workbook(county):
    """有错的：逐行列出，可以下载问题清单；没有选文件、文件不对、预览过期，都说得清。"""
    breakdown, _task = g.begun(county)
    office, address = client(county.office), reverse("breakdown-import", args=(breakdown.pk,))
    wrong = office.post(address, {"file": upload(written(tasks=[NEW | {"牵头单位": "不存在局"}])), "do": "check"})
    assert wrong.status_code == 422
    assert "“不存在局”在这里查不到。" in wrong.content.decode()
    kept = office.post(address, {"kept": wrong.context["token"], "do": "findings"})
    rows = list(openpyxl.load_workbook(io.BytesIO(b"".join(kept.streaming_content))).active.values)
    assert rows[1][:4] == ("任务", 2, "牵头单位", "“不存在局”在这里查不到。")
    for sent in ({"do": "check"}, {"file": upload(b"no"), "do": "check"}, {"file": upload(two(), "任务.txt")}, {"kept": "x", "do": "save"}):
        refused = office.post(address, sent)
        assert refused.status_code == 422
        assert "lz-errors" in refused.content.decode()
    other = client(county.city).post(address, {"kept": wrong.context["token"], "do": "check"})
    assert other.status_code in {404, 422}


def test_the_export_holds_what_the_filters_show_and_no_formula(county):
    """按筛选导出；以等号、加号、减号、@ 开头的文字仍是文字。"""
    breakdown, _task = g.begun(county, *(g.terms(county, title=f"{sign}1+1", target=f"{sign}cmd") for sign in "=+-@"))
    book = openpyxl.load_workbook(io.BytesIO(exported(breakdown, county.office)))
    cells = [cell for row in book["任务"].iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert {cell.value for cell in cells} >= {f"{sign}cmd" for sign in "=+-@"}
    assert all(cell.data_type != "f" for cell in cells)
    one = openpyxl.load_workbook(io.BytesIO(exported(breakdown, county.office, "?q=警示教育")))
    assert [row[1] for row in one["任务"].iter_rows(min_row=2, values_only=True)] == ["开展警示教育"]
    assert client(county.bureau).get(reverse("breakdown-workbook", args=(breakdown.pk,))).status_code == 404
