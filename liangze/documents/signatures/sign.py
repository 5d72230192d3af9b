"""Signing a PDF: PAdES B-B (ETSI EN 319 142-1), appended to the file, so that earlier signatures go on holding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from asn1crypto import keys, x509
from pyhanko.pdf_utils.generic import NameObject, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigAppearanceSetup, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject
from pyhanko_certvalidator.registry import CertificateStore, SimpleCertificateStore

from liangze.documents.paper import Box
from liangze.documents.signatures.keys import plain
from liangze.documents.signatures.marks import COMMENTS, OPINION, ROLE, SEAT, UNIT
from liangze.documents.signatures.stamp import Style, Words, moment
from liangze.documents.signatures.waiting import finish

RESERVED = 16 * 1024  # hexadecimal digits kept free for the signature with its chain of certificates
SPARE = 2048


@dataclass(frozen=True, slots=True)
class Credential:
    """What signs: a private key, its certificate and the certificates above it (DER)."""

    key: Any
    certificate: bytes
    chain: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """What the signer says. opinion  in words (同意); comments may be empty. at  with its time zone."""

    name: str
    role: str
    opinion: str
    at: datetime
    comments: str = ""
    seat: str = ""
    unit: str = ""

    @property
    def reason(self) -> str:
        """The line that PDF readers show: opinion, role, comments."""
        whole = f"{self.opinion}（{self.role}）" if self.role else self.opinion
        return f"{whole}：{self.comments}" if self.comments else whole


class Continued(IncrementalPdfFileWriter):
    """Leaves the document's own metadata as they are: rewritten ones would cost it its claim to be PDF/A."""

    def _update_meta(self) -> None:
        """Nothing."""


def sign(content: bytes, credential: Credential, statement: Statement, *, field: str, box: Box | None = None) -> bytes:
    """`content` with one more signature at its end; every byte before it stays as it is.

    field  name of the new signature field, unique in the document. box  where the stamp is drawn; None: nothing is seen on a page.
    Raises ValueError when `content` is no PDF that can be continued, or the field is there already.
    """
    writer = Continued(BytesIO(content))
    place = (round(box.left), round(box.bottom), round(box.right), round(box.top)) if box else None
    spec = SigFieldSpec(field, on_page=box.page if box else 0, box=place, readable_field_name=statement.role or None)
    steps = PdfCMSEmbedder(new_field_spec=spec).write_cms(field, writer)
    next(steps)
    words = Words(statement.opinion, statement.name, statement.role, moment(statement.at), statement.comments)
    look = SigAppearanceSetup(Style(words=words), statement.at, statement.name) if box else None
    steps.send(SigObjSetup(_dictionary(statement, _reserved(credential)), appearance_setup=look))
    prepared, output = steps.send(SigIOSetup(md_algorithm="sha256"))
    signed = _signer(credential).async_sign(prepared.document_digest, digest_algorithm="sha256", use_pades=True)
    steps.send(finish(signed))
    return bytes(output.getvalue())


def _dictionary(statement: Statement, reserved: int) -> SignatureObject:
    place = "　".join(filter(None, (statement.unit, statement.seat)))
    made = SignatureObject(
        timestamp=statement.at, subfilter=SigSeedSubFilter.PADES, name=statement.name, location=place or None,
        reason=statement.reason, bytes_reserved=reserved,
    )
    said = {ROLE: statement.role, OPINION: statement.opinion, COMMENTS: statement.comments, SEAT: statement.seat, UNIT: statement.unit}
    for key, text in said.items():
        if text:
            made[NameObject(key)] = pdf_string(text)
    return made


def _signer(credential: Credential) -> SimpleSigner:
    store: CertificateStore = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # pyHanko's registry is not typed
    store.register_multiple(_certificates(credential.chain))
    return SimpleSigner(
        signing_cert=x509.Certificate.load(credential.certificate), signing_key=keys.PrivateKeyInfo.load(plain(credential.key)),
        cert_registry=store,
    )


def _certificates(chain: Iterable[bytes]) -> list[x509.Certificate]:
    return [x509.Certificate.load(each) for each in chain]


def _reserved(credential: Credential) -> int:
    needed = 2 * (sum(map(len, (credential.certificate, *credential.chain))) + SPARE)
    return max(RESERVED, needed)
