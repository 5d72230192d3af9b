"""Entries: recorded once, counted everywhere, refused with words that help, voided with a reason."""

from __future__ import annotations

import io
from datetime import date

import pytest

from liangze.conduct.actions import drop_draft, record, save_draft, void
from liangze.conduct.checks import all_wrong
from liangze.conduct.entry import NewEntry
from liangze.conduct.models import Entry, EntryDraft
from liangze.core.doubts import days_late_entered
from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusal, Refusals
from liangze.core.words import ActKind, Every, Role
from liangze.duties.models import Deed, Obligation
from liangze.organisation.models import GrantRole
from liangze.trust.attachments import Proof, take_in
from liangze.trust.models import AttachmentUse, AuditEntry
from tests.rooms import factory as f

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 16)


@pytest.fixture
def town():
    return f.town()


@pytest.fixture
def liaison(town):
    return f.acting("liaison", (GrantRole.LIAISON, town.bureau), today=TODAY)


def meeting(town, **changes) -> NewEntry:
    fields = {
        "unit_id": town.bureau.pk, "kind": "meeting", "on": date(2026, 6, 10), "holder_id": town.leadership.pk,
        "title": "Second special meeting", "topics": frozenset({"special-meeting"}),
    }
    return NewEntry(**(fields | changes))


def store(entry, by, **more):
    return record(entry=entry, by=by, today=TODAY, now=f.at(TODAY), **more)


def refused(entry, by) -> dict[str | None, Refusal]:
    with pytest.raises(Refusals) as caught:
        store(entry, by)
    assert all(refusal.remedy for refusal in caught.value.refusals)
    return {refusal.field: refusal for refusal in caught.value.refusals}


def test_one_entry_settles_what_it_meets_and_can_be_cited(town, liaison):
    owed = f.owe(f.duty(f.version(), "meeting", topics=("special-meeting",)), town.leadership, year=2026)
    first = store(meeting(town), liaison)
    second = store(meeting(town), liaison)
    assert (first.number, second.number) == ("2026-0610-01", "2026-0610-02")
    assert Obligation.objects.get(pk=owed[1].pk).fulfilled_on == date(2026, 6, 10)
    assert [entry.action for entry in AuditEntry.objects.order_by("id")[:2]] == ["duties.deed.record", "conduct.entry.record"]


def test_talks_with_several_people_are_one_entry_and_a_deed_for_each(town, liaison):
    each = f.duty(f.version(), "talk", role=Role.MEMBER, kind=ActKind.TALK, topics=("integrity-talk",), every=Every.YEAR)
    owed = [f.owe(each, town.member1, year=2026, counterpart=head)[0] for head in (town.head1, town.head2)]
    store(
        meeting(
            town, kind="talk", holder_id=town.member1.pk, topics=frozenset({"integrity-talk"}),
            counterparts=(town.head1.pk, town.head2.pk),
        ),
        liaison,
    )
    assert Deed.objects.count() == 2
    assert not Obligation.objects.filter(pk__in=[o.pk for o in owed], fulfilled_on=None).exists()


def test_everything_that_is_wrong_is_said_at_once(town, liaison):
    f.topic("integrity-study", ActKind.STUDY)
    found = refused(
        meeting(town, title=" ", on=date(2026, 6, 26), topics=frozenset({"integrity-study", "nonsense"}), counterparts=(0,)), liaison
    )
    assert set(found) == {"title", "on", "topics", "counterparts"}
    assert "has not come yet" in found["on"].what
    assert not Entry.objects.exists()


def test_seats_must_be_of_the_unit_and_exist_on_the_day(town, liaison):
    assert "not a seat" in refused(meeting(town, holder_id=town.county_leadership.pk, topics=frozenset()), liaison)["holder"].what
    new = f.seat(town.bureau, Role.MEMBER, "New member", since=date(2026, 6, 12))
    assert "exists since" in refused(meeting(town, holder_id=new.pk, topics=frozenset()), liaison)["on"].what
    gone = f.seat(town.bureau, Role.MEMBER, "Old member", until=date(2026, 6, 1))
    assert "ended on" in refused(meeting(town, holder_id=gone.pk, topics=frozenset()), liaison)["on"].what
    towards = refused(meeting(town, kind="talk", counterparts=(gone.pk,), topics=frozenset()), liaison)["counterparts"]
    assert "did not exist" in towards.what
    sister = refused(meeting(town, kind="talk", counterparts=(town.township1_principal.pk,), topics=frozenset()), liaison)
    assert "portfolio" in sister["counterparts"].what


def test_only_who_may_record_for_the_unit(town, liaison):
    with pytest.raises(NotAllowed):
        store(meeting(town, unit_id=town.county.pk, holder_id=town.county_leadership.pk, topics=frozenset()), liaison)
    with pytest.raises(NotFound):
        store(meeting(town, unit_id=0), liaison)


def test_proof_used_before_asks_for_a_reason_and_is_marked(town, liaison, settings, tmp_path):
    settings.ATTACHMENTS = tmp_path
    f.topic("special-meeting")
    file = take_in(file=io.BytesIO(b"%PDF-1.7 minutes"), name="minutes.pdf")
    store(meeting(town, proofs=(Proof(file.id, file.name),)), liaison)
    again = meeting(town, proofs=(Proof(file.id, file.name),))
    assert "another record" in refused(again, liaison)[f"reason-{file.id}"].what
    assert [wrong.field for wrong in all_wrong(again, by=liaison, today=TODAY)] == [f"reason-{file.id}"], "told before saving too"
    assert Entry.objects.count() == 1, "nothing is half saved"
    store(meeting(town, proofs=(Proof(file.id, file.name, "One meeting with two parts."),)), liaison)
    assert AttachmentUse.objects.exclude(reused_reason="").count() == 1


def test_a_void_entry_opens_again_what_it_had_settled(town, liaison):
    owed = f.owe(f.duty(f.version(), "meeting", topics=("special-meeting",)), town.leadership, year=2026)[1]
    entry = store(meeting(town), liaison)
    with pytest.raises(Refusal, match="reason is missing"):
        void(entry_id=entry.pk, reason="", by=liaison, now=f.at(TODAY))
    assert void(entry_id=entry.pk, reason="Wrong unit.", by=liaison, now=f.at(TODAY)) == [owed.pk]
    owed.refresh_from_db()
    assert (owed.done, owed.fulfilled_on) == (0, None)
    with pytest.raises(Conflict):
        void(entry_id=entry.pk, reason="Again.", by=liaison, now=f.at(TODAY))
    sister = f.acting("sister", (GrantRole.LIAISON, town.township1), today=TODAY)
    with pytest.raises(NotFound):
        void(entry_id=entry.pk, reason="Not mine.", by=sister, now=f.at(TODAY))


def test_a_missed_period_is_made_up_for_when_named(town, liaison):
    first, second, *_ = f.owe(f.duty(f.version(), "meeting", topics=("special-meeting",)), town.leadership, year=2026)
    store(meeting(town, makes_up=(first.pk,)), liaison)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.fulfilled_on, second.fulfilled_on) == (date(2026, 6, 10), None)
    assert "already" in refused(meeting(town, makes_up=(first.pk,)), liaison)["makes_up"].what


def test_a_draft_is_its_writers_own_and_goes_with_the_entry(town, liaison):
    f.topic("special-meeting")
    draft = save_draft(unit_id=town.bureau.pk, content={"title": "half"}, by=liaison)
    again = save_draft(unit_id=town.bureau.pk, content={"title": "more"}, by=liaison, draft_id=draft.pk)
    assert again.pk == draft.pk
    other = f.acting("other", (GrantRole.LIAISON, town.bureau), today=TODAY)
    with pytest.raises(NotFound):
        drop_draft(draft_id=draft.pk, by=other)
    store(meeting(town), liaison, draft_id=draft.pk)
    assert not EntryDraft.objects.exists()
    with pytest.raises(Refusal, match="too large"):
        save_draft(unit_id=town.bureau.pk, content={"note": "x" * 30_000}, by=liaison)


@pytest.mark.parametrize(
    ("on", "entered", "due", "days"),
    [
        (date(2026, 3, 25), date(2026, 4, 24), None, 0),
        (date(2026, 3, 25), date(2026, 4, 25), None, 31),
        (date(2026, 1, 30), date(2026, 2, 2), date(2026, 1, 31), 3),  # worked example 7
        (date(2026, 2, 1), date(2026, 2, 2), date(2026, 1, 31), 0),  # done late anyway, entered at once
        (date(2026, 1, 30), date(2026, 1, 31), date(2026, 1, 31), 0),
    ],
)
def test_entered_late(on, entered, due, days):
    assert days_late_entered(on, entered, due) == days
