"""Reading a key that a person brings along (PKCS#12, .p12 or .pfx)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from liangze.core.errors import Refusal

SIZE_LIMIT = 256 * 1024  # bytes; a key with its chain takes a few thousand
RSA_LEAST = 2048  # bits


@dataclass(frozen=True, slots=True)
class Brought:
    """A key with its certificate and the certificates above it (DER)."""

    key: Any
    certificate: bytes
    chain: tuple[bytes, ...]


def read_pkcs12(content: bytes, password: str, *, now: datetime) -> Brought:
    """The one key in the file. Raises Refusal on "file" or "password": unreadable, wrong password, expired, too weak, not for signing."""
    if not content or len(content) > SIZE_LIMIT:
        raise Refusal("The file is no key file.", remedy="Choose the .p12 or .pfx file that you were given.", field="file")
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(content, password.encode() or None)
    except (ValueError, TypeError) as error:
        if "password" in str(error).lower() or "mac" in str(error).lower():
            raise Refusal(
                "The password does not open the key file.", remedy="Type the password of the file again.", field="password"
            ) from None
        raise Refusal("The file is no key file.", remedy="Choose the .p12 or .pfx file that you were given.", field="file") from None
    if key is None or certificate is None:
        raise Refusal(
            "The file holds no key together with its certificate.", remedy="Export it again, with the private key included.", field="file"
        )
    if wrong := _objection(key, certificate, now):
        raise Refusal(wrong, remedy="Ask whoever issued it for a new one, or make a key here.", field="file")
    return Brought(key, _der(certificate), tuple(_der(each) for each in others))


def _objection(key: Any, certificate: x509.Certificate, now: datetime) -> str:
    if now >= certificate.not_valid_after_utc:
        return "The certificate in the file has expired."
    if now < certificate.not_valid_before_utc:
        return "The certificate in the file is not valid yet."
    strong = isinstance(key, ec.EllipticCurvePrivateKey) or (isinstance(key, rsa.RSAPrivateKey) and key.key_size >= RSA_LEAST)
    if not strong:
        return "The key in the file is too weak, or of a kind that PDF readers do not know."
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return ""
    return "" if usage.content_commitment else "The certificate in the file is not meant for signing documents."


def _der(certificate: Any) -> bytes:
    certificate = getattr(certificate, "certificate", certificate)
    return bytes(certificate.public_bytes(serialization.Encoding.DER))
