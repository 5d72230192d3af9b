"""The pages of reports: what was typed is kept, a refusal leads to what stands, papers open."""

from __future__ import annotations

import io

import docx
import pytest
from django.test import Client
from django.urls import reverse

from liangze.organisation.models import Account
from liangze.reports.actions import give_back, revise
from liangze.reports.queries.errands import FINISH, READ, REWRITE, SIGN, errands
from tests.rooms.reports.conftest import DAY, DISCIPLINE, NOW, handed_in, key_for, newest, written
from tests.rooms.reports.test_signing import laid_out, signed

pytestmark = pytest.mark.django_db


def browser(who) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=who.account_id))
    return client


def test_what_is_owed_leads_to_a_draft_with_what_it_will_count_for(place):
    client = browser(place.liaison)
    owed = client.get(reverse("reports-owed"))
    assert {row.title for row in owed.context["now"]} == {"年初报告主体责任", "第一责任", "市里也要求", "每季度报告"}
    start = client.get(reverse("report-new"), {"obligation": place.owed["annual"].pk})
    assert [item.obligation_id for item in start.context["page"].counts.counts] == [place.owed["annual"].pk, place.owed["other"].pk]
    made = client.post(reverse("report-new"), {"obligation": [place.owed["annual"].pk, place.owed["other"].pk], "do": "begin"})
    assert made.status_code == 302
    form = client.get(made.url)
    assert form.status_code == 200
    assert "四（二）" in form.content.decode()


def test_beginning_twice_is_refused_with_a_link_to_the_one_that_stands(place):
    report = written(place, "annual")
    answer = browser(place.liaison).post(reverse("report-new"), {"obligation": place.owed["annual"].pk, "do": "begin"})
    assert answer.status_code == 409
    assert reverse("report", args=(report.pk,)) in answer.content.decode()


def test_what_was_typed_is_kept_when_somebody_else_saved_first(place):
    report = written(place, "annual")
    sent = {"edition": "1", "title": report.title, "topics": list(report.topics), "s-next": "乙写的下一步。", "do": "save"}
    answer = browser(place.liaison).post(reverse("report-edit", args=(report.pk,)), sent)
    assert answer.status_code == 409
    assert "乙写的下一步。" in answer.content.decode()
    assert "乙写的下一步。" not in str(newest(report).sections)


def test_all_that_is_wrong_is_told_at_once_and_the_draft_is_kept(place):
    report = written(place, "first")
    sections = {f"s-{each['key']}": "" for each in newest(report).sections}
    sent = {"edition": newest(report).edition, "title": report.title, "topics": list(report.topics), "do": "submit", **sections}
    answer = browser(place.liaison).post(reverse("report-edit", args=(report.pk,)), sent)
    assert answer.status_code == 422
    assert len(answer.context["wrong"]) == 2, "it says nothing, and it is not signed"


def test_autosave_answers_with_the_new_edition(place):
    report = written(place, "annual")
    sent = {"edition": newest(report).edition, "title": report.title, "topics": list(report.topics), "s-next": "下一步。"}
    answer = browser(place.liaison).post(reverse("report-autosave", args=(report.pk,)), sent, headers={"HX-Request": "true"})
    assert f'value="{newest(report).edition}"' in answer.content.decode()
    assert newest(report).edition == sent["edition"] + 1


def test_a_return_without_reasons_is_refused_beside_its_field(place):
    report = handed_in(place, "annual")
    address = reverse("report-say", args=(report.pk, "return"))
    answer = browser(place.discipline).post(address, {"to": DISCIPLINE, "text": " "})
    assert answer.status_code == 422
    assert "lz-field__error" in answer.content.decode()


def test_the_paper_has_the_text_the_figures_and_its_addressees(place):
    report = handed_in(place, "annual")
    client = browser(place.discipline)
    assert client.get(reverse("report-export", args=(report.pk, "pdf"))).content.startswith(b"%PDF")
    word = docx.Document(io.BytesIO(client.get(reverse("report-export", args=(report.pk, "docx"))).content))
    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert "上级党委、上级纪委：" in text
    assert "一、总体情况" in text
    assert client.get(reverse("report-export", args=(report.pk, "xlsx"))).status_code == 404


def test_what_waits_is_on_everybodys_desk(place):
    """To finish, to sign, to read, to answer, to write anew."""
    def waits(by):
        rows = errands(by, DAY)
        return {what for what, *_ in rows} if rows is not None else set()

    draft = laid_out(place, "first")
    assert waits(place.head) == {SIGN}
    report = handed_in(place, "annual")
    assert waits(place.liaison) == {FINISH}
    assert waits(place.discipline) == {READ}
    give_back(report_id=report.pk, to=DISCIPLINE, text="请补充。", by=place.discipline, now=NOW)
    assert waits(place.liaison) == {FINISH, REWRITE}
    revise(report_id=report.pk, by=place.liaison, today=DAY, now=NOW)
    assert waits(place.discipline) == set()
    key_for(place.head)
    signed(draft, place.head)
    assert waits(place.head) == {FINISH}, "signed, it is to be submitted"


def test_a_major_matter_is_told_at_once_with_a_day_by_which_it_must_be_known(place):
    client, address = browser(place.liaison), reverse("report-matter")
    empty = client.post(address, {"title": "", "on": "2026-01-25", "due": "2026-01-01"})
    assert empty.status_code == 422
    assert {each.field for each in empty.context["told"]} == {"title", "holder", "on", "due", "to"}
    sent = {
        "title": "水库工程招标被举报", "holder": place.town.township1_leadership.pk, "on": "2026-01-19", "due": "2026-01-21",
        "to": ["superior_committee", DISCIPLINE],
    }
    made = client.post(address, sent)
    assert made.status_code == 302
    again = client.post(address, sent)
    assert again.status_code == 409
    form = client.get(made.url).context["form"]
    assert [section.key for section in form.sections] == ["matter", "handled", "next"]
