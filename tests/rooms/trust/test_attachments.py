"""Files as proof: what is taken, what is refused, stored once, used twice only with a reason."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from liangze.core.errors import NotFound, Refusal, Refusals
from liangze.trust.attachments import Proof, attach, detach, open_use, sweep, take_in, uses_of
from liangze.trust.attachments.kinds import ENDINGS, media_type
from liangze.trust.attachments.store import path_of
from liangze.trust.models import Attachment
from tests.rooms import factory as f

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 32


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.ATTACHMENTS = tmp_path / "attachments"


def container(*members: str, **contents: bytes) -> bytes:
    """A zip file: `members` hold a letter; `contents` are the parts types (the list of types) and document (the text)."""
    parts = dict.fromkeys(members, b"x")
    parts |= {{"types": "[Content_Types].xml", "document": "word/document.xml"}[name]: each for name, each in contents.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.fixture
def by():
    made = f.account("liaison")
    return f.acting_for(made, today=f.FIRST)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "pdf"),
        (PNG, "png"),
        (b"\xff\xd8\xff\xe0" + b"1" * 20, "jpg"),
        (container("[Content_Types].xml", "word/document.xml"), "docx"),
        (container("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (container("[Content_Types].xml", "ppt/presentation.xml"), "pptx"),
        (container("OFD.xml"), "ofd"),
        ("会议纪要\n".encode(), "txt"),
        ("会议纪要\r\n".encode("gb18030"), "txt"),
        ("会议纪要".encode("utf-16"), "txt"),
        (container("anything.exe"), None),
        (container("word/document.xml", "word/vbaProject.bin"), None),
        (container("word/document.xml", "word/VBAPROJECT.BIN"), None),
        (container("word/document.xml", "word/other.bin", types=b'<Override ContentType="application/vnd.ms-office.vbaProject"/>'), None),
        (container("word/document.xml", types=b" " * 2_000_000 + b"vbaProject"), None),
        (container(document=bytes(70_000_000)), None),
        (b"PK\x03\x04 broken", None),
        (b"MZ\x90\x00\x03\x00", None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", None),
    ],
)
def test_the_content_says_what_a_file_is(content, kind):
    assert media_type(io.BytesIO(content)) == (ENDINGS[kind] if kind else None)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("minutes.pdf", b"", "empty"),
        ("minutes.pdf", PNG, "not what its name says"),
        ("minutes.exe", PDF, "kind that is not taken"),
        ("archive.zip", container("a.txt"), "kind that is not taken"),
        ("", PDF, "no usable name"),
        ("x" * 150 + ".pdf", PDF, "no usable name"),
    ],
)
def test_refusals_name_the_file_and_the_remedy(name, content, words):
    with pytest.raises(Refusal, match=words) as refused:
        take_in(file=io.BytesIO(content), name=name)
    assert refused.value.field == "files"
    assert refused.value.remedy
    assert not Attachment.objects.exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_stored(settings):
    settings.ATTACHMENT_LIMIT = 1024 * 1024
    with pytest.raises(Refusal, match="larger than 1 MB"):
        take_in(file=io.BytesIO(PDF + b"0" * 1024 * 1024), name="scan.pdf")
    assert not settings.ATTACHMENTS.exists()


def test_the_same_content_is_stored_once_under_its_hash():
    first = take_in(file=io.BytesIO(PDF), name="a.pdf")
    second = take_in(file=io.BytesIO(PDF), name=r"C:\Users\liaison\b.pdf")
    assert (first.id, second.name) == (second.id, "b.pdf")
    assert first.sha256 == hashlib.sha256(PDF).hexdigest()
    assert path_of(first.sha256).read_bytes() == PDF
    assert path_of(first.sha256).parent.parent.name == first.sha256[:2]


def test_a_content_proves_a_second_record_only_with_a_reason(by):
    file = take_in(file=io.BytesIO(PDF), name="minutes.pdf")
    attach(record=("test.record", 1), proofs=[Proof(file.id, file.name)], by=by)
    with pytest.raises(Refusals, match="proof of another record"):
        attach(record=("test.record", 2), proofs=[Proof(file.id, file.name, " ")], by=by)
    (use,) = attach(record=("test.record", 2), proofs=[Proof(file.id, file.name, "One meeting, two items.")], by=by)
    assert use.reused_reason == "One meeting, two items."
    (used,) = uses_of("test.record", [1, 2])[1]
    assert used.reused_reason == ""


def test_a_withdrawn_record_frees_its_files(by):
    file = take_in(file=io.BytesIO(PDF), name="minutes.pdf")
    attach(record=("test.record", 1), proofs=[Proof(file.id, file.name)], by=by)
    assert detach(record=("test.record", 1), now=datetime.now(UTC)) == 1
    (use,) = attach(record=("test.record", 2), proofs=[Proof(file.id, file.name, "not needed")], by=by)
    assert use.reused_reason == "", "free again: nothing to mark"


def test_at_most_ten_files_and_none_twice(by):
    file = take_in(file=io.BytesIO(PDF), name="minutes.pdf")
    with pytest.raises(Refusals, match="at most 10"):
        attach(record=("test.record", 1), proofs=[Proof(file.id, "a.pdf"), Proof(file.id, "b.pdf")], by=by)
    with pytest.raises(Refusals, match="no longer here"):
        attach(record=("test.record", 1), proofs=[Proof(file.id + 1000, "a.pdf")], by=by)


def test_a_file_is_opened_through_its_record_only(by):
    file = take_in(file=io.BytesIO(PDF), name="minutes.pdf")
    (use,) = attach(record=("test.record", 1), proofs=[Proof(file.id, file.name)], by=by)
    found, content = open_use(use.pk, record=("test.record", 1))
    with content:
        assert (content.read(), found.name) == (PDF, "minutes.pdf")
    with pytest.raises(NotFound):
        open_use(use.pk, record=("test.record", 2))


def test_what_never_became_proof_is_swept_away_after_a_month(by):
    kept, left = (take_in(file=io.BytesIO(PDF + end), name="a.pdf") for end in (b"1", b"2"))
    attach(record=("test.record", 1), proofs=[Proof(kept.id, kept.name)], by=by)
    later = datetime.now(UTC) + timedelta(days=31)
    assert sweep(now=datetime.now(UTC)) == 0
    assert sweep(now=later) == 1
    assert not path_of(left.sha256).exists()
    assert path_of(kept.sha256).exists()
