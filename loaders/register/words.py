"""The tables of posts, change items, enterprise types and placeholders, read once."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from graph.data_files import shipped

_SEPARATORS = re.compile(r"[、,，;；/|\n]+")
_REMARK = re.compile(r"[(（【\[].*?[)）】\]]")


@lru_cache(maxsize=2)
def table(name: str) -> dict[str, Any]:
    """A data table of this folder (posts, types)."""
    loaded: dict[str, Any] = shipped("loaders", "register", f"{name}.yaml")
    return loaded


def role_of_item(item: str, kind: str | None) -> str | None:
    """The role a 变更事项 of a subject of a kind (None: not known) speaks of, or None."""
    return next(
        (
            entry["role"]
            for entry in table("posts")["items"]
            if any(word in item for word in entry["words"]) and kind in entry.get("only", [kind])
        ),
        None,
    )


def speaks_of(item: str, what: str) -> bool:
    """Whether a 变更事项 is one of a list of the posts table (capital_items, name_items, officer_items)."""
    plain = unicodedata.normalize("NFKC", item)
    return any(word in plain for word in table("posts")[what])


def role_of_post(position: str) -> str:
    """The role a post gives: PRINCIPAL_OF, or OFFICER_OF."""
    parts = [part.strip() for part in _SEPARATORS.split(position)] or [position]
    return "PRINCIPAL_OF" if any(part in table("posts")["principal"] for part in parts) else "OFFICER_OF"


def kind_of_type(enterprise_type: str) -> str | None:
    """The kind of subject an 企业类型 means, by code or words; None where it says an ordinary enterprise or nothing."""
    return next((entry["kind"] for entry in table("types")["kinds"] if _fits(entry, enterprise_type)), None)


def is_state_owned(enterprise_type: str) -> bool:
    """Whether an 企业类型 is wholly or controlled state-owned (1110, 1140, 1213, 1223)."""
    return _fits(table("types")["state_owned"], enterprise_type)


def _fits(entry: dict[str, Any], enterprise_type: str) -> bool:
    code = re.match(r"\d+", enterprise_type.strip())
    if code is not None:
        return any(code.group().startswith(prefix) for prefix in entry["codes"])
    return any(word in enterprise_type for word in entry["words"])


def is_ended(state: str) -> bool:
    """Whether a 登记状态 means that the unit is no more."""
    return any(word in state.replace("未注销", "") for word in table("types")["ended"])


def names_in(cell: str) -> tuple[str, ...]:
    """The names in a 变更前/后内容 cell, in order; no remarks in brackets, nothing labelled as something else."""
    plain = _REMARK.sub("", unicodedata.normalize("NFKC", cell))
    labelled = (part.rpartition(":") for part in _SEPARATORS.split(plain))
    names = (re.sub(r"\s+", "", name) for label, _, name in labelled if not speaks_of(label, "other_labels"))
    return tuple(sorted({name for name in names if name and name not in {"无", "-", "--", "暂无"}}))
