"""The pages of the talks: the six forms, errors kept beside their field, what outsiders are told, papers and files."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from liangze.organisation.models import Account
from liangze.talks.models import Talk
from liangze.talks.words import KINDS
from tests.rooms.talks.given import DAY, Talkers, held, matter

pytestmark = pytest.mark.django_db


def browser(who) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=who.account_id))
    return client


def filled(t: Talkers, **changes) -> dict:
    given = {
        "holder": t.town.county_principal.pk, "counterparts": [t.town.township1_principal.pk], "on": DAY.isoformat(), "place": "县委",
        "trigger": "overdue_tasks", "reason": "推进迟缓", "questions": "为何？", "said": "机密内容甲乙丙",
        "topics": ["main-responsibility"],
        "c_what": ["补上", ""], "c_day": ["2026-06-30", ""], "do": "save",
    }
    return given | changes


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_form_of_its_own(t, kind):
    page = browser(t.head).get(reverse("talk-new", args=(kind,)))
    assert page.status_code == 200
    assert (b'id="counts"' in page.content) == (kind not in ("admonition", "inquiry"))


def test_a_summons_is_recorded_with_its_files_and_settles_what_is_owed(t):
    client = browser(t.head)
    owed = client.get(reverse("talks-owed")).content.decode()
    assert "孙东" in owed
    assert f"obligation={t.owed.pk}" in owed
    begun = client.get(reverse("talk-new", args=("summons",)), {"obligation": t.owed.pk}).content.decode()
    assert f'value="{t.town.township1_principal.pk}" class="js-live" id="f-counterparts' in begun
    address = reverse("talk-new", args=("summons",))
    check = client.post(address, filled(t, do="check"))
    assert check.status_code == 200
    assert "书记约谈下级主要负责人" in check.content.decode()
    answer = client.post(address, filled(t) | {"files": SimpleUploadedFile("记录.txt", "记录".encode())})
    talk = Talk.objects.get()
    assert answer.url == reverse("talk", args=(talk.pk,))
    page = client.get(answer.url).content.decode()
    assert "机密内容甲乙丙" in page
    assert "书记约谈下级主要负责人" in page
    file = reverse("talk-file", args=(talk.pk, 1))
    assert file.split("/files/")[0] in page
    t.owed.refresh_from_db()
    assert t.owed.fulfilled_on == DAY


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_is_kept(t):
    answer = browser(t.head).post(reverse("talk-new", args=("summons",)), filled(t, on="2026-06-17", reason="", c_day=["", ""]))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#f-on"' in page
    assert 'href="#f-reason"' in page
    assert "为何？" in page
    assert 'value="补上"' in page
    assert not Talk.objects.exists()


def test_the_form_begins_with_what_was_planned_and_is_drawn_again_for_another_seat(t):
    client, east = browser(t.head), t.town.township1_principal.pk
    begun = client.get(reverse("talk-new", args=("reminder",)), {"obligation": t.owed.pk}).content.decode()
    assert f'<option value="{east}" selected>' in begun
    again = client.post(reverse("talk-new", args=("reminder",)), filled(t, do="redraw", counterparts=east, sign="迟到", follow_up_on=""))
    page = again.content.decode()
    assert again.status_code == 200
    assert f'<option value="{east}" selected>' in page
    assert "迟到" in page


def test_preview_answers_with_the_panel_alone(t):
    answer = browser(t.head).post(reverse("talk-preview", args=("summons",)), filled(t))
    assert answer.content.decode().lstrip().startswith('<aside class="lz-panel" id="counts"')


def test_outsiders_learn_that_a_talk_took_place_and_nothing_else(t):
    talk = held(t)
    for who in (t.office, t.discipline):
        client = browser(who)
        listed, page = client.get(reverse("talks")).content.decode(), client.get(reverse("talk", args=(talk.pk,))).content.decode()
        for text in (listed, page):
            assert talk.number in text
            assert "孙东" not in text
            assert "机密" not in text
        assert client.get(reverse("talk-export", args=(talk.pk, "pdf"))).status_code == 403
        obligation = client.get(reverse("obligation", args=(t.owed.pk,))).content.decode()
        assert talk.number in obligation
        assert "机密" not in obligation


def test_the_person_talked_to_is_led_to_the_explanation(t):
    talk = matter(t)
    client = browser(t.head)
    assert reverse("talk", args=(talk.pk,)) in client.get(reverse("errands")).content.decode()
    client.post(reverse("talk-new", args=("summons",)), filled(t, planned=talk.pk, minor=1))
    person = browser(t.east)
    explain = reverse("talk-explain", args=(talk.pk,))
    assert explain in person.get(reverse("errands")).content.decode()
    assert "反映其公车私用一次" in person.get(explain).content.decode()
    assert person.post(explain, {"text": ""}).status_code == 422
    assert person.post(explain, {"text": "说明情况"}).status_code == 302
    assert client.get(reverse("talk-sign", args=(talk.pk,))).status_code == 200
    word = person.get(reverse("talk-export", args=(talk.pk, "docx")))
    assert word.status_code == 200
    assert "no-store" in word.headers["Cache-Control"]
