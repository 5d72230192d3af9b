"""What was said stays with those who were there: it is in no list, no audit entry, no errand, no search, and no log of the chain."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from liangze.core.errors import NotAllowed, Refusals
from liangze.core.talk import TalkStage
from liangze.organisation.models import Account, GrantRole
from liangze.organisation.policy import console
from liangze.talks.actions import end_access, explain, give_access, hold_talk, reply_matter, sign_talk, void_talk
from liangze.talks.new_talk import HeartToHeartWords
from liangze.talks.queries.book import TalkFilter, talk_list
from liangze.talks.queries.page import talk_page
from liangze.talks.queries.reach import RECORD
from liangze.trust.endorsements import sheet_of
from liangze.trust.models import AuditEntry
from tests.house.access.people import PEOPLE
from tests.rooms import factory as f
from tests.rooms.talks.given import DAY, NOW, PASSPHRASE, WHEN, held, key_for, matter, summons

pytestmark = pytest.mark.django_db
SECRET = "机密内容甲乙丙"
#: What each kind of people of the access matrix reads of a summons held in the county: its content, that it took place, or nothing.
SEES = {
    GrantRole.OFFICE: "took place", GrantRole.LEADER: "took place", GrantRole.DISCIPLINE: "took place", GrantRole.ASSESSOR: "took place",
    GrantRole.LIAISON: "took place", GrantRole.CASE_OFFICE: "nothing", GrantRole.SYSTEM_ADMIN: "nothing",
    GrantRole.SECURITY_ADMIN: "nothing", GrantRole.AUDIT_ADMIN: "nothing", None: "nothing",
}


def browser(account) -> Client:
    client = Client()
    client.force_login(account)
    return client


@pytest.mark.parametrize("name", PEOPLE)
def test_each_kind_of_people_sees_exactly_that(t, name):
    """Nobody reads what was said by office alone. In the county itself they see that it took place; from elsewhere nothing."""
    _called, role, where = PEOPLE[name]
    inside = {"city": t.town.city, "county": t.town.county, "a": t.town.county, "group": f.unit("G", "派驻组", parent=t.town.city)}
    unit = inside.get(where, t.town.township2)
    account = f.account(name, *(((role, unit),) if role else ()))
    expected = "nothing" if where in ("b", "group") else SEES[role]
    talk = held(t)
    client = browser(account)
    page = client.get(reverse("talk", args=(talk.pk,)))
    assert page.status_code == (200 if expected == "took place" else 404)
    for address in (reverse("talk", args=(talk.pk,)), reverse("talks"), reverse("my-work"), reverse("errands"), reverse("talks-owed")):
        assert SECRET not in client.get(address).content.decode()
        assert "推进迟缓" not in client.get(address).content.decode()
    assert client.get(reverse("talk-export", args=(talk.pk, "pdf"))).status_code in (403, 404)


def test_those_who_were_there_read_it_and_the_console_does_not(t):
    talk = held(t)
    for who in (t.head, t.east):
        assert talk_page(talk_id=talk.pk, by=who, today=DAY).content
    assert talk_page(talk_id=talk.pk, by=console("x"), today=DAY).content is None


def test_need_to_know_is_given_with_a_reason_and_taken_back(t):
    talk = held(t)
    assert talk_page(talk_id=talk.pk, by=t.office, today=DAY).content is None
    with pytest.raises(NotAllowed):
        give_access(talk_id=talk.pk, username="郑办", why="整理", by=t.east, now=NOW)
    given = give_access(talk_id=talk.pk, username="郑办", why="整理档案", by=t.head, now=NOW)
    assert talk_page(talk_id=talk.pk, by=t.office, today=DAY).content
    end_access(talk_id=talk.pk, access_id=given.pk, by=t.head, now=NOW)
    assert talk_page(talk_id=talk.pk, by=t.office, today=DAY).content is None
    assert given.given_by_id == t.head.account_id


@pytest.mark.parametrize("role", [GrantRole.SYSTEM_ADMIN, GrantRole.SECURITY_ADMIN, GrantRole.AUDIT_ADMIN])
def test_no_administrator_is_named_to_read_it(t, role):
    """They run the system and its records; what was said to a person is none of their work."""
    talk = held(t)
    f.acting("管理员", (role, t.town.county), today=DAY)
    with pytest.raises(Refusals, match="administers the system") as told:
        give_access(talk_id=talk.pk, username="管理员", why="维护需要", by=t.head, now=NOW)
    assert [each.field for each in told.value.refusals] == ["username"]


def test_a_successor_in_the_seat_does_not_inherit_the_words(t):
    talk = held(t)
    t.town.county_principal.appointments.update(until=DAY)
    who = f.person("新书记")
    f.appoint(who, t.town.county_principal, since=DAY)
    successor = f.acting("新书记", (GrantRole.LEADER, t.town.county), today=DAY, who=who)
    assert talk_page(talk_id=talk.pk, by=successor, today=DAY).content is None


def test_a_search_for_the_person_finds_nothing_for_outsiders(t):
    held(t)
    found = {who.name: len(talk_list(by=who, wanted=TalkFilter(text="孙东"), page=1, today=DAY)[1]) for who in (t.head, t.office)}
    assert found == {"赵书记": 1, "郑办": 0}


@pytest.mark.parametrize("form", ["xlsx", "docx", "pdf"])
def test_the_list_leaves_as_a_paper_with_what_its_reader_may_know(t, form):
    """Under the filters of the address; an outsider's paper names neither the person nor how far it has come."""
    talk = held(t)
    held(t, words=HeartToHeartWords("家里的事", "多回家看看"), trigger="routine")
    address = reverse("talks-export", args=(form,))
    for who in (t.head, t.office):
        answer = browser(Account.objects.get(pk=who.account_id)).get(address, {"kind": "summons"})
        assert answer.status_code == 200
        if form == "xlsx":
            cells = [str(cell.value) for row in load_workbook(BytesIO(answer.content)).active for cell in row if cell.value is not None]
            said = " ".join(cells)
            assert talk.number in said
            assert ("孙东" in said) == (who is t.head)
            assert "谈心谈话" not in said
            assert SECRET not in said
    assert browser(Account.objects.get(pk=t.head.account_id)).get(reverse("talks-export", args=("zip",))).status_code == 404


def test_a_matter_passed_on_cannot_be_told_from_any_other_summons(t):
    """From outside both are a summons on a day, without the person and without the stage."""
    plain, passed = held(t), matter(t)
    hold_talk(new=summons(t, talk_id=passed.pk), by=t.head, **WHEN)
    one, other = (talk_page(talk_id=talk.pk, by=t.office, today=DAY) for talk in (plain, passed))
    for name in ("kind", "procedure", "people", "stage", "due", "content"):
        assert getattr(one, name) == getattr(other, name)


def test_the_audit_chain_proves_the_words_without_telling_them(t):
    """Every step of a matter, its explanation, the comments of the signature, the reply and voiding: digests only."""
    key_for(t.head)
    talk = matter(t)
    hold_talk(new=summons(t, talk_id=talk.pk), by=t.head, **WHEN)
    explain(talk_id=talk.pk, text="说明甲", by=t.east, **WHEN)
    sheet = sheet_of((RECORD, talk.pk))
    sign_talk(
        talk_id=talk.pk, shown=sheet.digest, opinion="agree_with_comments", comments="意见乙", passphrase=PASSPHRASE, by=t.head, **WHEN
    )
    reply_matter(talk_id=talk.pk, reply="回复丙", by=t.head, **WHEN)
    assert talk_page(talk_id=talk.pk, by=t.head, today=DAY).stage == TalkStage.DONE
    void_talk(talk_id=talk.pk, reason="理由丁", by=t.head, now=NOW)
    chain = json.dumps(list(AuditEntry.objects.values_list("before", "after", "reason")), ensure_ascii=False)
    for words in (SECRET, "反映其公车私用一次", "说明甲", "意见乙", "回复丙", "理由丁", "推进迟缓"):
        assert words not in chain
    assert Account.objects.get(pk=t.head.account_id).name not in chain
