"""Two people at one document at the same moment, for real: two connections, two transactions."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from liangze.core.errors import Conflict
from liangze.documents.signatures.verify import verify
from liangze.trust.endorsements import content, sheet_of
from liangze.trust.endorsements.verification import trusted
from liangze.trust.models import Endorsement, SigningKey
from tests.rooms.trust.signing import LI, NOW, RECORD, WANG, key, laid_out, signed

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.ATTACHMENTS = tmp_path


def together(*acts):
    """What each act came to, all begun at the same moment."""
    gate = threading.Barrier(len(acts))

    def one(act):
        try:
            gate.wait()
            return act()
        except Conflict as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_both_sign_one_after_the_other_and_both_signatures_hold():
    key(WANG), key(LI)
    shown = laid_out()
    done = together(lambda: signed(shown), lambda: signed(shown, LI, box="holder", role="责任人"))
    assert {each.name for each in done} == {"王某", "李某"}
    verdict = verify(content(sheet_of(RECORD)), trusted(), now=NOW)
    assert verdict.valid
    assert {each.name for each in verdict.signatures} == {"王某", "李某"}


def test_of_two_at_one_place_one_signs_and_the_other_is_told():
    key(WANG), key(LI)
    shown = laid_out()
    done = together(lambda: signed(shown), lambda: signed(shown, LI))
    assert sorted(isinstance(each, Conflict) for each in done) == [False, True]
    assert Endorsement.objects.count() == 1


def test_a_document_laid_out_anew_at_the_same_moment_is_never_signed_by_half():
    key(WANG)
    shown = laid_out()
    together(lambda: signed(shown), lambda: laid_out("另一项责任。"))
    newest = sheet_of(RECORD)
    assert (newest.number, newest.signatures) == (2, ())
    for each in Endorsement.objects.all():
        assert each.sheet_id == shown.sheet_id


def test_a_person_makes_one_key_however_often_the_button_is_pressed():
    done = together(*[lambda: key(WANG)] * 3)
    assert sum(isinstance(each, Conflict) for each in done) == 2
    assert SigningKey.objects.count() == 1
