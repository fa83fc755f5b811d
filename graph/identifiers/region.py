"""Region codes (行政区划代码, GB/T 2260 and 10114): six digits to the county, nine to the township."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from graph.data_files import shipped
from graph.identifiers.errors import IdentifierError
from graph.identifiers.spelling import bare


class Region(BaseModel):
    """One row of regions.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    name: str
    level: Literal["region", "city", "county"]
    parent: str | None


@lru_cache(maxsize=1)
def regions() -> Mapping[str, Region]:
    """The regions this release knows, by code and in the order of the file."""
    rows = TypeAdapter(list[Region]).validate_python(shipped("graph", "regions.yaml"))
    return MappingProxyType({row.code: row for row in rows})


def compact(text: str) -> str:
    """The digits without spaces and hyphens."""
    return bare(text)


def validate(text: str) -> str:
    """The compact code; raises IdentifierError (``length``, ``alphabet``, ``region``); current or not."""
    code = compact(text)
    if len(code) not in (6, 9):
        raise IdentifierError(
            "length", f"行政区划代码应为 6 位或 9 位，实为 {len(code)} 位 (expected 6 or 9 digits, found {len(code)})"
        )
    for place, character in enumerate(code, 1):
        if character not in "0123456789":
            raise IdentifierError(
                "alphabet", f"行政区划代码第 {place} 位“{character}”不是数字 (character {place} is no digit)"
            )
    if code[0] == "0":
        raise IdentifierError("region", "行政区划代码不以 0 开头 (no region begins with 0)")
    return code


def is_valid(text: str) -> bool:
    """Whether :func:`validate` accepts the text."""
    try:
        validate(text)
    except IdentifierError:
        return False
    return True


def format(text: str) -> str:
    """The code as it is printed: digits without separators."""
    return compact(text)


def name_of(code: str) -> str | None:
    """The name (兴庆区), or None for a region outside the table."""
    row = regions().get(compact(code))
    return row.name if row else None


def code_of(name: str) -> str | None:
    """The code of a region by its name, alone or after those above it (银川市兴庆区), or None."""
    return _codes().get(bare(name))


def parent_of(code: str) -> str | None:
    """The code one level up (a township's county, a county's city, a city's region); None at the top or unknown."""
    code = compact(code)
    if len(code) == 9:
        return code[:6] if code[:6] in regions() else None
    row = regions().get(code)
    return row.parent if row else None


def children_of(code: str) -> tuple[str, ...]:
    """The codes one level down, in order; townships are not in the table."""
    return _children().get(compact(code), ())


def city_of(code: str) -> str | None:
    """The city (地级市) a code lies in, itself if it is one; None for the whole region or when unknown."""
    current: str | None = compact(code)
    while current is not None:
        row = regions().get(current)
        if row is not None and row.level == "city":
            return current
        current = parent_of(current)
    return None


@lru_cache(maxsize=1)
def _children() -> dict[str, tuple[str, ...]]:
    below: dict[str, tuple[str, ...]] = {}
    for row in regions().values():
        if row.parent is not None:
            below[row.parent] = (*below.get(row.parent, ()), row.code)
    return below


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for row in regions().values():
        name, parent = row.name, row.parent
        codes[name] = row.code
        while parent is not None:
            name = regions()[parent].name + name
            codes[name] = row.code
            parent = regions()[parent].parent
    return codes
