"""Verifying the signatures of a PDF, whoever brings it. Everything that a file can do wrong ends in a verdict, not in an error."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

from asn1crypto import cms
from asn1crypto import x509 as asn1
from cryptography import x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from liangze.documents.signatures.authority import REASONS, Revoked
from liangze.documents.signatures.certificate import Said, said
from liangze.documents.signatures.marks import COMMENTS, OPINION, ROLE, SEAT, UNIT
from liangze.documents.signatures.verdict import Found, Verdict
from liangze.documents.signatures.waiting import finish

SIGNATURES_LIMIT = 50  # more than any document has that people sign by hand
TEXT_LIMIT = 1000  # characters shown of what a stranger's file says
AHEAD = timedelta(hours=1)  # clocks differ; more than that is no difference of clocks
UNREADABLE = "The file is no PDF, or it is damaged."
_UNREAL = (PdfError, SignatureValidationError, SigningError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError,
           NotImplementedError, OverflowError, AssertionError)

for _library in ("pyhanko", "pyhanko_certvalidator"):  # they write down, with a trace, what is no more than a verdict on a stranger's file
    logging.getLogger(_library).setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Trusted:
    """Whom the verifier trusts. All certificates and lists in DER.

    roots    authorities. certificates  single ones known to be good, whoever issued them: each vouches for itself and for no other,
             because whoever has its key could issue certificates in any name.
    lists    revocation lists; one counts when a root signed it. revoked  further ones, by SHA-256 fingerprint of the certificate.
    """

    roots: tuple[bytes, ...] = ()
    certificates: tuple[bytes, ...] = ()
    lists: tuple[bytes, ...] = ()
    revoked: Mapping[str, Revoked] = field(default_factory=dict)


def verify(content: bytes, trusted: Trusted, *, now: datetime) -> Verdict:
    """What the signatures of the PDF are worth, each judged at the moment at which it says it was made."""
    try:
        embedded = sorted(PdfFileReader(BytesIO(content)).embedded_regular_signatures, key=_end)
        if len(embedded) > SIGNATURES_LIMIT:
            return Verdict(fault="The document carries more signatures than are looked at.")
        return Verdict(tuple(_judge(each, len(content) if each is embedded[-1] else None, trusted, now) for each in embedded))
    except _UNREAL:
        return Verdict(fault=UNREADABLE)


def _judge(embedded: EmbeddedPdfSignature, size: int | None, trusted: Trusted, now: datetime) -> Found:
    """size  bytes of the file for the last signature, None for those before it."""
    at = _moment(embedded)
    der = embedded.signer_cert.dump()
    certificate, words = said(der), embedded.sig_object
    status = _status(embedded, trusted, min(max(at or now, certificate.since), certificate.until - timedelta(seconds=1)))
    revoked = _revoked(der, certificate, trusted)
    return Found(
        field=_text(embedded.field_name), name=certificate.name, issuer=certificate.issuer, serial=certificate.serial,
        fingerprint=certificate.fingerprint, until=certificate.until, at=at, role=_text(words.get(ROLE)),
        opinion=_text(words.get(OPINION)) or _text(words.get("/Reason")), comments=_text(words.get(COMMENTS)),
        seat=_text(words.get(SEAT)), unit=_text(words.get(UNIT)),
        intact=bool(status and status.intact and status.valid and _padded(embedded)),
        whole=bool(status and _whole(status, embedded, size)), trusted=bool(status and status.trusted),
        expired=not certificate.since <= (at or now) < certificate.until,
        revoked=bool(revoked and (at is None or revoked.at <= at)), revoked_at=revoked.at if revoked else None,
        revoked_reason=revoked.reason if revoked else "", late=bool(at and at > now + AHEAD),
    )


def _status(embedded: EmbeddedPdfSignature, trusted: Trusted, moment: datetime) -> PdfSignatureStatus | None:
    try:
        return finish(_validate(embedded, trusted, moment))
    except _UNREAL:  # what a byte changed inside the signature itself makes of it
        return None


async def _validate(embedded: EmbeddedPdfSignature, trusted: Trusted, moment: datetime) -> PdfSignatureStatus:
    der = embedded.signer_cert.dump()
    anchors = (*trusted.roots, *([der] if der in trusted.certificates else []))
    context = ValidationContext(
        trust_roots=[asn1.Certificate.load(each) for each in anchors], moment=moment, allow_fetching=False, revocation_mode="soft-fail"
    )
    return await async_validate_pdf_signature(embedded, context)


def _whole(status: PdfSignatureStatus, embedded: EmbeddedPdfSignature, size: int | None) -> bool:
    """The last one covers the file to its end; what comes after an earlier one are signatures, each judged by itself.

    Anything behind the last, were it only an empty field for a further signature, could be made to look like one.
    """
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return size in (None, _end(embedded))
    harmless = {ModificationLevel.LTA_UPDATES} | ({ModificationLevel.NONE, ModificationLevel.FORM_FILLING} if size is None else set())
    return status.coverage == SignatureCoverageLevel.ENTIRE_REVISION and status.modification_level in harmless and bool(status.docmdp_ok)


def _padded(embedded: EmbeddedPdfSignature) -> bool:
    """Whether behind the signature, in the one place of the file that nothing covers, there is nothing but zeros."""
    content = bytes(embedded.pkcs7_content)
    return not content[len(cms.ContentInfo.load(content).dump()) :].strip(b"\0")


def _revoked(der: bytes, certificate: Said, trusted: Trusted) -> Revoked | None:
    """What is known of a revocation: told directly, or on a list that a trusted root signed."""
    if certificate.fingerprint in trusted.revoked:
        return trusted.revoked[certificate.fingerprint]
    read = x509.load_der_x509_certificate(der)
    for each in _lists(trusted):
        entry = each.get_revoked_certificate_by_serial_number(read.serial_number) if each.issuer == read.issuer else None
        if entry is not None:
            return Revoked(read.serial_number, entry.revocation_date_utc, _reason(entry))
    return None


def _lists(trusted: Trusted) -> Iterable[x509.CertificateRevocationList]:
    roots = [x509.load_der_x509_certificate(each).public_key() for each in trusted.roots]
    for each in trusted.lists:
        try:
            read = x509.load_der_x509_crl(each)
            if any(read.is_signature_valid(root) for root in roots):  # type: ignore[arg-type]  # a root of another kind signs no list
                yield read
        except (ValueError, TypeError):
            continue


def _reason(entry: x509.RevokedCertificate) -> str:
    try:
        flag = entry.extensions.get_extension_for_class(x509.CRLReason).value.reason
    except (x509.ExtensionNotFound, ValueError):
        return "other"
    return next((name for name, each in REASONS.items() if each == flag), "other")


def _end(embedded: EmbeddedPdfSignature) -> int:
    """Where in the file what it covers ends: signatures in the order in which they were made."""
    return int(embedded.byte_range[2]) + int(embedded.byte_range[3])


def _moment(embedded: EmbeddedPdfSignature) -> datetime | None:
    try:
        at = embedded.self_reported_timestamp
    except _UNREAL:
        return None
    return at if at is None or at.tzinfo else at.replace(tzinfo=UTC)


def _text(value: Any) -> str:
    """Text out of a stranger's file, without what could disturb a page or a terminal, and not without end."""
    return "".join(letter for letter in str(value or "") if letter.isprintable())[:TEXT_LIMIT]
