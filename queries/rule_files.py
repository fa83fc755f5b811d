"""Reading one rule file strictly: what is wrong with it is told with its line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from graph.data_files import MappingNode, MarkedYAMLError, Node, SequenceNode, composed, value_of

M = TypeVar("M", bound=BaseModel)


class Fault(NamedTuple):
    """What is wrong with a rule, and where."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


def _node(name: str, text: str, faults: list[Fault]) -> Node | None:
    try:
        return composed(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        faults.append(Fault(name, line, f"不是合法的 YAML / not YAML: {error.problem}"))
        return None


def items(name: str, text: str, model: type[M], faults: list[Fault]) -> Iterator[tuple[int, M]]:
    """The entries of a list file, each with its line."""
    node = _node(name, text, faults)
    if node is None:
        return
    if not isinstance(node, SequenceNode):
        faults.append(Fault(name, node.start_mark.line + 1, "应是列表 / must be a list"))
        return
    for item in node.value:
        made = _made(name, item, model, faults)
        if made is not None:
            yield item.start_mark.line + 1, made


def table(name: str, text: str, model: type[M], faults: list[Fault]) -> dict[str, M]:
    """The entries of a mapping file."""
    node = _node(name, text, faults)
    found: dict[str, M] = {}
    if not isinstance(node, MappingNode):
        if node is not None:
            faults.append(Fault(name, node.start_mark.line + 1, "应是映射 / must be a mapping"))
        return found
    for key, value in node.value:
        if key.value in found:
            faults.append(Fault(name, key.start_mark.line + 1, f"重复 / twice: {key.value}"))
        made = _made(name, value, model, faults)
        if made is not None:
            found[key.value] = made
    return found


def only(name: str, text: str, model: type[M], faults: list[Fault]) -> M | None:
    """The one entry that a file is."""
    node = _node(name, text, faults)
    if node is None and not any(fault.file == name for fault in faults):
        faults.append(Fault(name, 1, "文件为空 / the file is empty"))
    return _made(name, node, model, faults) if node is not None else None


def line_of(name: str, text: str, path: tuple[int | str, ...]) -> int:
    """The line of a field of a file that could be read."""
    node = _node(name, text, [])
    return _line(node, path) if node is not None else 1


def _made(name: str, node: Node, model: type[M], faults: list[Fault]) -> M | None:
    faults += _twice(name, node)
    try:
        return model.model_validate(value_of(node))
    except ValidationError as error:
        for problem in error.errors():
            where = _line(node, problem["loc"])
            field = ".".join(str(part) for part in problem["loc"])
            faults.append(Fault(name, where, f"{field}: {problem['msg']}"))
        return None


def _line(node: Node, path: tuple[int | str, ...]) -> int:
    """The line of the field at ``path``, or of the nearest thing above it."""
    line = node.start_mark.line + 1
    for part in path:
        if isinstance(node, MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == part), None)
            if found is None:
                return line
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
    return line


def _twice(name: str, node: Node) -> Iterator[Fault]:
    """Fields that stand twice, at any depth: YAML would take the last and say nothing."""
    if isinstance(node, MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield Fault(name, key.start_mark.line + 1, f"重复 / twice: {key.value}")
            seen.add(key.value)
            yield from _twice(name, value)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from _twice(name, item)
