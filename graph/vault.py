"""The vault of persons' numbers: encrypted at rest, matched by keyed hash, shown only masked."""

from __future__ import annotations

import base64
import binascii
import hmac
from pathlib import Path
from typing import NoReturn

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from graph.identifiers import person_number
from graph.key_file import (
    KeyExposed,
    KeyMismatch,
    KeyMissing,
    KeyUnreadable,
    TokenDamaged,
    VaultError,
    key_path,
    make_key,
    read_key,
)

__all__ = ["KeyExposed", "KeyMismatch", "KeyMissing", "KeyUnreadable", "TokenDamaged", "Vault", "VaultError"]

_NONCE = 12
_VERSION = "v1."


class Vault:
    """What one secret key can do. Two vaults with one key give the same ids and open each other's tokens.

    Keys for sealing, for matching and for the fingerprint are derived apart (HKDF-SHA256), so that none tells another.
    """

    __slots__ = ("_cipher", "_matching", "_nonces", "_signing", "fingerprint")

    fingerprint: str
    """A short one-way name of the key, for a store to keep: 16 hexadecimal digits."""

    def __init__(self, key: bytes) -> None:
        """``key``: 32 secret bytes; ValueError for any other length."""
        if len(key) != 32:
            raise ValueError("the key has 32 bytes")
        self._cipher = AESGCM(_derived(key, "seal"))
        self._matching = _derived(key, "match")
        self._nonces = _derived(key, "nonce")
        self._signing = _derived(key, "sign")
        self.fingerprint = _derived(key, "fingerprint")[:8].hex()

    @classmethod
    def default(cls, *, create: bool = True) -> Vault:
        """The user's own vault, see :func:`graph.key_file.key_path`. Raises as :meth:`at`."""
        return cls.at(key_path(), create=create)

    @classmethod
    def at(cls, path: Path, *, create: bool = True) -> Vault:
        """The vault of a key file, made on first use unless ``create`` is False (where a sealed store exists already).

        Raises KeyMissing, KeyExposed, KeyUnreadable.
        """
        return cls(make_key(path) if create else read_key(path))

    def check(self, fingerprint: str) -> None:
        """Compare with the fingerprint a store keeps; raises KeyMismatch."""
        if not hmac.compare_digest(self.fingerprint.encode(), fingerprint.encode()):
            raise KeyMismatch(
                f"密钥不符：库用密钥 {fingerprint} 加密，现有密钥是 {self.fingerprint}。"
                "找回原密钥文件，否则库中证件号码无法读出，同一人会被当作两人；或从原始文件重新建库。"
                f" (The store was sealed with key {fingerprint}, this one is {self.fingerprint}."
                " Bring the first one back, or load the sources into a new store.)"
            )

    def key_of(self, number_type: str, number: str) -> str:
        """The keyed hash two spellings of one number share: 64 hexadecimal digits, HMAC-SHA256 over kind and number.

        ``number_type`` may be any word :func:`graph.identifiers.person_number.number_type_of` knows; a resident's
        15-digit number hashes as the 18-digit one. Raises IdentifierError (``empty``, ``masked``).
        """
        kind = person_number.number_type_of(number_type)
        return hmac.digest(self._matching, f"{kind}\x1f{person_number.compact(kind, number)}".encode(), "sha256").hex()

    def person_id(self, number_type: str, number: str) -> str:
        """The opaque id of the person with that number: ``P`` and 24 hexadecimal digits. Raises as :meth:`key_of`."""
        return "P" + self.key_of(number_type, number)[:24]

    def seal(self, number: str) -> str:
        """The number as an encrypted token (AES-256-GCM): the same text for the same number, so that a fact stays one.

        The nonce is a keyed hash of the number (the synthetic initialisation vector of RFC 5297): it repeats only where
        the number does, and then tells no more than that, which the person's id tells already.
        """
        nonce = hmac.digest(self._nonces, number.encode(), "sha256")[:_NONCE]
        sealed = nonce + self._cipher.encrypt(nonce, number.encode(), _VERSION.encode())
        return _VERSION + base64.urlsafe_b64encode(sealed).decode()

    def open(self, token: str) -> str:
        """The number inside a token; raises TokenDamaged. Only for who may see it, and never without a log entry."""
        if token.startswith(_VERSION):
            try:
                sealed = base64.b64decode(token[len(_VERSION) :].encode(), b"-_", validate=True)
                return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], _VERSION.encode()).decode()
            except (binascii.Error, ValueError, InvalidTag):
                pass
        raise TokenDamaged("密文已损坏，或由另一把密钥加密 (the sealed number was altered or sealed with another key)")

    def sign(self, content: bytes) -> str:
        """A keyed digest (HMAC-SHA256, 64 hexadecimal digits) by which whoever has the key knows his own answers."""
        return hmac.digest(self._signing, content, "sha256").hex()

    @staticmethod
    def mask(number_type: str, number: str) -> str:
        """What a screen may show of a number, see :func:`graph.identifiers.person_number.mask`."""
        return person_number.mask(number_type, number)

    def __repr__(self) -> str:
        return f"Vault(fingerprint={self.fingerprint!r})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a vault does not travel between processes: open it again from the key file")


def _derived(key: bytes, purpose: str) -> bytes:
    return HKDFExpand(algorithm=SHA256(), length=32, info=f"creditgraph/person/{purpose}/1".encode()).derive(key)
