"""Signing a document inside the product: what holds, what is refused, what is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from liangze.core.errors import Conflict, Refusal, Refusals
from liangze.trust.attachments import sweep
from liangze.trust.endorsements import Opinion, content, records_of, sheet_of, void
from liangze.trust.endorsements.attempts import LIMIT, REST, Resting
from liangze.trust.endorsements.keys import Protection, change_passphrase, revoke_key
from liangze.trust.models import AuditEntry, Endorsement, SigningKey
from tests.rooms.trust.signing import LI, NOW, OFFICE, PASSPHRASE, RECORD, WANG, By, key, laid_out, signed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.ATTACHMENTS = tmp_path


def test_two_people_sign_one_document_and_both_signatures_stand():
    key(WANG), key(LI)
    sheet = laid_out()
    first = signed(sheet)
    second = signed(sheet_of(RECORD), LI, box="holder", role="责任人", opinion="agree_with_comments", comments="请按季度报告。")
    now = sheet_of(RECORD)
    assert [(each.name, each.box, each.opinion) for each in now.signatures] == [
        ("王某", "issuer", Opinion.AGREE), ("李某", "holder", Opinion.AGREE_WITH_COMMENTS),
    ]
    assert now.signed_boxes == {"issuer", "holder"}
    assert content(now).startswith(content(sheet)), "signing only ever adds to the file"
    assert (first.voided, second.signed) == (False, True)
    assert set(AuditEntry.objects.values_list("action", flat=True)) == {
        "trust.authority.make", "trust.signing_key.make", "trust.sheet.lay_out", "trust.endorsement.sign",
    }


def test_who_was_shown_the_document_before_another_signed_it_signs_the_newest_bytes():
    key(WANG), key(LI)
    shown = laid_out()
    signed(shown)
    signed(shown, LI, box="holder", role="责任人")
    assert len(sheet_of(RECORD).signed_boxes) == 2


def test_a_document_changed_since_it_was_shown_is_not_signed():
    key()
    shown = laid_out()
    laid_out("另一项责任。")
    with pytest.raises(Conflict) as refused:
        signed(shown)
    assert refused.value.field == "shown"
    assert not Endorsement.objects.exists()


def test_a_newer_document_voids_the_signatures_of_the_older_and_keeps_both():
    key()
    old = laid_out()
    signed(old)
    new = laid_out("另一项责任。")
    assert (new.number, new.signatures) == (2, ())
    assert laid_out("另一项责任。").sheet_id == new.sheet_id, "the same bytes again change nothing"
    assert content(sheet_of(RECORD)) == content(new)
    assert Endorsement.objects.filter(sheet=old.sheet_id).count() == 1


def test_a_void_document_is_not_signed():
    key()
    sheet = laid_out()
    void(record=RECORD, reason="班子调整", by=OFFICE, now=NOW)
    with pytest.raises(Conflict):
        signed(sheet)
    assert sheet_of(RECORD).void_reason == "班子调整"


def test_a_place_is_signed_once():
    key(WANG), key(LI)
    sheet = laid_out()
    signed(sheet)
    with pytest.raises(Conflict) as refused:
        signed(sheet, LI)
    assert refused.value.params["name"] == "王某"


def test_a_return_signs_nothing_and_needs_its_reason():
    sheet = laid_out()
    with pytest.raises(Refusals) as refused:
        signed(sheet, opinion="return")
    assert [each.field for each in refused.value.refusals] == ["comments"]
    said = signed(sheet, opinion="return", comments="第三项写得太笼统。", passphrase="")
    assert (said.signed, sheet_of(RECORD).digest) == (False, sheet.digest)


def test_agreeing_with_words_is_agreeing_with_comments():
    key()
    assert signed(laid_out(), comments="请按季度报告。").opinion is Opinion.AGREE_WITH_COMMENTS


@pytest.mark.parametrize("opinion", ["", "perhaps"])
def test_an_opinion_must_be_chosen(opinion):
    with pytest.raises(Refusals) as refused:
        signed(laid_out(), opinion=opinion)
    assert refused.value.refusals[0].field == "opinion"


def test_without_a_key_with_an_expired_or_a_revoked_one_nothing_is_signed():
    sheet = laid_out()
    with pytest.raises(Refusal, match="no signing key"):
        signed(sheet)
    made = key()
    with pytest.raises(Refusal, match="expired"):
        signed(sheet, now=NOW + timedelta(days=3 * 366))
    revoke_key(key_id=made.pk, reason="lost", note="", by=OFFICE, now=NOW)
    with pytest.raises(Refusal, match="revoked"):
        signed(sheet)
    assert sheet_of(RECORD).digest == sheet.digest


def test_wrong_passphrases_are_counted_although_the_attempt_is_rolled_back_and_lock_the_key():
    key()
    sheet = laid_out()
    for left in range(LIMIT - 1, 0, -1):
        with pytest.raises(Refusal) as refused:
            signed(sheet, passphrase="wrong-passphrase")
        assert refused.value.params["left"] == left
    for passphrase in ("wrong-passphrase", PASSPHRASE):
        with pytest.raises(Resting):
            signed(sheet, passphrase=passphrase)
    later = NOW + REST + timedelta(seconds=1)
    assert signed(sheet, now=later).signed


def test_the_right_passphrase_makes_earlier_slips_forgotten():
    key()
    sheet = laid_out()
    for _ in range(LIMIT - 1):
        with pytest.raises(Refusal):
            signed(sheet, passphrase="wrong-passphrase")
    signed(sheet)
    with pytest.raises(Refusal) as refused:
        signed(sheet, box="holder", passphrase="wrong-passphrase")
    assert refused.value.params["left"] == LIMIT - 1


def test_another_passphrase_opens_the_same_key():
    made = key()
    change_passphrase(
        account_id=7, old=PASSPHRASE, protection=Protection("server", "739154", "739154"), by=By(7, "王某"), now=NOW
    )
    sheet = laid_out()
    with pytest.raises(Refusal):
        signed(sheet)
    assert signed(sheet, passphrase="７３９１５４").signed, "full-width digits are digits"
    assert SigningKey.objects.get().fingerprint == made.fingerprint


def test_what_was_said_cannot_be_changed_in_the_database():
    signed(laid_out(), opinion="return", comments="退回修改。")
    for change in (lambda: Endorsement.objects.update(comments="同意"), lambda: Endorsement.objects.all().delete()):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


def test_the_newest_sheets_of_many_records_take_two_statements(django_assert_num_queries):
    for number in range(4):
        laid_out(record=("letters.letter", number))
    laid_out("新版。", record=("letters.letter", 2))
    with django_assert_num_queries(2):
        found = records_of("letters.letter", range(5))
    assert {number: sheet.number for number, sheet in found.items()} == {0: 1, 1: 1, 2: 2, 3: 1}


def test_what_was_signed_is_not_swept_away_with_leftovers():
    key()
    sheet = laid_out()
    signed(sheet)
    sweep(now=timezone.now() + timedelta(days=400))
    assert content(sheet_of(RECORD)).startswith(content(sheet))


def test_with_another_signing_secret_nothing_opens_and_the_refusal_says_what_to_restore(settings):
    key()
    sheet = laid_out()
    settings.SIGNING_KEY = "another"
    with pytest.raises(Refusal, match="signing secret"):
        signed(sheet)
    assert not Endorsement.objects.exists()
