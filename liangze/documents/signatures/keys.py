"""Private keys: made, and kept so that only who knows the passphrase can use them.

At rest a key lies in two shells: PKCS#8 under the passphrase (PBES2, readable by any tool), around it AES-GCM under a secret of
the installation, so that a copy of the database alone does not even allow to guess.
"""

from __future__ import annotations

import os
import unicodedata
from typing import Any

from asn1crypto import algos, core, keys
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, padding, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from liangze.core.errors import Refusal

ROUNDS = 600_000  # of PBKDF2-HMAC-SHA256: some 0.2 s for each guess
SALT, IV, NONCE = 16, 16, 12  # bytes


class WrongPassphrase(Refusal):
    """The passphrase does not open the key."""


def new_key() -> ec.EllipticCurvePrivateKey:
    """A fresh key on P-256."""
    return ec.generate_private_key(ec.SECP256R1())


def normal(passphrase: str) -> bytes:
    """What of a passphrase counts: full-width letters and digits, as Chinese keyboards give them, are the plain ones."""
    return unicodedata.normalize("NFKC", passphrase).encode()


def plain(key: PrivateKeyTypes) -> bytes:
    """PKCS#8, DER, unprotected: only ever in memory."""
    return key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


def seal(key: PrivateKeyTypes, passphrase: str) -> bytes:
    """PKCS#8, DER, encrypted: PBES2 with PBKDF2-HMAC-SHA256 and AES-256-CBC (RFC 8018)."""
    salt, iv = os.urandom(SALT), os.urandom(IV)
    derived = PBKDF2HMAC(hashes.SHA256(), 32, salt, ROUNDS).derive(normal(passphrase))
    pad, cipher = padding.PKCS7(128).padder(), Cipher(AES256(derived), CBC(iv)).encryptor()
    hidden = cipher.update(pad.update(plain(key)) + pad.finalize()) + cipher.finalize()
    derivation = {
        "salt": algos.Pbkdf2Salt("specified", core.OctetString(salt)), "iteration_count": ROUNDS, "key_length": 32,
        "prf": {"algorithm": "sha256"},
    }
    scheme = algos.Pbes2Params({
        "key_derivation_func": {"algorithm": "pbkdf2", "parameters": derivation},
        "encryption_scheme": {"algorithm": "aes256_cbc", "parameters": iv},
    })
    info = {"encryption_algorithm": {"algorithm": "pbes2", "parameters": scheme}, "encrypted_data": hidden}
    return bytes(keys.EncryptedPrivateKeyInfo(info).dump())


def unseal(sealed: bytes, passphrase: str) -> Any:
    """The key inside. Raises WrongPassphrase on the field "passphrase"."""
    try:
        return serialization.load_der_private_key(sealed, normal(passphrase) or b"\0")
    except (ValueError, TypeError):
        raise WrongPassphrase("The passphrase is not right.", remedy="Type it again.", field="passphrase") from None


def unseal_plain(content: bytes) -> Any:
    """A key out of `plain`."""
    return serialization.load_der_private_key(content, None)


def wrap(content: bytes, *, secret: str, purpose: str) -> bytes:
    """`content` under a secret of the installation; `purpose` is bound to it, so that one thing cannot stand for another."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(_derived(secret)).encrypt(nonce, content, purpose.encode())


def unwrap(wrapped: bytes, *, secret: str, purpose: str) -> bytes:
    """What was wrapped. Raises Refusal when the secret is not the one it was wrapped under."""
    try:
        return AESGCM(_derived(secret)).decrypt(wrapped[:NONCE], wrapped[NONCE:], purpose.encode())
    except (InvalidTag, ValueError):
        raise Refusal(
            "The keys of this installation cannot be opened: its signing secret is not the one they were made under.",
            remedy="Tell the system administrator to restore LIANGZE_SIGNING_KEY or the file signing-key from the backup.",
        ) from None


def _derived(secret: str) -> bytes:
    return HKDF(hashes.SHA256(), 32, b"liangze signing", b"").derive(secret.encode())
