"""What an approval is asked in and rests on, as data: scopes with their words, sources with their age."""

from __future__ import annotations

import hashlib
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from pydantic import Field

from queries.law import Policy, Strict
from queries.rule_files import Fault, items

_FILES = ("scopes.yaml", "sources.yaml")

IN_OFFICE = ("applicant", "legal_representative", "principal", "executing_partner", "officer")
"""The capacities in which somebody would himself do what a ban forbids him; others are only told of."""


class Scope(Policy):
    """A scope of approval (许可类别、行业、岗位): by which words it is known, and which bans it meets."""

    scope: str
    names: tuple[str, ...]
    unless: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()

    def is_meant_by(self, text: str) -> bool:
        """Whether a text that names a scope means this one."""
        return any(name in text for name in self.names) and not any(word in text for word in self.unless)


class Source(Strict):
    """A source, the tables it comes in, and after how many days without any it is called stale."""

    source: str
    title: str
    title_en: str
    formats: tuple[str, ...]
    days: int = Field(gt=0)


class ApprovalPolicy(NamedTuple):
    """All of it, with the version that an answer names."""

    scopes: tuple[Scope, ...]
    sources: tuple[Source, ...]
    version: str

    def meant(self, text: str) -> list[Scope]:
        """The scopes that a text means; none where it is not known."""
        plain = "".join(unicodedata.normalize("NFKC", text).split())
        return [scope for scope in self.scopes if scope.enabled and scope.is_meant_by(plain)]


class PolicyError(Exception):
    """The files cannot be used; the message says why, with file and line."""


@lru_cache(maxsize=1)
def approval_policy() -> ApprovalPolicy:
    """The policy of this release. Raises PolicyError."""
    folder = files("queries.approvals")
    texts = {name: folder.joinpath(name).read_text(encoding="utf-8") for name in _FILES}
    faults: list[Fault] = []
    scopes = tuple(row for _, row in items("scopes.yaml", texts["scopes.yaml"], Scope, faults))
    sources = tuple(row for _, row in items("sources.yaml", texts["sources.yaml"], Source, faults))
    if faults:
        raise PolicyError("\n".join(map(str, faults)))
    digest = hashlib.sha256("\x1f".join(texts[name] for name in _FILES).encode()).hexdigest()[:12]
    return ApprovalPolicy(scopes, sources, digest)
