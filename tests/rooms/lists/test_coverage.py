"""Who has lists and who lacks them, against the day of the rule; whole levels drafted at once; papers; few statements."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from liangze.core.errors import NotFound, Refusal
from liangze.core.words import Role
from liangze.documents.official import docx, pdf, xlsx
from liangze.lists.actions import draft_book, draft_level, order_drafting, revise
from liangze.lists.models import ResponsibilityList
from liangze.lists.queries import level
from liangze.lists.queries.book import book
from liangze.lists.queries.coverage import coverage
from liangze.lists.queries.editing import edit_page, offer_page
from liangze.lists.queries.level import level_files
from liangze.lists.queries.paper import book_paper, coverage_paper
from liangze.lists.queries.published import published_lists, published_page
from liangze.lists.queries.version import version_page
from liangze.organisation.models import Account
from tests.rooms import factory as f
from tests.rooms.lists.conftest import NOW, TODAY
from tests.rooms.lists.test_procedure import publish, signed

pytestmark = pytest.mark.django_db


def of_county(place, **asked):
    return coverage(unit_id=place.town.county.pk, year=2026, by=place.office, today=TODAY, **asked)


def test_the_deadline_is_that_of_the_installed_rule_and_its_clause_is_shown(place):
    found = of_county(place)
    assert (found.deadline.due, found.deadline.over, found.deadline.clause.cited) == (date(2026, 2, 28), False, "甲委发〔2026〕1号")
    late = coverage(unit_id=place.town.county.pk, year=2026, by=place.office, today=date(2026, 3, 1), page=1)
    assert late.deadline.over
    elsewhere = f.unit("E", "别市")
    by = f.acting("elsewhere", (f.GrantRole.OFFICE, elsewhere), today=TODAY)
    assert coverage(unit_id=elsewhere.pk, year=2026, by=by, today=TODAY).deadline is None


def test_units_count_by_level_and_by_branch_and_the_missing_are_named(place):
    before = of_county(place)
    assert (before.total.units, before.total.drafted) == (4, 0)
    version = signed(place)
    found = of_county(place)
    assert [(row.name, row.units, row.drafted, row.signed) for row in found.children] == [
        ("甲局", 1, 1, 0), ("东乡", 1, 0, 0), ("西乡", 1, 0, 0)
    ]
    assert [row.units for row in found.levels] == [2, 2]
    assert [row.name for row in found.behind.rows] == ["甲县", "东乡", "西乡"]
    assert [row.name for row in of_county(place, level="township").behind.rows] == ["东乡", "西乡"]
    ResponsibilityList.objects.filter(unit=place.town.bureau).exclude(role="leadership").update(year=2027)
    assert of_county(place).total.signed == 1
    publish(version_id=version.pk, scope="public", by=place.office, now=NOW)
    assert of_county(place).total.published == 1
    assert [row.name for row in of_county(place, short_of="signed").behind.rows] == ["甲县", "东乡", "西乡"]


def test_only_units_of_which_the_rule_wants_lists_count_once_they_owe_them(place):
    duty = place.version.duties.get(key="yearly-list")
    f.owe(duty, place.town.leadership, year=2026)
    f.owe(duty, place.town.township1_leadership, year=2026)
    assert {row.name for row in of_county(place).behind.rows} == {"甲局", "东乡"}
    draft_book(unit_id=place.town.county.pk, year=2026, by=place.office, now=NOW)
    assert of_county(place).total.units == 3, "who has lists counts as well"


def test_one_who_reads_only_the_own_unit_sees_only_it(place):
    found = coverage(unit_id=place.town.bureau.pk, year=2026, by=place.liaison, today=TODAY)
    assert found.total.units == 1


def test_a_whole_level_is_drafted_at_once_and_again_changes_nothing(place):
    draft_book(unit_id=place.town.bureau.pk, year=2026, by=place.liaison, now=NOW)
    run = order_drafting(unit_id=place.town.county.pk, year=2026, by=place.office, now=NOW)
    done = draft_level(drafting_id=run.pk, by=place.office, now=NOW)
    assert (done.state, done.total, done.progress, done.made) == ("done", 3, 3, 4)
    assert ResponsibilityList.objects.filter(unit=place.town.township1).count() == 2
    assert not ResponsibilityList.objects.filter(unit=place.town.county).exists(), "the units below, not the unit itself"
    again = draft_level(drafting_id=run.pk, by=place.office, now=NOW)
    assert again.made == 4
    assert of_county(place).total.drafted == 3


def test_a_published_list_names_nobody_but_who_answers_for_it(place):
    version = signed(place)
    shown = publish(version_id=version.pk, scope="public", by=place.office, now=NOW)
    page = published_page(publication_id=shown.pk, by=None, today=TODAY)
    assert [(seat.title, seat.name) for seat in page.seats] == [("主要负责人", "王一")]
    assert len(page.items) == 3
    assert [row.unit for row in published_lists(by=None)[1]] == ["甲局"]
    revise(version_id=version.pk, reason="Revised.", by=place.liaison, now=NOW)
    assert published_page(publication_id=shown.pk, by=None, today=TODAY).revised


def test_the_book_as_pdf_word_and_excel(place):
    draft_book(unit_id=place.town.bureau.pk, year=2026, by=place.liaison, now=NOW)
    paper = book_paper(book(unit_id=place.town.bureau.pk, year=2026, by=place.liaison, today=TODAY), TODAY)
    assert paper.title.startswith("甲局")
    assert pdf(paper).content.startswith(b"%PDF")
    assert docx(paper)[:2] == xlsx(paper)[:2] == b"PK"
    grids = [one for one in paper.blocks if hasattr(one, "rows")]
    assert [row[0] for row in grids[0].rows] == ["1", "2", "3"]
    assert "甲委发〔2026〕1号" in grids[0].rows[0][2]


def test_coverage_as_a_paper_says_the_numbers_the_day_and_the_clause(place):
    draft_book(unit_id=place.town.bureau.pk, year=2026, by=place.liaison, now=NOW)
    paper = coverage_paper(of_county(place), TODAY)
    said, levels, units = paper.blocks
    assert "2026年2月28日前，制定责任清单（甲委发〔2026〕1号" in said.text
    assert [column.title for column in levels.columns] == ["层级", "应制定", "已起草", "已签署", "已公开", "缺少"]
    assert levels.rows[-1] == ("合计", "4", "1", "0", "0", "3")
    assert units.rows == (("甲局", "1", "1", "0", "0", "0"), ("东乡", "1", "0", "0", "0", "1"), ("西乡", "1", "0", "0", "0", "1"))
    assert paper.note == "截至2026年2月10日。"
    assert pdf(paper).content.startswith(b"%PDF")


def test_coverage_of_a_unit_without_units_below_and_without_a_rule_is_a_paper_all_the_same(place):
    elsewhere = f.unit("E", "别市")
    by = f.acting("elsewhere", (f.GrantRole.OFFICE, elsewhere), today=TODAY)
    paper = coverage_paper(coverage(unit_id=elsewhere.pk, year=2026, by=by, today=TODAY), TODAY)
    assert len(paper.blocks) == 2
    assert docx(paper)[:2] == b"PK"


@pytest.mark.parametrize("form", ["xlsx", "docx", "pdf"])
def test_the_page_hands_the_paper_out_in_each_form_and_in_chinese(place, monkeypatch, form):
    monkeypatch.setenv("LIANGZE_TODAY", TODAY.isoformat())
    asked = client("office", language="en")
    address = reverse("list-coverage", args=(place.town.county.pk, 2026))
    assert f'href="?format={form}"' in asked.get(address).content.decode()
    answer = asked.get(address, {"format": form})
    assert answer.headers["Content-Disposition"].endswith(f'coverage-{place.town.county.code}-2026.{form}"')
    if form == "xlsx":
        assert "乡镇" in zipfile.ZipFile(io.BytesIO(answer.content)).read("xl/sharedStrings.xml").decode()
    assert asked.get(address, {"format": "odt"}).status_code == 404


def test_the_lists_of_a_level_are_a_zip_with_an_index_that_names_who_has_none(place, monkeypatch):
    monkeypatch.setenv("LIANGZE_TODAY", TODAY.isoformat())
    address = reverse("list-level-zip", args=(place.town.county.pk, 2026))
    asked = client("office")
    empty = asked.get(address)
    assert (empty.status_code, "直属单位该年度没有清单" in empty.content.decode()) == (409, True)
    for unit in (place.town.bureau, place.town.township2):
        draft_book(unit_id=unit.pk, year=2026, by=place.office, now=NOW)
    archive = zipfile.ZipFile(io.BytesIO(b"".join(asked.get(address).streaming_content)))
    assert archive.namelist() == ["001-甲局.pdf", "002-西乡.pdf", "目录.xlsx"]
    assert all(archive.read(name).startswith(b"%PDF") for name in archive.namelist()[:-1])
    index, _ = level_files(unit_id=place.town.county.pk, year=2026, by=place.office, today=TODAY)
    assert [(row[1], row[3]) for row in index.blocks[0].rows] == [("甲局", "已起草"), ("东乡", "无清单"), ("西乡", "已起草")]
    assert address in asked.get(reverse("list-coverage", args=(place.town.county.pk, 2026))).content.decode()
    assert client("liaison").get(address).status_code == 404


def test_one_unit_whose_lists_cannot_be_printed_does_not_break_the_zip_off(place, monkeypatch):
    """The others are in it; the index says which is missing, why, and what to do."""
    for unit in (place.town.bureau, place.town.township2):
        draft_book(unit_id=unit.pk, year=2026, by=place.office, now=NOW)
    whole = level.book

    def broken_for_one(*, unit_id, **more):
        if unit_id == place.town.bureau.pk:
            raise NotFound("There is no such unit among those that you may see.", remedy="Look for it in the units.")
        return whole(unit_id=unit_id, **more)

    monkeypatch.setattr(level, "book", broken_for_one)
    answer = client("office", "en").get(reverse("list-level-zip", args=(place.town.county.pk, 2026)))
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert archive.namelist() == ["002-西乡.pdf", "目录.xlsx"]
    book = openpyxl.load_workbook(io.BytesIO(archive.read("目录.xlsx")))
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert "001-甲局.pdf" in cells
    assert any("没有" in str(each) and "单位" in str(each) for each in cells), "in Chinese, whatever the language of the page"


def test_too_many_units_for_one_zip_are_refused_before_anything_is_made(place, monkeypatch):
    for unit in (place.town.bureau, place.town.township2):
        draft_book(unit_id=unit.pk, year=2026, by=place.office, now=NOW)
    monkeypatch.setattr(level, "MOST", 1)
    with pytest.raises(Refusal) as refused:
        level_files(unit_id=place.town.county.pk, year=2026, by=place.office, today=TODAY)
    assert refused.value.params == {"n": 2, "most": 1}
    assert refused.value.remedy


def client(name: str, language: str = "zh-hans") -> Client:
    found = Client(headers={"accept-language": language})
    found.force_login(Account.objects.get(username=name))
    return found


@pytest.mark.parametrize("many", [1, 12])
def test_pages_take_few_statements_however_many_items(place, django_assert_max_num_queries, many):
    for number in range(many):
        f.duty(place.version, f"duty-{number}", topics=(f"topic-{number}",), role=Role.LEADERSHIP)
    version = signed(place)
    shown = publish(version_id=version.pk, scope="public", by=place.office, now=NOW)
    with django_assert_max_num_queries(6):
        version_page(version_id=version.pk, by=place.office, today=TODAY)
    with django_assert_max_num_queries(5):
        book(unit_id=place.town.bureau.pk, year=2026, by=place.office, today=TODAY)
    with django_assert_max_num_queries(6):
        edit_page(version_id=version.pk, by=place.office)
    with django_assert_max_num_queries(6):
        offer_page(version_id=version.pk, by=place.office)
    with django_assert_max_num_queries(7):
        of_county(place)
    with django_assert_max_num_queries(6):
        published_page(publication_id=shown.pk, by=None, today=TODAY)
