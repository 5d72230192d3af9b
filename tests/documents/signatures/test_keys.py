"""Keys at rest, keys brought along, certificates."""

from __future__ import annotations

import subprocess
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from hypothesis import given, settings
from hypothesis import strategies as st

from liangze.core.errors import Refusal
from liangze.documents.signatures.authority import issue, pem
from liangze.documents.signatures.certificate import certificates_in, said
from liangze.documents.signatures.keys import WrongPassphrase, new_key, plain, seal, unseal, unwrap, wrap
from liangze.documents.signatures.pkcs12 import read_pkcs12
from tests.documents.signatures.made import NOW, authority, signer

KEY = new_key()


@settings(max_examples=8, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=40))
def test_a_key_opens_with_its_passphrase_and_with_no_other(passphrase):
    sealed = seal(KEY, passphrase)
    assert plain(unseal(sealed, passphrase)) == plain(KEY)
    with pytest.raises(WrongPassphrase):
        unseal(sealed, passphrase + "x")


def test_full_width_letters_and_digits_are_the_plain_ones():
    assert plain(unseal(seal(KEY, "口令ＡＢＣ１２３"), "口令ABC123")) == plain(KEY)


def test_any_other_tool_opens_the_same_key():
    command = ["openssl", "pkcs8", "-inform", "DER", "-passin", "pass:willow-lantern-42"]
    answer = subprocess.run(command, input=seal(KEY, "willow-lantern-42"), capture_output=True, check=True)
    assert b"BEGIN PRIVATE KEY" in answer.stdout


def test_without_the_secret_of_the_installation_nothing_opens():
    wrapped = wrap(b"a key", secret="one", purpose="signer")
    assert unwrap(wrapped, secret="one", purpose="signer") == b"a key"
    for secret, purpose, content in (("two", "signer", wrapped), ("one", "authority", wrapped), ("one", "signer", wrapped[:-1] + b"\0")):
        with pytest.raises(Refusal, match="signing secret"):
            unwrap(content, secret=secret, purpose=purpose)


def container(key=KEY, certificate: bytes | None = None, password: bytes | None = b"file-password") -> bytes:
    made = x509.load_der_x509_certificate(certificate or certificate_for(key))
    protection = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    return pkcs12.serialize_key_and_certificates(b"", key, made, [x509.load_der_x509_certificate(authority().certificate)], protection)


def certificate_for(key, now=NOW, years=3) -> bytes:
    return issue(authority(), public_key=key.public_key(), name="王某", now=now, years=years)


@pytest.mark.parametrize("key", [KEY, rsa.generate_private_key(65537, 2048), ec.generate_private_key(ec.SECP384R1())])
def test_a_key_is_brought_along_with_its_chain(key):
    brought = read_pkcs12(container(key), "file-password", now=NOW)
    assert said(brought.certificate).name == "王某"
    assert brought.chain == (authority().certificate,)


@pytest.mark.parametrize(
    ("content", "password", "field"),
    [
        (b"", "x", "file"),
        (b"no key file", "x", "file"),
        (b"0" * 300_000, "x", "file"),
        (container(), "wrong", "password"),
        (container(certificate=certificate_for(KEY, now=NOW - timedelta(days=2000))), "file-password", "file"),
        (container(certificate=certificate_for(KEY, now=NOW + timedelta(days=20))), "file-password", "file"),
        (container(rsa.generate_private_key(65537, 1024)), "file-password", "file"),
        (container(ed25519.Ed25519PrivateKey.generate()), "file-password", "file"),
        (container(authority().key, authority().certificate), "file-password", "file"),
    ],
    ids=["empty", "nonsense", "too large", "wrong password", "expired", "not valid yet", "too short", "unknown kind", "not for signing"],
)
def test_what_cannot_be_used_is_refused_beside_its_field(content, password, field):
    with pytest.raises(Refusal) as refused:
        read_pkcs12(content, password, now=NOW)
    assert refused.value.field == field
    assert refused.value.remedy


def test_a_certificate_does_not_outlive_its_authority():
    root, own = said(authority().certificate), said(certificate_for(KEY, now=NOW + timedelta(days=19 * 365), years=3))
    assert own.until == root.until


def test_certificates_are_read_as_text_and_as_bytes():
    der = authority().certificate
    assert certificates_in(der) == (der,)
    assert certificates_in(pem(der) + pem(signer().certificate)) == (der, signer().certificate)
    with pytest.raises(Refusal):
        certificates_in(b"nothing of the kind")
