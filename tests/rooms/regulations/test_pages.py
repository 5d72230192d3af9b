"""The pages: what they show, how decisions are sent with and without htmx, and that a refusal stands beside its field."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from liangze.organisation.models import Account, GrantRole
from liangze.organisation.policy import Acting
from liangze.packs import load_pack
from liangze.regulations.actions import confirm_draft, install_pack
from liangze.regulations.models import Adoption, Document, DraftState, RegulationVersion
from tests.rooms import factory
from tests.rooms.regulations.conftest import NOW, RULES, draft

PACKS = sorted(Path(settings.PACKS).glob("*/*/*/pack.yaml"))
HTMX = {"HX-Request": "true"}


def signed_in(by: Acting) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=by.account_id), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def client(office: Acting) -> Client:
    return signed_in(office)


def sent(document: Document, number: int, **changes: str) -> dict[str, object]:
    """The form of a draft as the page fills it in, with changes."""
    duty = draft(document, number).duty
    due = duty.get("due") or {}
    fields: dict[str, object] = {
        "role": duty["holder"]["role"], "title": duty["title"], "kind": duty["act"]["kind"], "topics": duty["act"]["topics"],
        "every": duty["every"] or "", "times": duty.get("times", 1), "due_month": due.get("month", ""), "due_day": due.get("day", ""),
        "about": duty.get("about", "same"), "to": duty.get("to", []), "towards": duty.get("towards", ""), "presence": "half",
        "unit_within": duty["holder"]["units"].get("within", "subtree"), "unit_levels": duty["holder"]["units"].get("levels", []),
        "unit_kinds": duty["holder"]["units"].get("kinds", []),
    }  # fmt: skip
    return fields | changes


def test_an_empty_list_says_what_to_do(client: Client) -> None:
    page = client.get(reverse("regulations")).content.decode()
    assert "没有生效的制度" in page
    assert reverse("document-upload") in page


def test_upload_leads_to_the_reading_page(client: Client, town: factory.Town) -> None:
    file = SimpleUploadedFile("甲县办法.txt", RULES.encode())
    answer = client.post(reverse("document-upload"), {"document": file, "unit": town.county.code, "revises": ""})
    document = Document.objects.get()
    assert answer.headers["Location"] == reverse("document", args=(document.pk,))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("空.txt", b"", "文件是空的"), ("图.png", b"\x89PNG\r\n\x1a\n" + bytes(200), "")],
    ids=["empty", "picture"],
)
def test_what_cannot_be_read_is_told_beside_the_field(client: Client, town: factory.Town, name: str, content: bytes, said: str) -> None:
    answer = client.post(
        reverse("document-upload"), {"document": SimpleUploadedFile(name, content), "unit": town.county.code, "revises": ""}
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors["document"]
    assert said in answer.content.decode()
    assert not Document.objects.exists()


def test_the_same_file_again_offers_the_way_on(client: Client, document: Document, town: factory.Town) -> None:
    file = SimpleUploadedFile("again.txt", RULES.encode())
    answer = client.post(reverse("document-upload"), {"document": file, "unit": town.county.code, "revises": ""})
    assert answer.status_code == 422
    assert reverse("document", args=(document.pk,)) in answer.content.decode()


def test_the_reading_page_escapes_the_text(client: Client, town: factory.Town) -> None:
    text = RULES.replace("坚持从严从实", "坚持<script>从严</script>&从实")
    client.post(
        reverse("document-upload"), {"document": SimpleUploadedFile("a.txt", text.encode()), "unit": town.county.code, "revises": ""}
    )
    page = client.get(reverse("document", args=(Document.objects.get().pk,))).content.decode()
    assert "坚持&lt;script&gt;从严&lt;/script&gt;&amp;从实" in page


def test_confirm_without_script_leads_back(client: Client, document: Document) -> None:
    answer = client.post(reverse("draft-confirm", args=(document.pk, 1)), sent(document, 1))
    assert answer.status_code == 302
    assert draft(document, 1).state == DraftState.CONFIRMED


def test_confirm_with_htmx_answers_with_the_next_draft(client: Client, document: Document) -> None:
    answer = client.post(reverse("draft-confirm", args=(document.pk, 1)), sent(document, 1), headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in page
    assert 'id="draft-2"' in page
    assert answer.context["page"].open_card.number == 2


def test_a_correction_is_kept(client: Client, document: Document) -> None:
    client.post(reverse("draft-confirm", args=(document.pk, 2)), sent(document, 2, due_month="2"))
    assert draft(document, 2).state == DraftState.CORRECTED
    assert draft(document, 2).duty["due"] == {"month": 2, "day": "last"}


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
def test_a_missing_cadence_is_told_beside_it(client: Client, document: Document, headers: dict[str, str]) -> None:
    answer = client.post(reverse("draft-confirm", args=(document.pk, 5)), sent(document, 5), headers=headers)
    assert answer.status_code == 422
    assert "没有说明多久一次" in answer.content.decode()
    assert draft(document, 5).state == DraftState.WAITING


def test_refusing_without_a_reason_is_told(client: Client, document: Document) -> None:
    answer = client.post(reverse("draft-refuse", args=(document.pk, 1)), {"reason": ""})
    assert answer.status_code == 422
    assert client.post(reverse("draft-refuse", args=(document.pk, 1)), {"reason": "另有规定"}).status_code == 302
    assert draft(document, 1).state == DraftState.REFUSED
    client.post(reverse("draft-reopen", args=(document.pk, 1)))
    assert draft(document, 1).state == DraftState.WAITING


def test_add_by_hand(client: Client, document: Document) -> None:
    assert client.get(reverse("document", args=(document.pk,)), {"add": "1"}).status_code == 200
    fields = sent(document, 1, title="年末总结工作") | {"clause": 1}
    assert client.post(reverse("draft-new", args=(document.pk,)), fields | {"clause": ""}).status_code == 422
    assert client.post(reverse("draft-new", args=(document.pk,)), fields).status_code == 302
    assert draft(document, 6).clause == ["二"]


def test_from_document_to_a_binding_version(client: Client, document: Document, office: Acting) -> None:
    for number in (1, 2, 3, 4):
        confirm_draft(draft=draft(document, number), by=office, now=NOW)
    address = reverse("document-adopt", args=(document.pk,))
    fields = {"title": "甲县实施办法", "number": "甲办发〔2026〕3号", "issuer": "中共甲县委办公室", "issued_on": "2026-02-09",
              "in_force_from": "2026-02-09", "adopt_now": "on", "since": "2026-04-01", "reason": "县委常委会会议决定"}  # fmt: skip
    refused = client.post(address, fields)
    assert refused.status_code == 422
    assert "leave_waiting" in refused.context["form"].errors
    done = client.post(address, fields | {"leave_waiting": "on"})
    version = RegulationVersion.objects.get()
    assert done.headers["Location"] == reverse("regulation-detail", args=(version.regulation.key, 1))
    page = client.get(done.headers["Location"]).content.decode()
    assert "二（一）" in page
    assert "这一条还没有责任事项落实" in page
    pack = client.get(reverse("regulation-export", args=(version.regulation.key, 1)))
    assert pack.content.decode() == version.pack
    adoption = Adoption.objects.get()
    ended = client.post(reverse("adoption-end", args=(adoption.pk,)), {"until": "2026-12-31", "reason": "被新办法替代"})
    assert ended.status_code == 302


def test_adopt_form_tells_wrong_days(client: Client, town: factory.Town) -> None:
    factory.version("library")
    address = reverse("regulation-adopt", args=("library", 1))
    answer = client.post(address, {"unit": town.county.code, "since": "2026-03-01", "until": "2026-03-01", "reason": "会议决定"})
    assert answer.status_code == 422
    assert "until" in answer.context["form"].errors


def test_what_changes_between_versions(client: Client) -> None:
    one, two = factory.version("rules", no=1), factory.version("rules", no=2)
    factory.duty(one, "meeting", topics=("special-meeting",), every="quarter")
    factory.duty(two, "meeting", topics=("special-meeting",), every="month")
    factory.duty(two, "report", topics=("annual",), kind="report", every="year")
    page = client.get(reverse("regulation-diff", args=("rules", 2, 1)))
    found = {(row.how, row.title) for row in page.context["diff"].duties}
    assert found == {("changed", "meeting"), ("new", "report")}


@pytest.mark.parametrize("name", ["document", "document-adopt"])
def test_documents_of_a_sister_are_not_there(sister: Acting, document: Document, name: str) -> None:
    assert signed_in(sister).get(reverse(name, args=(document.pk,))).status_code == 404
    assert signed_in(sister).post(reverse("draft-confirm", args=(document.pk, 1)), {}).status_code == 404


def test_who_reads_only_gets_no_forms(document: Document, town: factory.Town) -> None:
    leader = factory.acting("leader", (GrantRole.LEADER, town.county), today=NOW.date())
    page = signed_in(leader).get(reverse("document", args=(document.pk,))).content.decode()
    assert '<form method="post" action="/regulations' not in page
    assert signed_in(leader).get(reverse("document-upload")).status_code == 403


def test_a_liaison_sees_what_binds_from_above(town: factory.Town, liaison: Acting) -> None:
    version = factory.version("county-rules", title="甲县办法")
    factory.adopt(version, town.county)
    assert "甲县办法" in signed_in(liaison).get(reverse("regulations")).content.decode()


@pytest.mark.parametrize(
    "address", ["/regulations/?unit=x&day=y", "/regulations/?unit=999999999", "/regulations/none/1/", "/regulations/clauses/9"]
)
def test_odd_addresses_are_answered(client: Client, address: str) -> None:
    assert client.get(address).status_code in (200, 404)


def test_at_most_ten_statements_on_any_page(client: Client, document: Document, town: factory.Town) -> None:
    version = factory.version("rules", title="办法")
    of = factory.duty(version, "meeting", topics=("special-meeting",))
    factory.owe(of, town.county_leadership, year=2026)
    factory.adopt(version, town.county)
    for address in (
        reverse("regulations"),
        reverse("regulation-detail", args=("rules", 1)),
        reverse("document", args=(document.pk,)),
        reverse("document-upload"),
        reverse("document-adopt", args=(document.pk,)),
        reverse("regulation-adopt", args=("rules", 1)),
    ):
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        assert len(seen) <= 10, (address, [query["sql"][:90] for query in seen])


def test_rehearsals_are_shown(client: Client, document: Document, office: Acting, town: factory.Town) -> None:
    confirm_draft(draft=draft(document, 1), by=office, now=NOW)
    assert "东乡" in client.get(reverse("document-rehearsal", args=(document.pk,)), {"since": "2026-04-01"}).content.decode()
    install_pack(pack=load_pack(PACKS[0]), by=office, now=NOW)
    version = RegulationVersion.objects.get()
    assert client.get(reverse("rehearsal", args=(version.regulation.key, 1))).status_code == 200


def test_a_duty_opens_to_its_obligations(client: Client, town: factory.Town) -> None:
    duty = factory.duty(factory.version("rules"), "meeting", topics=("special-meeting",))
    factory.owe(duty, town.county_leadership, year=2026)
    page = client.get(reverse("duty", args=(duty.pk,)), {"as_of": "2026-05-10", "state": "overdue"}).content.decode()
    assert "甲县" in page
    assert "2026-03-31" in page
    assert "2026-06-30" not in page
