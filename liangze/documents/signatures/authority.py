"""The installation's own certification authority: root certificate, certificates of signers, revocation list (RFC 5280)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import NameOID

from liangze.documents.signatures.keys import new_key

ROOT_YEARS, SIGNER_YEARS = 20, 3
LIST_DAYS = 30  # a revocation list says when the next one is due
NAME_LIMIT = 64  # characters of a name in a certificate (X.520)
BACKDATED = timedelta(minutes=5)  # clocks of readers differ a little
REASONS = {
    "lost": x509.ReasonFlags.key_compromise,
    "forgotten": x509.ReasonFlags.superseded,
    "replaced": x509.ReasonFlags.superseded,
    "left": x509.ReasonFlags.affiliation_changed,
    "other": x509.ReasonFlags.unspecified,
}
SIGNING_USAGE = {
    "digital_signature": True, "content_commitment": True, "key_encipherment": False, "data_encipherment": False, "key_agreement": False,
    "key_cert_sign": False, "crl_sign": False, "encipher_only": False, "decipher_only": False,
}
ROOT_USAGE = {name: name in ("key_cert_sign", "crl_sign") for name in SIGNING_USAGE}


@dataclass(frozen=True, slots=True)
class Issuer:
    """An authority able to issue: its certificate (DER) and its private key."""

    certificate: bytes
    key: Any


@dataclass(frozen=True, slots=True)
class Revoked:
    """A certificate that no longer counts from `at` on. reason  a key of REASONS."""

    serial: int
    at: datetime
    reason: str


def make_authority(*, name: str, now: datetime, years: int = ROOT_YEARS) -> Issuer:
    """A new root certificate with its key, valid from now for `years`. Raises ValueError for an empty name."""
    key = new_key()
    subject = _name((NameOID.COUNTRY_NAME, "CN"), (NameOID.COMMON_NAME, name))
    known = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    builder = _builder(subject, subject, key.public_key(), now, years)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(x509.KeyUsage(**ROOT_USAGE), critical=True).add_extension(known, critical=False)
    return Issuer(_der(builder.sign(key, hashes.SHA256())), key)


def issue(
    issuer: Issuer, *, public_key: Any, name: str, seat: str = "", unit: str = "", now: datetime, years: int = SIGNER_YEARS,
    list_url: str = "",
) -> bytes:
    """A signer's certificate (DER), valid from now for `years`, but not beyond the authority's own.

    list_url  where strangers fetch the revocation list; empty: they are given it by hand.
    """
    root = x509.load_der_x509_certificate(issuer.certificate)
    subject = _name(
        (NameOID.COUNTRY_NAME, "CN"), (NameOID.ORGANIZATION_NAME, unit), (NameOID.TITLE, seat), (NameOID.COMMON_NAME, name)
    )
    builder = _builder(subject, root.subject, public_key, now, years, last=root.not_valid_after_utc)
    for extension, critical in (
        (x509.BasicConstraints(ca=False, path_length=None), True),
        (x509.KeyUsage(**SIGNING_USAGE), True),
        (x509.SubjectKeyIdentifier.from_public_key(public_key), False),
        (x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()), False),
    ):
        builder = builder.add_extension(extension, critical=critical)
    if list_url:
        point = x509.DistributionPoint([x509.UniformResourceIdentifier(list_url)], None, None, None)
        builder = builder.add_extension(x509.CRLDistributionPoints([point]), critical=False)
    return _der(builder.sign(issuer.key, hashes.SHA256()))


def revocation_list(issuer: Issuer, *, revoked: Iterable[Revoked], now: datetime) -> bytes:
    """The authority's revocation list (DER) as of now; the next is due within LIST_DAYS."""
    root = x509.load_der_x509_certificate(issuer.certificate)
    builder = x509.CertificateRevocationListBuilder().issuer_name(root.subject).last_update(now - BACKDATED)
    builder = builder.next_update(now + timedelta(days=LIST_DAYS)).add_extension(x509.CRLNumber(int(now.timestamp())), critical=False)
    builder = builder.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()), critical=False)
    for each in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(each.serial).revocation_date(each.at)
        flag = REASONS.get(each.reason, x509.ReasonFlags.unspecified)
        if flag is not x509.ReasonFlags.unspecified:  # RFC 5280: an unspecified reason is left out
            entry = entry.add_extension(x509.CRLReason(flag), critical=False)
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(issuer.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def pem(certificate: bytes) -> bytes:
    """The same certificate as text."""
    return x509.load_der_x509_certificate(certificate).public_bytes(serialization.Encoding.PEM)


def _builder(
    subject: x509.Name, issuer: x509.Name, public_key: Any, now: datetime, years: int, last: datetime | None = None
) -> x509.CertificateBuilder:
    until = now + timedelta(days=round(365.25 * years))
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(public_key)
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(now - BACKDATED)
    return builder.not_valid_after(min(until, last) if last else until)


def _name(*parts: tuple[x509.ObjectIdentifier, str]) -> x509.Name:
    return x509.Name([x509.NameAttribute(kind, text[:NAME_LIMIT]) for kind, text in parts if text])


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.DER)
