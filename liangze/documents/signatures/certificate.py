"""What a certificate says, and reading one from a file of a stranger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import NameOID

from liangze.core.errors import Refusal


@dataclass(frozen=True, slots=True)
class Said:
    """A certificate in plain values. serial  hexadecimal. fingerprint  SHA-256, hexadecimal."""

    name: str
    unit: str
    seat: str
    issuer: str
    serial: str
    fingerprint: str
    since: datetime
    until: datetime


def said(certificate: bytes) -> Said:
    """What the certificate (DER) says."""
    read = x509.load_der_x509_certificate(certificate)
    subject = read.subject
    return Said(
        _part(subject, NameOID.COMMON_NAME) or subject.rfc4514_string(), _part(subject, NameOID.ORGANIZATION_NAME),
        _part(subject, NameOID.TITLE), _part(read.issuer, NameOID.COMMON_NAME) or read.issuer.rfc4514_string(),
        f"{read.serial_number:x}", read.fingerprint(hashes.SHA256()).hex(), read.not_valid_before_utc, read.not_valid_after_utc,
    )


def certificates_in(content: bytes) -> tuple[bytes, ...]:
    """The certificates (DER) of a file in PEM or DER. Raises Refusal on the field "root" when there is none."""
    try:
        found = x509.load_pem_x509_certificates(content) if b"-----BEGIN" in content else [x509.load_der_x509_certificate(content)]
    except ValueError:
        raise Refusal(
            "The file holds no certificate.", remedy="Give the root certificate as PEM or DER (.cer, .crt, .pem).", field="root"
        ) from None
    return tuple(_ders(found))


def _ders(certificates: list[x509.Certificate]) -> Iterator[bytes]:
    for each in certificates:
        yield each.public_bytes(serialization.Encoding.DER)


def _part(name: x509.Name, kind: x509.ObjectIdentifier) -> str:
    return next((str(each.value) for each in name.get_attributes_for_oid(kind)), "")
