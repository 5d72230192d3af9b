"""Signed documents: what strangers can verify with our program and with others, and what each kind of tampering comes to."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from asn1crypto import x509 as asn1
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.generic import NumberObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from liangze.documents.signatures.authority import Issuer, Revoked, issue, pem, revocation_list
from liangze.documents.signatures.certificate import said as certified
from liangze.documents.signatures.keys import new_key
from liangze.documents.signatures.sign import Credential, sign
from liangze.documents.signatures.verify import Trusted, verify
from tests.documents.signatures.made import DAY, NOW, authority, letter, said, signed_twice, signer, trusting

LATER = NOW + 10 * DAY


def judged(content: bytes, trusted: Trusted | None = None, now=LATER):
    return verify(content, trusted or trusting(), now=now)


def test_a_letter_signed_by_two_holds_and_says_who_said_what():
    verdict = judged(signed_twice())
    assert verdict.valid
    assert [(each.name, each.role, each.opinion, each.comments, each.at) for each in verdict.signatures] == [
        ("王某", "签发人", "同意", "", NOW), ("李某", "责任人", "同意（附意见）", "请按季度报告。", NOW + DAY),
    ]
    assert {(each.unit, each.seat, each.issuer) for each in verdict.signatures} == {("甲局", "主要负责人", "云川市签字根证书")}
    assert str(verdict.words) == "All 2 signatures hold, and the document is as it was signed."


def test_signing_adds_and_changes_nothing():
    assert signed_twice().startswith(letter().content)


def test_pyhanko_s_own_validator_agrees():
    context = ValidationContext(trust_roots=[asn1.Certificate.load(authority().certificate)], moment=LATER)
    found = [validate_pdf_signature(each, context) for each in PdfFileReader(BytesIO(signed_twice())).embedded_regular_signatures]
    assert [each.bottom_line for each in found] == [True, True]
    assert {each.sig_object["/SubFilter"] for each in PdfFileReader(BytesIO(signed_twice())).embedded_regular_signatures} == {
        "/ETSI.CAdES.detached"
    }, "PAdES"


def test_a_stranger_verifies_it_on_the_command_line_with_the_root_certificate(tmp_path: Path):
    (tmp_path / "letter.pdf").write_bytes(signed_twice())
    (tmp_path / "root.pem").write_bytes(pem(authority().certificate))
    changed = bytearray(signed_twice())
    changed[len(letter().content) // 2] ^= 1
    (tmp_path / "changed.pdf").write_bytes(changed)
    answer = pyhanko(tmp_path, "letter.pdf")
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.count("INTACT:TRUSTED") == 2
    assert pyhanko(tmp_path, "changed.pdf").returncode != 0


def pyhanko(folder: Path, name: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("pyhanko")), "sign", "validate", "--trust", "root.pem", "--trust-replace"]
    return subprocess.run([*command, "--validation-time", "claimed", name], cwd=folder, capture_output=True, text=True, check=False)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_one_changed_byte_that_is_covered_and_it_does_not_hold(data):
    content = signed_twice()
    covered = [*spans(content)]
    start, length = data.draw(st.sampled_from(covered))
    at = start + data.draw(st.integers(0, length - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != content[at]))
    assert not judged(content[:at] + bytes([byte]) + content[at + 1 :]).valid


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_nothing_can_be_hidden_behind_the_signature_where_it_covers_nothing(data):
    content = signed_twice()
    (_, first), (second, _) = spans(content)
    padding = content[first : second - 1].rstrip(b"0")
    at = data.draw(st.integers(first + len(padding) + 2, second - 2))
    digit = data.draw(st.sampled_from(b"123456789ABCDEF"))
    assert not judged(content[:at] + bytes([digit]) + content[at + 1 :]).valid


def spans(content: bytes) -> list[tuple[int, int]]:
    """What the last signature covers: (start, length) twice."""
    numbers = [int(each) for each in re.findall(rb"/ByteRange\s*\[([\d\s]+)\]", content)[-1].split()]
    return [(numbers[0], numbers[1]), (numbers[2], numbers[3])]


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=400))
@example(b"%PDF-1.7\n")
@example(b"%PDF-1.7\n1 0 obj<</Type/Catalog/AcroForm<</Fields[1 0 R]>>>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF")
def test_a_file_that_is_no_pdf_ends_in_a_verdict(content):
    assert not judged(content).readable


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_a_torn_file_never_holds_and_never_ends_in_an_error(data):
    content = signed_twice()
    judged(content[: data.draw(st.integers(0, len(content) - 1))] + data.draw(st.binary(max_size=20)))
    start, length = data.draw(st.integers(0, len(content) - 1)), data.draw(st.integers(1, 5000))
    assert not judged(content[:start] + content[start + length :]).valid


def test_whatever_is_put_behind_the_last_signature_is_seen():
    assert not judged(signed_twice() + b"\n% a remark").valid
    writer = IncrementalPdfFileWriter(BytesIO(signed_twice()))
    append_signature_field(writer, SigFieldSpec("third", box=(300, 300, 400, 350)))
    out = BytesIO()
    writer.write(out)
    verdict = judged(out.getvalue())
    assert not verdict.valid
    assert "Something other than signatures" in str(verdict.signatures[-1].words)


def test_a_page_text_changed_by_a_later_revision_is_seen():
    writer = IncrementalPdfFileWriter(BytesIO(signed_twice()))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page["/Rotate"] = NumberObject(180)
    writer.mark_update(writer.root["/Pages"]["/Kids"].raw_get(0).reference)
    out = BytesIO()
    writer.write(out)
    assert [each.whole for each in judged(out.getvalue()).signatures] == [False, False]


def test_a_signature_of_a_stranger_is_not_trusted_although_it_fits():
    content = sign(letter().content, signer("王某", of="冒充的根证书"), said(), field="issuer")
    (found,) = judged(content).signatures
    assert (found.intact, found.whole, found.trusted) == (True, True, False)
    assert judged(content, trusting("冒充的根证书")).valid


def test_a_single_certificate_can_be_trusted_whoever_issued_it():
    content = sign(letter().content, signer("赵某", of="某省证书认证中心"), said("赵某"), field="issuer")
    assert judged(content, Trusted(certificates=(signer("赵某", of="某省证书认证中心").certificate,))).valid


def test_a_single_certificate_that_is_trusted_vouches_for_no_other():
    """Whoever brings a key along has it: they could issue a certificate in anybody's name."""
    brought, forged = signer("赵某", of="某省证书认证中心"), new_key()
    issuer = Issuer(brought.certificate, brought.key)
    credential = Credential(forged, issue(issuer, public_key=forged.public_key(), name="王某", now=NOW), (brought.certificate,))
    content = sign(letter().content, credential, said(), field="issuer", box=letter().boxes["issuer"])
    (found,) = judged(content, Trusted((authority().certificate,), certificates=(brought.certificate,))).signatures
    assert (found.intact, found.trusted) == (True, False)


def test_a_certificate_counts_only_while_it_is_valid():
    late = sign(letter().content, signer(), said(at=NOW + timedelta(days=4 * 366)), field="issuer")
    (found,) = judged(late, now=NOW + timedelta(days=5 * 366)).signatures
    assert (found.trusted, found.expired, found.valid) == (True, True, False)
    assert judged(signed_twice(), now=NOW + timedelta(days=10 * 366)).valid, "what was signed in time goes on holding"


def test_revoked_before_signing_it_does_not_hold_revoked_later_it_does():
    serial = int(certified(signer().certificate).serial, 16)
    for at, holds in ((NOW - DAY, False), (NOW, False), (NOW + DAY, True)):
        listed = revocation_list(authority(), revoked=[Revoked(serial, at, "lost")], now=LATER)
        found = judged(signed_twice(), trusting(lists=(listed,))).signatures[0]
        assert (found.valid, found.revoked_reason) == (holds, "lost")
        told = {certified(signer().certificate).fingerprint: Revoked(serial, at, "left")}
        assert judged(signed_twice(), trusting(revoked=told)).signatures[0].valid is holds


def test_a_revocation_list_of_a_stranger_revokes_nothing():
    serial = int(certified(signer().certificate).serial, 16)
    false = revocation_list(authority("冒充的根证书"), revoked=[Revoked(serial, NOW - DAY, "lost")], now=LATER)
    assert judged(signed_twice(), trusting(lists=(false, b"no list at all"))).valid


def test_a_moment_of_signing_that_has_not_come_yet_is_seen():
    (found, _) = judged(signed_twice(), now=NOW - 2 * DAY).signatures
    assert found.late


def test_without_a_place_on_a_page_the_signature_is_there_and_not_seen():
    content = sign(letter().content, signer(), said(), field="issuer")
    assert judged(content).valid
    assert pypdf.PdfReader(BytesIO(content)).pages[0]["/Annots"][0].get_object()["/Rect"] == [0, 0, 0, 0]


def test_an_unsigned_document_says_so():
    assert str(judged(letter().content).words) == "The document carries no signature."


def test_the_signed_document_keeps_its_claim_to_be_pdf_a_and_what_that_needs():
    read = pypdf.PdfReader(BytesIO(signed_twice()))
    before = pypdf.PdfReader(BytesIO(letter().content))
    assert read.trailer["/Root"]["/Metadata"].get_object().get_data() == before.trailer["/Root"]["/Metadata"].get_object().get_data()
    assert read.metadata == before.metadata
    for field in read.pages[0]["/Annots"]:
        widget = field.get_object()
        assert widget["/F"] & 4, "annotations are printed"
        assert "/N" in widget["/AP"], "and have an appearance"
        assert widget["/TU"], "and a name that is read out"
        fonts = widget["/AP"]["/N"].get_object()["/Resources"]["/Font"].values()
        for font in fonts:
            descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(descriptor), "their typefaces are embedded"
        assert "/Group" not in widget["/AP"]["/N"].get_object(), "nothing is transparent"
    assert "/NeedAppearances" not in read.trailer["/Root"]["/AcroForm"]


@pytest.mark.parametrize("comments", ["", "同意。", "意见" * 250, "🙂\u202e\x00坏字", "line one\nline two"])
def test_any_comments_are_stamped_and_come_back_from_the_signature(comments):
    content = sign(letter().content, signer(), said(comments=comments), field="issuer", box=letter().boxes["issuer"])
    verdict = judged(content)
    assert verdict.valid
    assert verdict.signatures[0].comments == "".join(letter for letter in comments if letter.isprintable())
