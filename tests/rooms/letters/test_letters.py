"""From the basis to the signed letter: who is asked, what it says, who signs when, what becomes of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusal, Refusals
from liangze.core.letter import LetterOrder, LetterStage
from liangze.core.words import ActKind, Every, Role
from liangze.duties.models import Deed, Obligation
from liangze.letters.actions import issue_again, sign, withdraw, work_off_batch
from liangze.letters.actions.batch import order_batch
from liangze.letters.models import Batch, BatchSeat, Letter, LetterKind
from liangze.letters.queries import to_sign, waiting
from liangze.letters.queries.candidates import Candidate, Wanted, listed, survey
from liangze.letters.queries.letter import letter_page
from liangze.letters.queries.reach import the_letter
from liangze.organisation.models import Appointment, Unit
from liangze.organisation.policy import acting_for
from liangze.trust.endorsements import sheet_of
from liangze.trust.endorsements.queries import sheets_of
from liangze.trust.models import AuditEntry
from tests.rooms import factory as f
from tests.rooms.letters.conftest import NOW, PASSPHRASE, TODAY, YEAR, Place, county, issued, ordered, wanted

pytestmark = pytest.mark.django_db


def put_name(letter: Letter, by, *, opinion="agree", comments="", passphrase=PASSPHRASE, shown=None, now=NOW):
    sheet = sheet_of(("letters.letter", letter.pk))
    return sign(
        letter_id=letter.pk, shown=sheet.digest if shown is None else shown, opinion=opinion, comments=comments, passphrase=passphrase,
        by=by, now=now,
    )


def candidates(asked: Wanted, unit: Unit, today: date) -> tuple[Candidate, ...]:
    return listed(survey(asked, unit, today))


def stage(letter: Letter, by) -> str:
    return the_letter(letter.pk, by).stage


def signed(place: Place) -> Letter:
    letter = issued(place)
    put_name(letter, place.signer(place.town.principal))
    put_name(letter, place.signer(place.town.county_principal))
    return letter


# who is asked

def test_the_gate_lets_the_bureau_through_and_keeps_the_townships_out(place: Place) -> None:
    found = {each.unit: each for each in candidates(wanted(place), place.town.county, TODAY)}
    assert found["甲局"].basis
    assert "第十五条" in found["甲局"].basis.permit.clause
    assert not found["东乡"].basis
    assert not found["西乡"].basis
    assert "第十五条" in found["东乡"].basis.params["clause"]


def test_whom_the_gate_kept_out_stays_with_the_batch_and_gets_no_letter(place: Place) -> None:
    batch = ordered(place)
    assert [row[0] for row in batch.refused] == ["东乡", "西乡"]
    assert [seat.post for seat in batch.seats.all()] == [place.town.principal]


def test_without_a_permitting_clause_nothing_is_issued(db, settings, tmp_path) -> None:
    settings.ATTACHMENTS = tmp_path
    bare = county(adopted="huzhou/two-responsibilities-2015/1")
    with pytest.raises(Refusal) as refused:
        ordered(bare)
    assert "No rule in force" in str(refused.value)
    assert refused.value.remedy
    assert not Batch.objects.exists()


def test_a_permit_that_ended_meanwhile_stops_the_letter(place: Place) -> None:
    batch = ordered(place)
    place.town.county.adoptions.update(until=TODAY)
    work_off_batch(batch_id=batch.pk, by=place.office, clock=lambda: NOW)
    assert not Letter.objects.exists()
    assert "No rule in force" in BatchSeat.objects.get().problem["what"]


def test_only_townships_is_refused_with_the_clause(place: Place) -> None:
    with pytest.raises(Refusal) as refused:
        ordered(place, level="township")
    assert "第十五条" in refused.value.clause


def test_members_of_the_own_leadership(place: Place) -> None:
    asked = wanted(place, unit_id=place.town.bureau.pk, kind=LetterKind.TO_MEMBER)
    assert [each.seat for each in candidates(asked, place.town.bureau, TODAY) if each.due] == ["副局长一", "副局长二"]


def test_a_unit_above_orders_for_all_below(place: Place) -> None:
    asked = wanted(place, kind=LetterKind.TO_MEMBER, below=True)
    assert {(each.issuer_unit, each.seat) for each in candidates(asked, place.town.county, TODAY) if each.due} == {
        ("甲局", "副局长一"), ("甲局", "副局长二")
    }


def test_only_whoever_may_issue_there(place: Place) -> None:
    with pytest.raises(NotAllowed):
        ordered(place, by=place.discipline)
    with pytest.raises(NotFound):
        ordered(place, by=f.acting("elsewhere", today=TODAY))


@pytest.mark.parametrize(("field", "change"), [("year", {"year": 2035}), ("kind", {"kind": "x"}), ("level", {"level": "x"})])
def test_nonsense_is_refused_with_its_field(place: Place, field: str, change: dict) -> None:
    with pytest.raises(Refusal) as refused:
        ordered(place, **change)
    assert refused.value.field == field


def test_an_empty_common_part_is_refused(place: Place) -> None:
    with pytest.raises(Refusal) as refused:
        order_batch(wanted=wanted(place), order=LetterOrder.HOLDER_FIRST, preamble="  ", by=place.office, today=TODAY, now=NOW)
    assert refused.value.field == "preamble"


# what it says

def test_a_letter_prints_the_holders_items_and_the_issuers_own(place: Place) -> None:
    letter = issued(place)
    assert [row[0] for row in letter.content["duties"]] == ["每季度召开专题会议", "每年讲一次廉政党课"]
    assert [row[0] for row in letter.content["own"]] == ["听取下级汇报", "带头廉洁自律"]
    sheet = sheet_of(("letters.letter", letter.pk))
    assert set(sheet.boxes) == {"holder", "issuer"}


def test_without_a_list_or_a_task_there_is_no_letter_and_the_reason_is_kept(place: Place) -> None:
    for each in place.town.bureau.responsibility_lists.all():
        each.versions.get().items.update(left_out="不适用")
    batch = ordered(place)
    work_off_batch(batch_id=batch.pk, by=place.office, clock=lambda: NOW)
    problem = BatchSeat.objects.get().problem
    assert "Neither a list item nor a task" in problem["what"]
    assert problem["params"] == {"unit": "甲局"}
    assert not Letter.objects.exists()


# signing

def test_holder_then_issuer_and_it_is_signed(place: Place) -> None:
    letter = issued(place)
    holder, issuer = place.signer(place.town.principal), place.signer(place.town.county_principal)
    assert [each.id for each in to_sign(holder)] == [letter.pk]
    assert to_sign(issuer) == ()
    put_name(letter, holder)
    assert stage(letter, holder) == LetterStage.FIRST
    assert to_sign(holder) == ()
    assert [each.party for each in to_sign(issuer)] == ["issuer"]
    put_name(letter, issuer)
    assert stage(letter, holder) == LetterStage.SIGNED
    assert to_sign(issuer) == ()
    assert [each.party for each in letter_page(letter_id=letter.pk, by=holder, today=TODAY).sides if each.signed] == ["holder", "issuer"]


def test_the_other_order(place: Place) -> None:
    letter = issued(place, order=LetterOrder.ISSUER_FIRST)
    with pytest.raises(Conflict, match="turn"):
        put_name(letter, place.signer(place.town.principal))
    put_name(letter, place.signer(place.town.county_principal))
    put_name(letter, place.signer(place.town.principal))
    assert stage(letter, place.office) == LetterStage.SIGNED


def test_nobody_signs_for_another(place: Place) -> None:
    letter = issued(place)
    with pytest.raises(NotAllowed):
        put_name(letter, place.office)
    with pytest.raises(NotFound):
        put_name(letter, place.signer(place.town.township1_principal))
    assert stage(letter, place.office) == LetterStage.ISSUED


def test_a_document_changed_since_it_was_shown_is_not_signed(place: Place) -> None:
    letter = issued(place)
    holder = place.signer(place.town.principal)
    shown = sheet_of(("letters.letter", letter.pk)).digest
    issue_again(letter_id=letter.pk, preamble="另写的共同部分。", by=place.office, today=TODAY, now=NOW)
    with pytest.raises(Conflict, match="changed since"):
        put_name(letter, holder, shown=shown)
    assert stage(letter, holder) == LetterStage.ISSUED
    put_name(letter, holder)
    assert stage(letter, holder) == LetterStage.FIRST


def test_a_wrong_passphrase_changes_nothing(place: Place) -> None:
    letter = issued(place)
    with pytest.raises((Refusal, Refusals)):
        put_name(letter, place.signer(place.town.principal), passphrase="wrong")
    assert stage(letter, place.office) == LetterStage.ISSUED
    assert not Deed.objects.exists()


def test_a_returned_letter_is_issued_again_and_both_sheets_are_kept(place: Place) -> None:
    letter = issued(place)
    holder = place.signer(place.town.principal)
    with pytest.raises((Refusal, Refusals)):
        put_name(letter, holder, opinion="return")
    put_name(letter, holder, opinion="return", comments="第二项不是本局职责。")
    assert letter_page(letter_id=letter.pk, by=place.office, today=TODAY).returned == "第二项不是本局职责。"
    issue_again(letter_id=letter.pk, preamble="已按意见核对。", by=place.office, today=TODAY, now=NOW)
    assert stage(letter, holder) == LetterStage.ISSUED
    assert [each.voided_at is None for each in sheets_of(("letters.letter", letter.pk))] == [True, False]


def test_a_letter_issued_again_unchanged_begins_with_a_sheet_without_signatures(place: Place) -> None:
    letter = issued(place, order=LetterOrder.ISSUER_FIRST)
    put_name(letter, place.signer(place.town.county_principal))
    put_name(letter, place.signer(place.town.principal), opinion="return", comments="点错了。")
    issue_again(letter_id=letter.pk, preamble=letter.preamble, by=place.office, today=TODAY, now=NOW)
    put_name(letter, place.signer(place.town.county_principal))
    put_name(letter, place.signer(place.town.principal))
    assert stage(letter, place.office) == LetterStage.SIGNED


def test_what_no_clause_permits_any_more_is_not_issued_again(place: Place) -> None:
    letter = issued(place)
    place.town.county.adoptions.update(until=TODAY)
    with pytest.raises(Refusal, match="No rule in force"):
        issue_again(letter_id=letter.pk, preamble="同前。", by=place.office, today=TODAY, now=NOW)
    assert len(sheets_of(("letters.letter", letter.pk))) == 1


def test_what_carries_a_signature_is_not_laid_out_anew(place: Place) -> None:
    letter = issued(place)
    put_name(letter, place.signer(place.town.principal))
    with pytest.raises(Conflict):
        issue_again(letter_id=letter.pk, preamble="改写。", by=place.office, today=TODAY, now=NOW)


def test_a_signed_letter_settles_the_duty_of_the_issuer_and_withdrawing_it_opens_it_again(place: Place) -> None:
    of = f.version("letters-rules")
    asks = f.duty(
        of, "letters", role=Role.PRINCIPAL, kind=ActKind.PLAN, topics=("responsibility-letter",), every=Every.YEAR,
        towards="subordinate_principals",
    )
    f.adopt(of, place.town.county)
    (owed,) = f.owe(asks, place.town.county_principal, year=YEAR, counterpart=place.town.principal)
    letter = signed(place)
    assert Deed.objects.get().counterpart_id == place.town.principal.pk
    assert Obligation.objects.get(pk=owed.pk).fulfilled_on == TODAY
    withdraw(letter_id=letter.pk, reason="签错了文本。", by=place.office, now=NOW)
    assert Obligation.objects.get(pk=owed.pk).fulfilled_on is None
    assert stage(letter, place.office) == LetterStage.WITHDRAWN
    assert sheet_of(("letters.letter", letter.pk)).voided_at is not None


def test_withdrawing_needs_a_reason_and_the_right(place: Place) -> None:
    letter = issued(place)
    with pytest.raises(Refusal) as refused:
        withdraw(letter_id=letter.pk, reason=" ", by=place.office, now=NOW)
    assert refused.value.field == "reason"
    with pytest.raises(NotAllowed):
        withdraw(letter_id=letter.pk, reason="x", by=place.discipline, now=NOW)
    withdraw(letter_id=letter.pk, reason="另行签发。", by=place.office, now=NOW)
    with pytest.raises(Conflict):
        withdraw(letter_id=letter.pk, reason="另行签发。", by=place.office, now=NOW)


# the year goes on

def test_one_letter_a_holder_and_year_until_it_is_withdrawn(place: Place) -> None:
    letter = issued(place)
    with pytest.raises(Refusal, match="has a letter"):
        ordered(place)
    withdraw(letter_id=letter.pk, reason="另行签发。", by=place.office, now=NOW)
    assert issued(place).pk != letter.pk


def test_a_new_holder_is_due_a_letter_and_the_old_one_stays_with_the_person(place: Place) -> None:
    letter = signed(place)
    before = place.signer(place.town.principal)
    later = TODAY + timedelta(days=100)
    Appointment.objects.filter(post=place.town.principal).update(until=later)
    f.appoint(f.person("新任"), place.town.principal, since=later)
    due = [each for each in candidates(wanted(place), place.town.county, later) if each.due]
    assert [(each.person, each.letter_id) for each in due] == [("新任", None)]
    account = acting_for(f.Account.objects.get(pk=before.account_id), today=later)
    assert the_letter(letter.pk, account).holder_person.name != "新任"
    assert letter_page(letter_id=letter.pk, by=place.office, today=later).moved


def test_whoever_left_the_seat_signs_no_more_and_is_not_reminded(place: Place) -> None:
    letter = issued(place)
    holder = place.signer(place.town.principal)
    later = TODAY + timedelta(days=30)
    Appointment.objects.filter(post=place.town.principal).update(until=later)
    gone = acting_for(f.Account.objects.get(pk=holder.account_id), today=later)
    assert to_sign(gone) == ()
    assert [each.pk for each in waiting(year=YEAR, today=TODAY)] == [letter.pk]
    assert not waiting(year=YEAR, today=later)
    with pytest.raises(NotAllowed):
        put_name(letter, gone, now=f.at(later))


def test_every_write_is_in_the_audit_chain(place: Place) -> None:
    letter = signed(place)
    withdraw(letter_id=letter.pk, reason="另行签发。", by=place.office, now=NOW)
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"letters.batch.order", "letters.letter.issue", "letters.letter.sign", "letters.letter.withdraw"} <= actions
