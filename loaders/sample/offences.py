"""Kinds of administrative case: who decides, on what basis, what is ordered (offences.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pydantic import TypeAdapter

from graph.data_files import shipped


class Offence(NamedTuple):
    """A kind of case; ``weight`` its share among the crowd's, ``heavy`` the basis for finding persons responsible."""

    key: str
    weight: int
    office: str
    violation: str
    basis: str
    categories: str
    content: str
    licence: str
    heavy: str


def _offences() -> Mapping[str, Offence]:
    rows = shipped("loaders.sample", "offences.yaml")
    found = TypeAdapter(list[Offence]).validate_python([list(row.values()) for row in rows])
    return {offence.key: offence for offence in found}


OFFENCES = _offences()
"""Every kind of case by its key, in the order of the file."""
