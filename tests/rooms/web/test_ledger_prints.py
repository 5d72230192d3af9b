"""The ledger as a paper to print: what the filters show, in the official layout, for those who may read it."""

from __future__ import annotations

import io
from http import HTTPStatus

import docx
import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from liangze.core.words import ActKind, Every, Role
from liangze.organisation.models import GrantRole
from tests.rooms import factory as f

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _pinned(monkeypatch):
    monkeypatch.setenv("LIANGZE_TODAY", "2026-06-16")


@pytest.fixture
def town():
    town = f.town()
    f.topic("special-meeting", ActKind.MEETING)
    f.owe(f.duty(f.version(number="C〔2015〕45号"), "专题例会", topics=("special-meeting",)), town.leadership, year=2026)
    report = f.duty(
        f.version("report"), "专题报告", kind=ActKind.REPORT, every=Every.YEAR, about="previous", due_month=1, due_day=31,
        role=Role.PRINCIPAL,
    )  # fmt: skip
    f.owe(report, town.principal, year=2025)
    return town


def client(name, *grants, language="zh"):
    made = Client(headers={"accept-language": language})
    made.force_login(f.account(name, *grants))
    return made


def asked(town, who, query):
    return who.get(reverse("ledger-export", args=[town.bureau.pk, 2026]) + query)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_as_word_whatever_the_language_of_the_pages(town, language):
    who = client("联络员", (GrantRole.LIAISON, town.bureau), language=language)
    answer = asked(town, who, "?format=docx&state=overdue")
    assert answer["Content-Disposition"].endswith('.docx"')
    document = docx.Document(io.BytesIO(answer.content))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[0] == ["序号", "事项", "依据", "责任职务", "周期", "应办日", "状态", "发生日", "佐证、销号"]
    assert [row[1] for row in rows[1:]] == ["专题报告", "专题例会"]
    assert rows[1][5:7] == ["1月31日", "逾期未办"]
    assert any(line.text == "截至2026年6月16日，按条件选出2项。" for line in document.paragraphs)


def test_as_pdf(town):
    answer = asked(town, client("联络员", (GrantRole.LIAISON, town.bureau)), "?format=pdf")
    assert answer["Content-Type"] == "application/pdf"
    page = pypdf.PdfReader(io.BytesIO(answer.content)).pages[0]
    assert page.mediabox.width > page.mediabox.height
    assert "2026年党风廉政建设责任台账" in page.extract_text().replace("\n", "")


def test_nothing_that_matches_is_said_on_the_paper(town):
    answer = asked(town, client("联络员", (GrantRole.LIAISON, town.bureau)), "?format=docx&state=exempt")
    assert any(line.text == "没有应办事项。" for line in docx.Document(io.BytesIO(answer.content)).paragraphs)


def test_another_form_is_not_found_and_says_what_there_is(town):
    answer = asked(town, client("联络员", (GrantRole.LIAISON, town.bureau)), "?format=odt")
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "请选择 Excel、Word 或 PDF" in answer.content.decode()


def test_the_page_offers_all_three_with_its_filters(town):
    page = client("联络员", (GrantRole.LIAISON, town.bureau)).get(reverse("unit-ledger", args=[town.bureau.pk, 2026]) + "?state=overdue")
    text = page.content.decode()
    assert "?state=overdue&amp;format=pdf" in text
    assert "?state=overdue&amp;format=docx" in text


def test_who_may_not_read_the_ledger_gets_no_paper(town):
    answer = asked(town, client("旁人", (GrantRole.LIAISON, town.township1)), "?format=pdf")
    assert answer.status_code == HTTPStatus.NOT_FOUND
