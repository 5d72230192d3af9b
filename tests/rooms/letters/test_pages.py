"""Pages of letters as people meet them: checked before issuing, signed on the page, watched, reminded of."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from liangze.core.words import Role
from liangze.letters.actions import work_off_batch
from liangze.letters.models import Batch, Letter, LetterKind
from liangze.letters.queries import progress as progress_query
from liangze.letters.queries import to_sign
from liangze.lists.models import ListItem
from liangze.organisation.models import Account, GrantRole
from liangze.organisation.policy import Acting
from liangze.reminders.models import Reminder
from liangze.trust.endorsements import sheet_of
from tests.rooms import factory as f
from tests.rooms.letters.conftest import NOW, PASSPHRASE, TODAY, YEAR, Place, issued, ordered

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(monkeypatch) -> None:
    monkeypatch.setenv("LIANGZE_TODAY", "2026-02-10")


def client_of(who: Acting) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=who.account_id))
    return client


def text_of(response) -> str:
    return response.content.decode()


def test_the_check_names_clause_and_reason_before_anything_is_issued(place: Place) -> None:
    page = text_of(client_of(place.office).get("/letters/new/"))
    assert "可以签 1 人" in page
    assert "第十五条" in page
    assert "不得以责任书把责任推给乡镇和村" in page
    assert not Letter.objects.exists()


def test_ordering_leads_to_the_progress_page(place: Place) -> None:
    sent = {"unit": place.town.county.pk, "year": YEAR, "kind": "to_subordinate", "order": "holder_first", "preamble": "责任约定。"}
    answer = client_of(place.office).post("/letters/new/", sent)
    batch = Batch.objects.get()
    assert answer.url == f"/letters/batches/{batch.pk}/"
    page = text_of(client_of(place.office).get(answer.url))
    assert "0 / 1 份" in page
    assert 'hx-trigger="every 2s"' in page
    assert "刷新" in page, "without JavaScript one looks again"


def test_what_was_typed_is_kept_when_the_order_is_refused(place: Place) -> None:
    sent = {"unit": place.town.county.pk, "year": YEAR, "kind": "to_subordinate", "order": "issuer_first", "preamble": "字" * 2001}
    answer = client_of(place.office).post("/letters/new/", sent)
    assert answer.status_code == 422
    assert "共同部分超过 2000 字" in text_of(answer)
    assert "字" * 2001 in text_of(answer)
    assert 'value="issuer_first" checked' in text_of(answer)


def test_a_finished_batch_makes_the_watching_page_reload(place: Place) -> None:
    batch = ordered(place)
    work_off_batch(batch_id=batch.pk, by=place.office, clock=lambda: NOW)
    answer = client_of(place.office).get(f"/letters/batches/{batch.pk}/", headers={"HX-Request": "true"})
    assert answer.headers["HX-Refresh"] == "true"
    assert "<html" not in text_of(answer)


def test_the_holder_signs_on_the_page(place: Place) -> None:
    letter = issued(place)
    holder = place.signer(place.town.principal)
    client = client_of(holder)
    digest = sheet_of(("letters.letter", letter.pk)).digest
    page = text_of(client.get(f"/letters/{letter.pk}/"))
    assert f'name="shown" value="{digest}"' in page
    form = {"shown": digest, "opinion": "agree_with_comments", "comments": "第二项请县里支持。", "passphrase": "wrong"}
    refused = client.post(f"/letters/{letter.pk}/sign/", form)
    assert refused.status_code == 422
    assert "第二项请县里支持。" in text_of(refused), "what was typed is kept"
    assert "wrong" not in text_of(refused), "the passphrase is not"
    done = client.post(f"/letters/{letter.pk}/sign/", form | {"passphrase": PASSPHRASE})
    assert done.status_code == 302
    assert "一方已签" in text_of(client.get(f"/letters/{letter.pk}/"))
    assert to_sign(holder) == ()


def test_whoever_is_not_asked_sees_the_document_and_no_form(place: Place) -> None:
    letter = issued(place)
    page = text_of(client_of(place.office).get(f"/letters/{letter.pk}/"))
    assert "/signatures/sheets/" in page
    assert 'name="passphrase"' not in page


def test_my_work_has_the_letter(place: Place) -> None:
    issued(place)
    assert "待签责任书" in text_of(client_of(place.signer(place.town.principal)).get("/"))


def test_withdrawing_without_a_reason_is_told_on_the_page(place: Place) -> None:
    letter = issued(place)
    answer = client_of(place.office).post(f"/letters/{letter.pk}/withdraw/", {"reason": ""})
    assert answer.status_code == 422
    assert Letter.objects.get().ended_at is None


def test_files_of_a_letter(place: Place) -> None:
    letter = issued(place)
    client = client_of(place.office)
    assert b"".join(client.get(f"/letters/{letter.pk}/letter.pdf").streaming_content).startswith(b"%PDF-")
    assert client.get(f"/letters/{letter.pk}/letter.docx").content.startswith(b"PK")
    assert b"".join(client.get(f"/letters/batches/{Batch.objects.get().pk}/letters.zip").streaming_content).startswith(b"PK")


def test_a_letter_as_a_workbook_says_what_the_letter_says(place: Place) -> None:
    """责任书的 Excel：同一份内容，各表一张工作表；看不到责任书的人也看不到它；以等号开头的文字不成公式。"""
    ListItem.objects.filter(title="每年讲一次廉政党课").update(title="=HYPERLINK(\"http://example.org\")")
    letter = issued(place)
    answer = client_of(place.office).get(f"/letters/{letter.pk}/letter.xlsx")
    assert answer.headers["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames[0] == "一、责任人承担的责任"
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    said = {str(cell.value) for cell in cells}
    assert {"=HYPERLINK(\"http://example.org\")", "听取下级汇报"} <= said
    assert all(cell.data_type == "s" for cell in cells)
    assert any(letter.holder_person.name in words for words in said)
    assert f"/letters/{letter.pk}/letter.xlsx" in text_of(client_of(place.office).get(f"/letters/{letter.pk}/"))
    stranger = f.acting("stranger", (GrantRole.OFFICE, place.town.township1), today=TODAY)
    assert client_of(stranger).get(f"/letters/{letter.pk}/letter.xlsx").status_code == 404


def test_one_click_reminds_whoever_has_to_sign(place: Place) -> None:
    letter = issued(place)
    place.signer(place.town.principal)
    client = client_of(place.office)
    where = {"unit": place.town.county.pk, "year": YEAR}
    assert "全部催办" in text_of(client.get("/letters/progress/", where))
    answer = client.post("/letters/progress/remind/", {**where, "letter": letter.pk}, follow=True)
    assert "已催办 1 人" in text_of(answer)


def test_who_is_missing_is_shown_page_by_page(place: Place, monkeypatch) -> None:
    monkeypatch.setattr(progress_query, "PAGE", 1)
    post = f.seat(place.town.bureau, Role.MEMBER, "副局长三", position=10)
    f.appoint(f.person("成员三"), post)
    batch = ordered(place, unit_id=place.town.bureau.pk, kind=LetterKind.TO_MEMBER)
    work_off_batch(batch_id=batch.pk, by=place.office, clock=lambda: NOW)
    client, where = client_of(place.office), {"unit": place.town.county.pk, "year": YEAR}
    pages = [text_of(client.get("/letters/progress/", {**where, "page": n})) for n in (1, 3)]
    assert "副局长一" in pages[0]
    assert "副局长一" not in pages[1]
    assert "副局长三" in pages[1]


def test_only_those_below_are_reminded(place: Place) -> None:
    """The letter waits for the county's own head, who is not below the county's office: nobody is reminded, no button is shown."""
    issued(place, order="issuer_first")
    client = client_of(place.office)
    where = {"unit": place.town.county.pk, "year": YEAR}
    page = text_of(client.get("/letters/progress/", where))
    assert "催办</button>" not in page
    assert place.people[place.town.county_principal.pk].name in page
    assert client.post("/letters/progress/remind/", where).status_code == 403
    assert not Reminder.objects.exists()


def test_at_most_ten_statements_on_any_page(place: Place) -> None:
    letter = issued(place)
    holder = place.signer(place.town.principal)
    pages = ("/letters/", "/letters/new/", f"/letters/{letter.pk}/", f"/letters/batches/{Batch.objects.get().pk}/", "/letters/progress/")
    for who in (place.office, holder):
        client = client_of(who)
        for address in pages:
            client.get(address)
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(address)
            assert answer.status_code in (200, 403, 404)
            assert len(asked) <= 10, (address, [each["sql"][:140] for each in asked])
