"""The pages of lists as a browser meets them: what was typed is kept, nothing is shown before its time, strangers see what is public."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from liangze.lists.actions import OwnItem, comment, draft_book, edit, moderate, publish, submit
from liangze.lists.models import Comment, ListItem, ListVersion
from liangze.lists.queries.reach import stage_of
from liangze.organisation.models import Account
from tests.rooms import factory as f
from tests.rooms.lists.conftest import NOW
from tests.rooms.lists.test_procedure import drafted, reviewed, signed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _pinned(monkeypatch):
    monkeypatch.setenv("LIANGZE_TODAY", "2026-02-10")


def client(name: str) -> Client:
    found = Client(headers={"accept-language": "zh-hans"})
    found.force_login(Account.objects.get(username=name))
    return found


def form_of(version: ListVersion, **typed: str) -> dict[str, str]:
    """The editing form as it is sent back unchanged, with what was `typed`."""
    names = ("position", "title", "basis", "measures", "proof")
    fields = {f"{name}-{row.pk}": str(getattr(row, name)) for row in version.items.all() for name in names}
    return fields | {"revision": str(version.revision), "do": "save"} | typed


def test_lists_are_drafted_with_one_click_and_shown_with_their_clauses(place):
    asked = client("liaison")
    address = reverse("list-book", args=(place.town.bureau.pk, 2026))
    assert "起草清单" in asked.get(address).content.decode()
    assert asked.post(reverse("list-draft", args=(place.town.bureau.pk, 2026))).status_code == 302
    page = asked.get(address).content.decode()
    assert "每季度召开专题会议" in page
    assert "甲委发〔2026〕1号" in page
    assert page.count("lz-list-chapter") == 2
    again = asked.post(reverse("list-draft", args=(place.town.bureau.pk, 2026)))
    assert again.status_code == 409
    assert "没有可起草的清单" in again.content.decode()


def test_what_was_typed_is_kept_when_it_is_refused_and_each_error_stands_at_its_field(place):
    version = drafted(place)
    row = version.items.first()
    answer = client("liaison").post(
        reverse("list-edit", args=(version.pk,)),
        form_of(version, **{f"measures-{row.pk}": "分管领导牵头。", f"leave-{row.pk}": "on", "new-title": "轮岗制度"}),
    )
    page = answer.content.decode()
    assert answer.status_code == 400
    assert f'href="#left_out-{row.pk}"' in page
    assert 'href="#new-basis"' in page
    assert "分管领导牵头。" in page
    assert 'value="轮岗制度"' in page
    assert not ListItem.objects.filter(title="轮岗制度").exists()


def test_the_second_of_two_editors_sees_what_the_first_changed_and_can_save_again(place):
    version = drafted(place)
    row = version.items.get(title="support")
    edit(version_id=version.pk, revision=1, items=(), added=[OwnItem("轮岗制度", "会议纪要")], by=place.office, now=NOW)
    asked, address = client("liaison"), reverse("list-edit", args=(version.pk,))
    answer = asked.post(address, form_of(version, **{f"measures-{row.pk}": "我的措施"}))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "新增：轮岗制度" in page
    assert "我的措施" in page
    assert 'name="revision" value="2"' in page
    assert asked.post(address, form_of(version, revision="2", **{f"measures-{row.pk}": "我的措施"})).status_code == 302
    row.refresh_from_db()
    assert row.measures == "我的措施"


def test_saving_and_submitting_is_one_step_and_stands_or_falls_together(place):
    version = drafted(place)
    address = reverse("list-edit", args=(version.pk,))
    everything = {f"leave-{row.pk}": "on" for row in version.items.all()} | {f"left_out-{row.pk}": "无关" for row in version.items.all()}
    answer = client("liaison").post(address, form_of(version, do="submit", **everything))
    assert (answer.status_code, stage_of(version.pk)) == (400, "draft")
    assert not version.items.exclude(left_out="").exists(), "nothing is half saved"
    assert client("liaison").post(address, form_of(version, do="submit")).status_code == 302
    assert stage_of(version.pk) == "submitted"


def test_a_step_that_is_refused_leads_back_to_the_page_with_the_reason(place):
    version = drafted(place)
    submit(version_id=version.pk, by=place.liaison, now=NOW)
    answer = client("office").post(reverse("list-act", args=(version.pk, "review")), {"opinion": "return", "comments": ""})
    assert answer.status_code == 400
    assert "理由" in answer.content.decode()
    assert stage_of(version.pk) == "submitted"


def test_the_signer_sees_the_document_and_others_are_told_who_signs(place):
    version = reviewed(place)
    page = client("head").get(reverse("list-sign", args=(version.pk,)))
    assert page.status_code == 200
    assert page.context["sheet"].digest in page.content.decode()
    assert client("liaison").get(reverse("list-sign", args=(version.pk,))).status_code == 403
    assert "阅" in client("head").get(reverse("list-version", args=(version.pk,))).content.decode()


def test_strangers_see_what_is_public_and_comments_only_once_let_through(place):
    version = signed(place)
    shown = publish(version_id=version.pk, scope="level", by=place.office, now=NOW)
    stranger, address = Client(), reverse("published-list", args=(shown.pk,))
    assert stranger.get(address).status_code == 404
    shown = publish(version_id=version.pk, scope="public", by=place.office, now=NOW)
    address = reverse("published-list", args=(shown.pk,))
    assert "甲局" in stranger.get(reverse("published-lists")).content.decode()
    page = stranger.get(address).content.decode()
    assert "每季度召开专题会议" in page
    assert "liaison" not in page
    assert "王一" in page
    assert stranger.post(address, {"text": "写得清楚。", "name": ""}).status_code == 302
    assert stranger.post(address, {"text": "", "name": "某人"}).status_code == 400
    assert "写得清楚。" not in stranger.get(address).content.decode()
    moderate(comment_id=Comment.objects.get().pk, shown=True, reason="", by=place.office, now=NOW)
    assert "写得清楚。" in stranger.get(address).content.decode()


def test_a_moderator_is_told_when_a_reason_is_missing_and_keeps_the_answer_typed(place):
    version = signed(place)
    shown = publish(version_id=version.pk, scope="public", by=place.office, now=NOW)
    said = comment(publication_id=shown.pk, text="请公布电话。", name="", by=None, now=NOW)
    answer = client("office").post(reverse("list-comment-act", args=(said.pk, "hide")), {"reason": "", "publication": shown.pk})
    assert answer.status_code == 400
    assert "请公布电话。" in answer.content.decode()
    assert Comment.objects.get().shown is None


def test_coverage_names_who_is_missing_and_the_clause_of_the_deadline(place):
    draft_book(unit_id=place.town.bureau.pk, year=2026, by=place.liaison, now=NOW)
    page = client("office").get(reverse("list-coverage", args=(place.town.county.pk, 2026))).content.decode()
    assert "2026年2月28日前" in page
    assert "东乡" in page
    assert "甲委发〔2026〕1号" in page


def test_a_version_compares_with_the_one_before_and_not_with_one_that_is_not_there(place):
    version = drafted(place)
    asked = client("liaison")
    assert asked.get(reverse("list-history", args=(version.pk,))).status_code == 200
    assert asked.get(reverse("list-history", args=(version.pk,)), {"against": "7"}).status_code == 404


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx"])
def test_a_version_as_a_file(place, form):
    version = drafted(place)
    answer = client("liaison").get(reverse("list-export", args=(version.pk, form)))
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].endswith(f'.{form}"')
    assert f.Unit.objects.filter(code__in=[answer.headers["Content-Disposition"].split("-")[1]]).exists()
