"""Verification by strangers: the page, the downloads, the command line."""

from __future__ import annotations

import subprocess
import sys
from http import HTTPStatus
from pathlib import Path

import pytest
from cryptography import x509
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from liangze.documents.signatures import bounded
from liangze.documents.signatures.verify import Trusted, verify
from liangze.trust.endorsements import content, sheet_of, void
from liangze.trust.models import SigningKey
from liangze.web.signatures.slots import slot
from tests.documents.signatures.made import OURS, authority, signed_twice
from tests.rooms.signatures.signing_urls import RECORD
from tests.rooms.signatures.test_own_key import make, text
from tests.rooms.signatures.test_sign_page import send
from tests.rooms.trust.signing import LI, NOW, OFFICE, WANG, key, laid_out, signed


def judge(content: bytes, who: Client | None = None, name: str = "letter.pdf"):
    return (who or Client()).post(reverse("verify"), {"file": SimpleUploadedFile(name, content)})


@pytest.fixture
def letter(principal, paper) -> bytes:
    """Signed by the principal on the page."""
    make(principal)
    send(principal)
    return content(sheet_of(RECORD))


def test_anybody_verifies_a_letter_without_signing_in(letter):
    page = text(judge(letter))
    assert "真实有效，未经改动" in page
    assert "王某" in page
    assert "一字不差，是最新文本" in page


def test_one_changed_byte_and_the_page_says_so(letter):
    changed = letter[:5000] + bytes([letter[5000] ^ 1]) + letter[5001:]
    assert "验证不通过" in text(judge(changed))


def test_what_has_become_of_the_document_since(letter):
    key(LI)
    signed(sheet_of(RECORD), LI, box="holder", role="责任人")
    assert "此后又有 1 人签署" in text(judge(letter))
    laid_out("另一项责任。", record=RECORD)
    assert "作废" in text(judge(letter))


def test_a_key_revoked_afterwards_leaves_the_signature_and_is_named(letter, principal):
    principal.post(reverse("signing-key-revoke"), {"reason": "lost"})
    page = text(judge(letter))
    assert "真实有效" in page
    assert "可能外泄" in page


def test_strangers_papers_unsigned_ones_and_nonsense(db, paper):
    assert "不在信任之列" in text(judge(signed_twice()))
    assert "没有签名" in text(judge(content(paper)))
    assert "无法判断" in text(judge(b"MZ no document"))
    assert "无法判断" in text(judge(b"%PDF-1.7\n" + b"[" * 200_000))


def test_no_file_an_empty_one_and_one_too_large(db, settings):
    settings.ATTACHMENT_LIMIT = 1000
    assert Client().post(reverse("verify")).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "无法判断" in text(judge(b""))
    assert "超过" in text(judge(b"x" * 1001))


def test_a_name_made_to_disturb_stays_text(db):
    assert "<script>" not in text(judge(b"x", name="<script>alert(1)</script>.pdf"))


def test_many_at_once_are_asked_to_wait(db, letter):
    with slot():
        answer = judge(letter)
    assert answer.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert judge(letter).status_code == HTTPStatus.OK


def test_a_file_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(bounded, "PATIENCE", 0.01)
    assert bounded.verify_bounded(signed_twice(), Trusted(), now=NOW).fault == bounded.TOO_MUCH


def test_in_the_process_of_its_own_the_verdict_is_the_same():
    trusted = Trusted((authority(OURS).certificate,))
    here, there = verify(signed_twice(), trusted, now=NOW), bounded.verify_bounded(signed_twice(), trusted, now=NOW)
    assert here == there


def test_root_and_revocation_list_are_public_and_fit_each_other(letter, principal):
    principal.post(reverse("signing-key-revoke"), {"reason": "lost"})
    root = x509.load_der_x509_certificate(Client().get(reverse("authority-root", args=[1])).content)
    listed = x509.load_der_x509_crl(Client().get(reverse("authority-revoked", args=[1])).content)
    assert listed.is_signature_valid(root.public_key())
    assert listed.get_revoked_certificate_by_serial_number(int(SigningKey.objects.get().serial, 16))
    assert b"BEGIN CERTIFICATE" in Client().get(reverse("authority-root-text", args=[1])).content
    assert Client().get(reverse("authority-root", args=[9])).status_code == HTTPStatus.NOT_FOUND


def test_a_new_root_takes_over_and_the_old_signatures_go_on_holding(letter, security):
    refused = security.post(reverse("authority"), {"name": "", "reason": ""})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert security.post(reverse("authority"), {"name": "云川市签字根证书", "reason": "更名"}).status_code == HTTPStatus.FOUND
    assert "云川市签字根证书" in text(security.get(reverse("authority")))
    assert "真实有效" in text(judge(letter))
    made = key(LI)
    assert x509.load_der_x509_certificate(bytes(made.certificate)).issuer.rfc4514_string().startswith("CN=云川市签字根证书")


def test_a_void_document_says_when(letter):
    void(record=RECORD, reason="班子调整", by=OFFICE, now=NOW)
    page = text(judge(letter))
    assert "2026-06-16 作废" in page
    assert "班子调整" not in page, "why is the business of the unit"


def liangze(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("liangze")), *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_command_line_verifies_without_any_database(tmp_path):
    content = signed_twice()
    files = {
        "letter.pdf": content, "changed.pdf": content[:3000] + bytes([content[3000] ^ 1]) + content[3001:], "nonsense.pdf": b"no document",
        "root.cer": authority(OURS).certificate, "other.cer": authority("别的根证书").certificate,
    }
    for name, written in files.items():
        (tmp_path / name).write_bytes(written)
    for name, root, status, said in (
        ("letter.pdf", "root.cer", 0, "全部有效"), ("letter.pdf", "other.cer", 1, "不在信任之列"),
        ("changed.pdf", "root.cer", 1, "验证不通过"), ("nonsense.pdf", "root.cer", 2, "不是 PDF"),
        ("missing.pdf", "root.cer", 2, "读不了"), ("letter.pdf", "letter.pdf", 2, "没有证书"),
    ):
        answer = liangze(tmp_path, "verify", name, "--root", root)
        assert (answer.returncode, said in answer.stdout + answer.stderr) == (status, True), answer


def test_certificates_name_the_revocation_list_only_where_strangers_can_ask_for_it(db, settings):
    def points(made):
        read = x509.load_der_x509_certificate(bytes(made.certificate))
        return [each.value[0].full_name[0].value for each in read.extensions if isinstance(each.value, x509.CRLDistributionPoints)]

    assert points(key(LI)) == []
    settings.REVOCATION_ADDRESS = "https://liangze.example"
    assert points(key(WANG)) == ["https://liangze.example" + reverse("authority-revoked", args=[1])]
