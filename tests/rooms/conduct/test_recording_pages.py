"""The pages of ledger, item and entry: what they show, what they refuse, how many statements they take."""

from __future__ import annotations

import io
from datetime import date
from http import HTTPStatus

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from liangze.conduct.models import Entry, EntryDraft
from liangze.core.words import ActKind, Every, Role
from liangze.duties.models import CloseOut, Count, Exemption
from liangze.organisation.models import GrantRole
from tests.rooms import factory as f

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 minutes"


@pytest.fixture(autouse=True)
def _pinned(monkeypatch, settings, tmp_path):
    monkeypatch.setenv("LIANGZE_TODAY", "2026-06-16")
    settings.ATTACHMENTS = tmp_path


@pytest.fixture
def town():
    return f.town()


@pytest.fixture
def owed(town):
    f.topic("special-meeting", ActKind.MEETING)
    meeting = f.owe(f.duty(f.version(number="C〔2015〕45号"), "专题例会", topics=("special-meeting",)), town.leadership, year=2026)
    f.owe(f.duty(f.version("own"), "形势分析会", topics=("situation-analysis",), every=Every.HALF_YEAR), town.leadership, year=2026)
    report = f.duty(
        f.version("report"), "报告", kind=ActKind.REPORT, every=Every.YEAR, about="previous", due_month=1, due_day=31,
        accept="superior_discipline_organ", role=Role.PRINCIPAL,
    )
    return [*meeting, *f.owe(report, town.principal, year=2025)]


def client(name, *grants) -> Client:
    made = Client(headers={"accept-language": "zh"})
    made.force_login(f.account(name, *grants))
    return made


@pytest.fixture
def liaison(town):
    return client("联络员", (GrantRole.LIAISON, town.bureau))


@pytest.fixture
def above(town):
    return client("派驻一组", (GrantRole.DISCIPLINE, town.county))


def fields(town, **changes):
    given = {
        "unit": town.bureau.pk, "kind": "meeting", "title": "第二季度专题例会", "on": "2026-06-10", "holder": town.leadership.pk,
        "topics": ["special-meeting"], "do": "save",
    }
    return given | changes


def post(who, town, **changes):
    return who.post(reverse("entry-new"), fields(town, **changes))


def text(response) -> str:
    return response.content.decode()


def test_the_ledger_of_ones_own_unit_is_one_step_away(town, liaison, owed, django_assert_max_num_queries):
    assert liaison.get(reverse("ledger")).url == reverse("unit-ledger", args=[town.bureau.pk, 2026])
    with django_assert_max_num_queries(10):
        page = liaison.get(reverse("unit-ledger", args=[town.bureau.pk, 2026]))
    assert "专题例会" in text(page)
    assert text(page).count('class="lz-ledger__why"') == 7


def test_a_sister_units_ledger_is_not_there(town, owed):
    sister = client("sister", (GrantRole.LIAISON, town.township1))
    for name, args in (("unit-ledger", [town.bureau.pk, 2026]), ("ledger-export", [town.bureau.pk, 2026]), ("obligation", [owed[0].pk])):
        assert sister.get(reverse(name, args=args)).status_code == HTTPStatus.NOT_FOUND
    assert post(sister, town).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("query", ["page=999", "sort=nonsense", "as_of=2026-13-01", "holder=x", "state=x&every=y&doubt=z", "page=-1"])
def test_nonsense_in_the_address_filters_nothing(town, liaison, owed, query):
    page = liaison.get(reverse("unit-ledger", args=[town.bureau.pk, 2026]) + "?" + query)
    assert page.status_code == HTTPStatus.OK
    assert liaison.get(reverse("unit-ledger", args=[town.bureau.pk, 1890])).status_code == HTTPStatus.NOT_FOUND


def test_a_ledger_without_items_says_what_comes_first(town, liaison):
    page = liaison.get(reverse("unit-ledger", args=[town.bureau.pk, 2026]))
    assert "还没有应办事项" in text(page)


def test_the_export_holds_what_the_filters_show(town, liaison, owed):
    answer = liaison.get(reverse("ledger-export", args=[town.bureau.pk, 2026]) + "?state=overdue")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert [row[1] for row in rows] == ["报告", "专题例会"]
    assert rows[0][6].date() == date(2026, 1, 31)


def test_an_entry_settles_and_its_item_explains_it(town, liaison, owed, django_assert_max_num_queries):
    answer = post(liaison, town, files=SimpleUploadedFile("会议纪要.pdf", PDF))
    entry = Entry.objects.get()
    assert answer.url == reverse("entry", args=[entry.pk])
    with django_assert_max_num_queries(10):
        page = liaison.get(reverse("obligation", args=[owed[1].pk]))
    assert "按期办结" in text(page)
    assert entry.number in text(page)
    assert "没有勾选议题" in text(page), "what it just missed stands there too"
    fragment = liaison.get(reverse("obligation", args=[owed[1].pk]), headers={"HX-Request": "true"})
    assert "<html" not in text(fragment)
    with django_assert_max_num_queries(10):
        assert "专题例会" in text(liaison.get(reverse("entry", args=[entry.pk])))
    with django_assert_max_num_queries(10):
        assert entry.number in text(liaison.get(reverse("entries") + "?q=第二季度&kind=meeting&since=2026-06-01"))


def test_a_file_comes_as_a_download_only_to_those_who_may_read_the_record(town, liaison, owed):
    post(liaison, town, files=SimpleUploadedFile("会议纪要.pdf", PDF))
    entry = Entry.objects.get()
    address = text(liaison.get(reverse("entry", args=[entry.pk]))).split("/files/")[1].split("/")[0]
    answer = liaison.get(reverse("entry-file", args=[entry.pk, address]))
    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    sister = client("sister", (GrantRole.LIAISON, town.township1))
    assert sister.get(reverse("entry-file", args=[entry.pk, address])).status_code == HTTPStatus.NOT_FOUND


def test_a_refused_form_says_all_at_once_and_keeps_files_and_draft(town, liaison, owed, django_assert_max_num_queries):
    post(liaison, town, files=SimpleUploadedFile("纪要.pdf", PDF))
    answer = post(
        liaison, town, title="", on="2026-06-26",
        files=[SimpleUploadedFile("纪要.pdf", PDF), SimpleUploadedFile("坏.pdf", b"MZ\x00\x01")],
    )
    page = text(answer)
    assert answer.status_code == 422
    for words in ("名称没有填写", "2026-06-26 还没有到", "已作为", "内容与扩展名不符", "改为 6月16日", "不会丢失"):
        assert words in page
    assert Entry.objects.count() == 1
    draft = EntryDraft.objects.get()
    token = page.split('name="kept" value="')[1].split('"')[0]
    reason = page.split('name="reason-')[1].split('"')[0]
    answer = post(liaison, town, kept=[token], draft=draft.pk, **{f"reason-{reason}": "同一次会议。"})
    assert Entry.objects.count() == 2
    assert not EntryDraft.objects.exists()
    stolen = client("other", (GrantRole.LIAISON, town.bureau))
    post(stolen, town, kept=[token])
    assert "纪要.pdf" not in text(stolen.get(reverse("entry", args=[Entry.objects.latest("id").pk]))), "a reference is its account's own"


def test_check_first_saves_nothing_and_the_preview_needs_the_right(town, liaison, owed, django_assert_max_num_queries):
    answer = post(liaison, town, do="check")
    assert "登记后计入" in text(answer)
    assert not Entry.objects.exists()
    with django_assert_max_num_queries(12):
        live = liaison.post(reverse("entry-preview"), fields(town), headers={"HX-Request": "true", "HX-Trigger-Name": "kind"})
    assert "专题例会" in text(live)
    assert 'hx-swap-oob="true"' in text(live)
    sister = client("sister", (GrantRole.LIAISON, town.township1))
    assert sister.post(reverse("entry-preview"), fields(town)).status_code == HTTPStatus.FORBIDDEN


def test_the_preview_says_when_the_entry_comes_late(town, liaison, owed):
    shown = [text(liaison.post(reverse("entry-preview"), fields(town, on=on))) for on in ("2026-05-01", "2026-06-01")]
    assert ["46 天，台账将标注“迟录”" in page for page in shown] == [True, False]


def test_an_entry_begun_from_a_missed_item_names_it(town, liaison, owed, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        page = text(liaison.get(reverse("entry-new") + f"?obligation={owed[0].pk}"))
    assert "一季度专题例会" in page
    assert f'name="makes_up" value="{owed[0].pk}" checked' in page
    post(liaison, town, makes_up=[owed[0].pk])
    owed[0].refresh_from_db()
    assert owed[0].fulfilled_on == date(2026, 6, 10)


def test_drafts_are_kept_and_thrown_away(town, liaison, owed):
    answer = post(liaison, town, do="draft", title="半成品")
    assert "半成品" in text(liaison.get(answer.url))
    assert "半成品" in text(liaison.get(reverse("entries")))
    liaison.post(reverse("entry-draft-drop", args=[EntryDraft.objects.get().pk]))
    assert not EntryDraft.objects.exists()


def test_the_form_keeps_itself_and_leaves_nothing_behind_once_recorded(town, liaison, owed):
    def kept(**more):
        return liaison.post(reverse("entry-autosave"), fields(town, **more), headers={"HX-Request": "true"})

    page = text(liaison.get(reverse("entry-new") + f"?unit={town.bureau.pk}"))
    assert f'hx-post="{reverse("entry-autosave")}"' in page
    said = text(kept(title="半成", draft=""))
    draft = EntryDraft.objects.get()
    assert f'name="draft" value="{draft.pk}" hx-swap-oob="true"' in said
    assert "已存草稿" in said
    kept(title="半成品", draft=draft.pk)
    draft.refresh_from_db()
    assert (draft.content["title"], EntryDraft.objects.count()) == ("半成品", 1)
    post(liaison, town, draft=draft.pk)
    late = kept(title="半成品", draft=draft.pk)
    assert late.status_code == HTTPStatus.NOT_FOUND
    assert "草稿没有存上" in text(late)
    assert not EntryDraft.objects.exists()


def test_voiding_asks_for_a_reason(town, liaison, owed):
    post(liaison, town)
    entry = Entry.objects.get()
    assert liaison.post(reverse("entry-void", args=[entry.pk]), {"reason": " "}).status_code == HTTPStatus.BAD_REQUEST
    liaison.post(reverse("entry-void", args=[entry.pk]), {"reason": "日期有误"})
    assert "日期有误" in text(liaison.get(reverse("entry", args=[entry.pk])))
    again = liaison.post(reverse("entry-void", args=[entry.pk]), {"reason": "再次"})
    assert again.status_code == HTTPStatus.CONFLICT


def act(who, obligation, verb, **data):
    return who.post(reverse("obligation-act", args=[obligation.pk, verb]), data)


def test_steps_on_an_item(town, liaison, above, owed, django_assert_max_num_queries):
    post(liaison, town)
    assert act(liaison, owed[1], "close-out").status_code == HTTPStatus.FORBIDDEN
    assert act(above, owed[0], "close-out").status_code == HTTPStatus.CONFLICT
    assert act(above, owed[1], "close-out", opinion="核对一致").status_code == HTTPStatus.FOUND
    assert CloseOut.objects.filter(reopened_at=None).count() == 1
    with django_assert_max_num_queries(10):
        assert "核对一致" in text(above.get(reverse("obligation", args=[owed[1].pk])))
    assert act(above, owed[1], "reopen", reason="").status_code == HTTPStatus.BAD_REQUEST
    assert act(above, owed[1], "reopen", reason="补充核对").status_code == HTTPStatus.FOUND
    assert act(above, owed[1], "nonsense").status_code == HTTPStatus.NOT_FOUND


def test_asking_for_and_deciding_on_an_exemption(town, liaison, owed):
    assert act(liaison, owed[0], "ask-exemption", reason="机构合并").status_code == HTTPStatus.FOUND
    office = client("办公室", (GrantRole.OFFICE, town.county))
    assert "审批免办" in text(office.get(reverse("obligation", args=[owed[0].pk])))
    key = Exemption.objects.get().pk
    assert act(office, owed[0], "decide-exemption", key=key, approved="no").status_code == HTTPStatus.BAD_REQUEST
    assert act(office, owed[0], "decide-exemption", key=key, approved="yes").status_code == HTTPStatus.FOUND
    assert "已免办" in text(liaison.get(reverse("obligation", args=[owed[0].pk])))
    assert act(office, owed[0], "end-exemption", key=key, reason="合并取消").status_code == HTTPStatus.FOUND


def test_accepting_and_returning_what_was_handed_in(town, liaison, above, owed):
    post(liaison, town, kind="report", holder=town.principal.pk, topics=[], on="2026-01-20", title="年度报告")
    report = owed[-1]
    assert "受理或退回" in text(above.get(reverse("obligation", args=[report.pk])))
    key = Count.objects.get().pk
    assert act(above, report, "return", key=key, reason="缺少数据").status_code == HTTPStatus.FOUND
    assert "缺少数据" in text(liaison.get(reverse("obligation", args=[report.pk])))
    post(liaison, town, kind="report", holder=town.principal.pk, topics=[], on="2026-01-25", title="年度报告（补充）")
    assert act(above, report, "accept", key=Count.objects.latest("id").pk).status_code == HTTPStatus.FOUND
    report.refresh_from_db()
    assert report.fulfilled_on == date(2026, 1, 25)
