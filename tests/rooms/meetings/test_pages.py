"""The pages of meetings: forms without JavaScript, what was typed is kept, the invitation, the minutes as papers."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from docx import Document

from liangze.core.words import Role
from liangze.meetings.actions import cancel_meeting, change_plan
from liangze.meetings.models import Attendance, MajorMatter, Meeting, MeetingDecision
from liangze.organisation.models import Account
from liangze.web.records import READERS
from tests.rooms import factory as f
from tests.rooms.meetings.conftest import DAY, NOW

pytestmark = pytest.mark.django_db


def browser(who) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=who.account_id))
    return client


def plan_fields(bureau, **changes) -> dict[str, object]:
    given = {
        "do": "save", "unit": bureau.town.bureau.pk, "kind": "special", "title": "二季度专题例会", "holder": bureau.town.leadership.pk,
        "chair": bureau.head.pk, "on": "2026-06-15", "at": "09:30", "place": "三楼会议室", "topics": ["special-meeting"],
        "a_title": ["听取汇报", "", ""], "a_who": [bureau.member.pk, "", ""], "a_length": ["40", "", ""],
    }
    return {**given, **changes}


def hold_fields(bureau, meeting: Meeting, **changes) -> dict[str, object]:
    given = {
        "do": "save", "seen": meeting.sequence, "unit": bureau.town.bureau.pk, "held_on": "2026-06-12", "topics": ["special-meeting"],
        "d_text": ["建立清单", ""], "d_owner": [f"p{bureau.member.pk}", ""], "d_due": ["2026-06-30", ""],
        **{f"att-{post.pk}": "present" for post in (bureau.head, bureau.member, bureau.second, bureau.discipline)},
    }
    return {**given, **changes}


def test_a_plan_of_a_day_that_has_come_leads_to_its_record(bureau):
    answer = browser(bureau.liaison).post(reverse("meeting-new"), plan_fields(bureau))
    meeting = Meeting.objects.get()
    assert answer.url == reverse("meeting-hold", args=(meeting.pk,))
    assert [item.title for item in meeting.agenda.all()] == ["听取汇报"]
    later = browser(bureau.liaison).post(reverse("meeting-new"), plan_fields(bureau, on="2026-07-03"))
    assert re.fullmatch(r"/meetings/\d+/", later.url)


def test_what_was_typed_is_kept_and_each_field_says_what_is_wrong(bureau):
    page = browser(bureau.liaison).post(
        reverse("meeting-new"), plan_fields(bureau, on="morgen", at="late", place="", title="我的标题", a_length=["viel", "", ""])
    )
    assert page.status_code == 422
    text = page.content.decode()
    assert 'value="我的标题"' in text
    for field in ("on", "at", "place", "agenda"):
        assert f'href="#f-{field}"' in text
        assert f'id="e-{field}"' in text


def test_more_lines_and_the_usual_topics_of_a_kind_need_no_script(bureau):
    client = browser(bureau.liaison)
    more = client.post(reverse("meeting-new"), plan_fields(bureau, do="more"))
    assert more.content.decode().count('name="a_title"') == 6
    other = client.post(reverse("meeting-new"), plan_fields(bureau, do="redraw", kind="situation", was_kind="special"))
    assert other.context["plan"].topics == ("situation-analysis",)
    assert not Meeting.objects.exists()


def test_before_saving_it_says_what_it_will_count_for_and_why_not(bureau):
    meeting = bureau.planned()
    client, address = browser(bureau.liaison), reverse("meeting-hold", args=(meeting.pk,))
    page = client.get(address)
    assert page.status_code == 200
    assert len(page.context["preview"].counts) == 2
    one = client.post(address, hold_fields(bureau, meeting, do="preview"), headers={"HX-Request": "true"})
    assert one.content.decode().lstrip().startswith('<aside class="lz-panel" id="counts"')
    assert [item.title for item in one.context["preview"].counts] == ["每季度专题例会"]
    assert [item.title for item in one.context["preview"].near] == ["每半年形势分析会"]
    assert Meeting.objects.get().held_on is None


def test_the_preview_leaves_out_with_whom_it_did_not_meet(bureau):
    """Each with whom the meeting is held is marked in the attendance; what is owed towards who stayed away is not shown as settled."""
    town = bureau.town
    bodies = [f.seat(unit, Role.LEADERSHIP, "支部") for unit in (town.office1, town.office2)]
    for body in bodies:
        rules = f.version(f"talks-{body.pk}", number=f"甲委〔2026〕{body.pk}号")
        owes = f.duty(rules, "consult", topics=("special-meeting",), title=f"会商{body.unit.name}")
        f.adopt(owes.version, town.county)
        f.owe(owes, town.leadership, year=2026, counterpart=body)
    meeting = bureau.planned(kind="consultation", counterparts=tuple(body.pk for body in bodies))
    client, address = browser(bureau.liaison), reverse("meeting-hold", args=(meeting.pk,))
    first = client.get(address)
    assert {"会商一处：一处支部", "会商二处：二处支部"} <= {item.title for item in first.context["preview"].counts}
    for body in bodies:
        assert f'name="att-{body.pk}"' in first.content.decode()
    fields = hold_fields(bureau, meeting, do="preview", **{f"att-{bodies[0].pk}": "absent", f"att-{bodies[1].pk}": "present"})
    titles = {item.title for item in client.post(address, fields, headers={"HX-Request": "true"}).context["preview"].counts}
    assert "会商二处：二处支部" in titles
    assert "会商一处：一处支部" not in titles
    nobody = {**fields, f"att-{bodies[1].pk}": "absent"}
    assert client.post(address, nobody, headers={"HX-Request": "true"}).context["preview"].counts == ()


def test_a_refused_record_keeps_everything_typed(bureau):
    meeting = bureau.planned()
    seats = {f"att-{bureau.member.pk}": "absent", f"note-{bureau.second.pk}": "备注"}
    fields = hold_fields(bureau, meeting, held_on="2026-06-20", guests="列席的同志", **seats)
    page = browser(bureau.liaison).post(reverse("meeting-hold", args=(meeting.pk,)), fields)
    text = page.content.decode()
    assert page.status_code == 422
    for kept in ('value="2026-06-20"', 'value="列席的同志"', 'value="备注"', 'value="建立清单"'):
        assert kept in text
    assert f'href="#f-attendance-{bureau.member.pk}"' in text
    mended = browser(bureau.liaison).post(reverse("meeting-hold", args=(meeting.pk,)), {**fields, "on_fix": "2026-06-16"})
    assert 'value="2026-06-16"' in mended.content.decode()


def test_a_meeting_is_recorded_from_the_form(bureau):
    meeting = bureau.planned()
    file = io.BytesIO("会议纪要全文".encode())
    file.name = "纪要.txt"
    answer = browser(bureau.liaison).post(reverse("meeting-hold", args=(meeting.pk,)), hold_fields(bureau, meeting, files=file))
    assert answer.url == reverse("meeting", args=(meeting.pk,)), answer.content.decode()[:500]
    assert Attendance.objects.count() == 4
    assert MeetingDecision.objects.get().owner_id == bureau.member.pk
    page = browser(bureau.liaison).get(answer.url)
    (used,) = page.context["page"].files
    sent = browser(bureau.liaison).get(reverse("meeting-file", args=(meeting.pk, used.id)))
    assert b"".join(sent.streaming_content).decode() == "会议纪要全文"
    assert list(READERS["meetings.meeting"]([meeting.pk], {}, bureau.liaison)) == [meeting.pk]


def test_the_next_form_lists_open_decisions_and_takes_their_answers(bureau):
    bureau.held()
    number = MeetingDecision.objects.get().pk
    meeting = bureau.planned(on=date(2026, 6, 15))
    client, address = browser(bureau.liaison), reverse("meeting-hold", args=(meeting.pk,))
    assert f'name="answer-{number}"' in client.get(address).content.decode()
    missing = client.post(address, hold_fields(bureau, meeting, held_on="2026-06-15"))
    assert f'href="#f-answer-{number}"' in missing.content.decode()
    answers = {f"answer-{number}": "continues", f"words-{number}": "过半", f"day-{number}": "2026-08-01"}
    assert client.post(address, hold_fields(bureau, meeting, held_on="2026-06-15", **answers)).status_code == 302
    assert client.get(reverse("meeting-decision", args=(number,))).context["view"].due == date(2026, 8, 1)


def unfolded(text: str) -> dict[str, str]:
    lines = text.replace("\r\n ", "").split("\r\n")
    return dict(line.split(":", 1) for line in lines if ":" in line)


def test_the_invitation_keeps_its_name_and_counts_its_changes(bureau):
    meeting = bureau.planned(title="例会；研究人、财、物，" + "很长" * 20, place="三楼, 东侧; 会议室")
    client, address = browser(bureau.liaison), reverse("meeting-calendar", args=(meeting.pk,))
    raw = client.get(address).content
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    first = unfolded(raw.decode())
    assert (first["METHOD"], first["SEQUENCE"], first["STATUS"]) == ("PUBLISH", "0", "CONFIRMED")
    assert (first["DTSTART"], first["DTEND"]) == ("20260612T013000Z", "20260612T024000Z"), "seventy minutes by the agenda"
    assert first["LOCATION"] == "三楼\\, 东侧\\; 会议室"
    change_plan(meeting_id=meeting.pk, plan=bureau.plan(place="二楼"), seen=0, by=bureau.liaison, today=DAY, now=NOW)
    second = unfolded(client.get(address).content.decode())
    cancel_meeting(meeting_id=meeting.pk, reason="冲突", by=bureau.liaison, now=NOW)
    third = unfolded(client.get(address).content.decode())
    assert {first["UID"], second["UID"], third["UID"]} == {f"{meeting.uid}@liangze"}
    assert (second["SEQUENCE"], third["SEQUENCE"]) == ("1", "2")
    assert (third["METHOD"], third["STATUS"]) == ("CANCEL", "CANCELLED")


def test_the_minutes_are_a_paper_in_the_official_layout(bureau):
    meeting = bureau.held(minutes=())
    with translation.override("en"):
        word = browser(bureau.liaison).get(reverse("meeting-export", args=(meeting.pk, "docx")))
    text = "\n".join(each.text for each in Document(io.BytesIO(word.content)).element.body.iter() if each.text)
    assert "二季度专题例会" in text
    assert "六月底前建立廉政风险点清单" in text
    pdf = browser(bureau.liaison).get(reverse("meeting-export", args=(meeting.pk, "pdf")))
    assert pdf.content.startswith(b"%PDF")
    notice = browser(bureau.liaison).get(reverse("meeting-export", args=(bureau.planned().pk, "pdf")))
    assert notice.status_code == 200


def test_a_matter_is_laid_discussed_and_warned_of_on_its_page(bureau):
    meeting, client = bureau.held(), browser(bureau.liaison)
    refused = client.post(reverse("meeting-matter-new", args=(meeting.pk,)), {"kind": "funds", "title": "经费", "amount": "十万"})
    assert refused.status_code == 422
    fields = {"do": "save", "kind": "funds", "title": "安排经费", "amount": "1,200,000", "circulated_on": "2026-06-08"}
    address = client.post(reverse("meeting-matter-new", args=(meeting.pk,)), fields).url
    votes = {f"vote-{post.pk}": "for" for post in (bureau.head, bureau.member, bureau.second)}
    said = {f"spoke-{bureau.head.pk}": "1", f"spoke-{bureau.member.pk}": "2", "decision": "同意。", "majority": "half_present", "seen": "0"}
    warned = client.post(address, {**votes, **said})
    text = warned.content.decode()
    assert warned.status_code == 409
    assert "二（一）7" in text
    assert 'name="warned" value="1"' in text
    assert "同意。" in text
    assert client.post(address, {**votes, **said, "warned": "1"}).status_code == 302
    matter = MajorMatter.objects.get()
    assert matter.warned
    assert client.get(address).context["page"].carried


def test_lists_filter_and_an_empty_one_says_what_to_do_first(bureau):
    client = browser(bureau.liaison)
    assert "lz-empty" in client.get(reverse("meetings")).content.decode()
    bureau.held()
    bureau.planned(kind="committee", on=date(2026, 7, 1))
    for query, count in (({}, 2), ({"state": "held"}, 1), ({"kind": "committee"}, 1), ({"year": "2025"}, 0), ({"state": "to_record"}, 0)):
        assert len(client.get(reverse("meetings"), query).context["rows"]) == count
    for query, count in (({}, 1), ({"mine": "1"}, 1), ({"late": "1"}, 0), ({"ended": "1"}, 0), ({"owner": "999999"}, 0)):
        assert len(client.get(reverse("meeting-decisions"), query).context["rows"]) == count
