"""My signature: making, bringing, changing, revoking one's key."""

from __future__ import annotations

from http import HTTPStatus
from time import monotonic

import pytest
from asn1crypto.pkcs12 import Pfx
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from liangze.documents.signatures.authority import issue, make_authority
from liangze.documents.signatures.keys import new_key
from liangze.documents.signatures.pkcs12_bounded import PATIENCE
from liangze.trust.clock import now
from liangze.trust.models import AuditEntry, SigningKey

GOOD = "willow-lantern-42"


def make(who, new=GOOD, again=None, custody="passphrase", **more):
    return who.post(reverse("signing-key-make"), {"custody": custody, "new": new, "again": new if again is None else again, **more})


def text(response) -> str:
    return response.content.decode()


def test_a_key_is_made_out_to_the_person_and_the_seat(principal, wang, django_assert_max_num_queries):
    assert "王某" in text(principal.get(reverse("own-signature")))
    assert make(principal).url == reverse("own-signature")
    key = SigningKey.objects.get()
    assert (key.account_id, key.name, key.seat, key.unit, key.source) == (wang.pk, "王某", "主要负责人", "甲局", "own")
    with django_assert_max_num_queries(12):
        assert "可以签署" in text(principal.get(reverse("own-signature")))


@pytest.mark.parametrize(
    ("new", "again", "custody", "said"),
    [
        ("short", None, "passphrase", "口令太短"),
        ("aaaaaaaaaaaa", None, "passphrase", "太容易被猜到"),
        ("123456789012"[:9] + "0", None, "passphrase", "太容易被猜到"),
        (GOOD, GOOD + "x", "passphrase", "两次输入不一致"),
        ("", "", "passphrase", "新口令"),
        ("123456", None, "server", "太容易被猜到"),
        ("7391", None, "server", "口令太短"),
        (GOOD, None, "elsewhere", "elsewhere"),
    ],
)
def test_a_weak_or_mistyped_passphrase_is_refused_and_no_key_is_made(principal, new, again, custody, said):
    answer = make(principal, new, again, custody)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in text(answer)
    assert not SigningKey.objects.exists()


def test_a_pin_can_be_switched_off(principal, settings):
    settings.SIGNING_PIN = False
    assert "数字口令" not in text(principal.get(reverse("own-signature")))
    assert make(principal, "739154", custody="server").status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_a_second_key_needs_the_first_revoked(principal):
    make(principal)
    assert make(principal).status_code == HTTPStatus.CONFLICT
    refused = principal.post(reverse("signing-key-revoke"), {"reason": ""})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert principal.post(reverse("signing-key-revoke"), {"reason": "forgotten"}).status_code == HTTPStatus.FOUND
    assert make(principal).status_code == HTTPStatus.FOUND
    assert SigningKey.objects.filter(revoked_at=None).count() == 1
    assert "口令遗忘" in text(principal.get(reverse("own-signature")))


def test_after_making_the_key_one_comes_back_to_the_paper_and_nowhere_else(principal, security):
    assert make(principal, next="/tests/paper/").url == "/tests/paper/"
    assert make(security, next="//elsewhere.example/").url == reverse("own-signature")


def test_another_passphrase(principal):
    make(principal)
    wrong = {"passphrase": "not-the-one", "custody": "passphrase", "new": "meadow-kettle-7", "again": "meadow-kettle-7"}
    answer = principal.post(reverse("signing-key-passphrase"), wrong)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "还可以试 4 次" in text(answer)
    assert principal.post(reverse("signing-key-passphrase"), wrong | {"passphrase": GOOD}).status_code == HTTPStatus.FOUND
    assert AuditEntry.objects.filter(action="trust.signing_key.change_passphrase").count() == 1


def key_file(name: str) -> SimpleUploadedFile:
    authority, key = make_authority(name="某省证书认证中心", now=now()), new_key()
    certificate = x509.load_der_x509_certificate(issue(authority, public_key=key.public_key(), name=name, now=now()))
    content = pkcs12.serialize_key_and_certificates(b"", key, certificate, None, serialization.BestAvailableEncryption(b"file-password"))
    return SimpleUploadedFile("key.p12", content)


def bring(who, file, password="file-password"):
    return who.post(reverse("signing-key-bring"), {"file": file, "password": password, "custody": "passphrase", "new": GOOD, "again": GOOD})


def test_a_key_file_of_ones_own_is_taken_over(principal):
    assert bring(principal, key_file("王某")).status_code == HTTPStatus.FOUND
    assert SigningKey.objects.get().source == "brought"


@pytest.mark.parametrize(
    ("file", "password", "said"),
    [
        (lambda: key_file("市委书记"), "file-password", "市委书记"),
        (lambda: key_file("王某"), "wrong", "密码不对"),
        (lambda: SimpleUploadedFile("key.p12", b"no key"), "x", "不是密钥文件"),
        (lambda: SimpleUploadedFile("key.p12", b""), "x", "不是密钥文件"),
    ],
    ids=["somebody else's", "wrong password", "nonsense", "empty"],
)
def test_a_key_file_that_will_not_do_is_refused_beside_its_field(principal, file, password, said):
    answer = bring(principal, file(), password)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in text(answer)


@pytest.mark.parametrize("named", ["王某 330106197001010011", "330106197001010011@王某", "王　某"])
def test_a_number_beside_the_name_is_no_other_person(principal, named):
    assert bring(principal, key_file(named)).status_code == HTTPStatus.FOUND


@pytest.mark.parametrize("named", ["王某某", "小王某"])
def test_a_longer_name_is_another_person(principal, named):
    assert bring(principal, key_file(named)).status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_a_key_file_that_asks_for_hours_of_computing_is_given_up(principal):
    """The file says itself how often a password is to be hashed: two such files at once would keep everybody waiting."""
    made = Pfx.load(key_file("王某").read())
    made["mac_data"]["iterations"] = 2_000_000_000
    began = monotonic()
    answer = bring(principal, SimpleUploadedFile("key.p12", made.dump(force=True)))
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "打开" in text(answer)
    assert monotonic() - began < PATIENCE + 5


def test_neither_passphrase_nor_private_key_is_written_anywhere_in_plain(principal):
    make(principal)
    kept = str(list(AuditEntry.objects.values_list("after", flat=True))) + SigningKey.objects.get().sealed.hex()
    assert GOOD not in kept
    assert GOOD.encode().hex() not in kept


def test_the_security_administrator_sees_keys_and_revokes_them(principal, security, django_assert_max_num_queries):
    make(principal)
    key = SigningKey.objects.get()
    with django_assert_max_num_queries(10):
        listed = text(security.get(reverse("signing-keys") + "?q=王"))
    assert "王某" in listed
    assert key.sealed.hex()[:20] not in listed
    address = reverse("signing-key-end", args=[key.pk])
    assert security.post(address, {"reason": "left", "note": ""}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert security.post(address, {"reason": "left", "note": "调离"}).status_code == HTTPStatus.FOUND
    assert security.post(address, {"reason": "left", "note": "调离"}).status_code == HTTPStatus.CONFLICT
    assert "离任" in text(security.get(reverse("signing-keys")))


def test_an_administrator_of_a_county_sees_no_key_of_a_sister(town, principal):
    from liangze.organisation.models import GrantRole
    from tests.rooms import factory as f
    from tests.rooms.signatures.conftest import client

    make(principal)
    county = client(f.account("township-security", (GrantRole.SECURITY_ADMIN, town.township1)))
    assert "王某" not in text(county.get(reverse("signing-keys")))
    assert county.get(reverse("signing-key-end", args=[SigningKey.objects.get().pk])).status_code == HTTPStatus.NOT_FOUND
    assert county.post(reverse("authority"), {"name": "x", "reason": "y"}).status_code == HTTPStatus.FORBIDDEN
