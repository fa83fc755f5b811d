"""Secrets of accounts: passwords hashed with Argon2id, random tokens kept only as digests."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from functools import lru_cache

from pwdlib import PasswordHash
from pwdlib.exceptions import UnknownHashError
from pwdlib.hashers.argon2 import Argon2Hasher

SHORTEST_PASSWORD = 12
_LONGEST_PASSWORD = 256


@lru_cache(maxsize=1)
def _hashing() -> PasswordHash:
    """Argon2id with 19 MiB and two rounds (OWASP's least), so that several sign-ins at once do not exhaust a desk."""
    return PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19_456, parallelism=1),))


def hashed(password: str) -> str:
    """A password as it is kept. Raises ValueError for one that is too short or too long."""
    if not SHORTEST_PASSWORD <= len(password) <= _LONGEST_PASSWORD:
        raise ValueError(f"口令至少 {SHORTEST_PASSWORD} 个字符 / a password has {SHORTEST_PASSWORD} characters or more")
    return _hashing().hash(password)


def matches(password: str, kept: str | None) -> bool:
    """Whether it is the password; takes as long where there is none, so that no answer tells which names exist."""
    if len(password) > _LONGEST_PASSWORD:
        return False
    try:
        return _hashing().verify(password, kept or _nobodys()) and kept is not None
    except UnknownHashError:
        return False


@lru_cache(maxsize=1)
def _nobodys() -> str:
    return _hashing().hash(secrets.token_urlsafe(32))


def new_password() -> str:
    """A password for somebody to sign in with the first time: 120 random bits."""
    return secrets.token_urlsafe(15)


def new_secret() -> str:
    """A random secret of 256 bits, for a token, a key or a system."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of a random secret: it cannot be guessed, so a plain digest is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def csrf_of(token: str) -> str:
    """What a page has to say beside its cookie, so that another site's form cannot act with it."""
    return hmac.digest(token.encode(), b"creditgraph-csrf", "sha256").hex()


def same(one: str, other: str) -> bool:
    """Whether two secrets are the same, in constant time."""
    return hmac.compare_digest(one.encode(), other.encode())
