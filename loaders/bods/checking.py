"""A statement checked: which statement, which field, and why it cannot be taken, in Chinese and English."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from graph.identifiers.resident_text import masked_in_message
from loaders.bods.statement import DETAILS, Entity, Person, Relationship, Statement
from loaders.errors import RowError

_SHOWN = 3
"""So many faults of one statement are told."""


class Checked(NamedTuple):
    """A statement with its details."""

    statement: Statement
    details: Entity | Person | Relationship


class Fault(NamedTuple):
    """What is wrong with one field: where it stands, and why."""

    path: str
    reason: str
    value: str


def checked(told: object) -> Checked:
    """The statement. Raises RowError that names it, the first field at fault, and up to three faults."""
    faults: list[Fault] = []
    statement = details = None
    if not isinstance(told, dict):
        raise RowError("bods", f"陈述应为对象，是{_json_kind(told)} / a statement must be an object", "", _shown(told))
    try:
        statement = Statement.model_validate(told)
    except ValidationError as error:
        faults += _faults(error, told, ())
    kind = told.get("recordType")
    model = DETAILS.get(kind) if isinstance(kind, str) else None
    if model is not None and isinstance(told.get("recordDetails"), dict):
        try:
            details = model.model_validate(told["recordDetails"])
        except ValidationError as error:
            faults += _faults(error, told, ("recordDetails",))
    if statement is None or details is None or faults:
        first = faults[0]
        words = "；".join(f"{fault.path}：{fault.reason}" for fault in faults[:_SHOWN])
        more = f"；共 {len(faults)} 处 / {len(faults)} faults" if len(faults) > _SHOWN else ""
        message = f"陈述 / statement {_shown(told.get('statementId')) or '（无 statementId）'}：{words}{more}"
        raise RowError("bods", message, first.path, first.value)
    return Checked(statement, details)


def _faults(error: ValidationError, told: object, before: tuple[str, ...]) -> list[Fault]:
    """Faults by field, each field once: of what may be a text or an object, one sentence for both."""
    found: dict[str, Fault] = {}
    for one in error.errors(include_url=False, include_context=True):
        steps = _steps((*before, *one["loc"]), told)
        if one["type"] == "missing_url":
            steps = [*steps, "url"]
        value = _at(told, steps)
        either = one["loc"][-1] == "str"
        if either and isinstance(value, dict):
            continue
        path = _path(steps)
        reason = "应为文本或对象 / must be a text or an object" if either else _why(one)
        found.setdefault(path, Fault(path, reason, _shown(value)))
    return list(found.values())


def _steps(location: Sequence[int | str], told: object) -> list[int | str]:
    """The part of pydantic's location that leads through the statement itself, a missing last field included."""
    steps: list[int | str] = []
    value = told
    for place, step in enumerate(location):
        if isinstance(value, dict) and isinstance(step, str):
            if step not in value and place + 1 < len(location):
                continue
            if step not in value and step in {"str", "Unspecified", "constrained-str"}:
                continue
            steps.append(step)
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int):
            steps.append(step)
            value = value[step]
    return steps


def _path(steps: Sequence[int | str]) -> str:
    path = ""
    for step in steps:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else step
    return path


def _at(told: object, steps: Sequence[int | str]) -> object:
    value = told
    for step in steps:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step]
    return value


_KINDS = {
    "string_type": "应为文本 / must be a text",
    "bool_type": "应为 true 或 false / must be true or false",
    "list_type": "应为数组 / must be an array",
    "dict_type": "应为对象 / must be an object",
    "model_type": "应为对象 / must be an object",
    "missing": "缺少 / is missing",
    "missing_url": "motivation 为 linking 时须有 url / linking needs a url",
}


def _why(one: ErrorDetails) -> str:
    context = one.get("ctx", {})
    match one["type"]:
        case "literal_error":
            return f"不是标准所列的值 / not a code of the standard: {_codes(context['expected'])}"
        case "string_too_short":
            return f"少于 {context['min_length']} 个字符 / shorter than {context['min_length']} characters"
        case "string_too_long":
            return f"多于 {context['max_length']} 个字符 / longer than {context['max_length']} characters"
    return _KINDS.get(one["type"], one["msg"])


def _codes(expected: str) -> str:
    """The codes there are, without quotes."""
    return "、".join(code.strip("' ") for code in expected.replace(" or ", ", ").split(","))


def _shown(value: Any) -> str:  # noqa: ANN401 - whatever stands there
    """A value as it may be repeated: texts and numbers, identity numbers masked; of the rest only what it is."""
    if value is None:
        return ""
    if isinstance(value, str):
        return masked_in_message(value[:200])
    return masked_in_message(str(value)) if isinstance(value, int | float) else _json_kind(value)


def _json_kind(value: object) -> str:
    kinds = {dict: "对象 / an object", list: "数组 / an array", bool: "真假值 / a flag", type(None): "空 / null"}
    return kinds.get(type(value), "文本或数字 / a text or number")
