"""Data that ships beside the code, and files that an office edits: the one door of YAML.

Read by libyaml where it is there, since every command reads tables first; the plain reader of the same package takes
the same text elsewhere.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml
from yaml import MappingNode, MarkedYAMLError, Node, SequenceNode

__all__ = ["MappingNode", "MarkedYAMLError", "Node", "SequenceNode", "composed", "parsed", "shipped", "value_of"]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def shipped(package: str, *path: str) -> Any:  # noqa: ANN401 - whatever a file says; its reader holds it to a model
    """What a file of a package says."""
    return parsed(files(package).joinpath(*path).read_text(encoding="utf-8"))


def parsed(text: str) -> Any:  # noqa: ANN401 - as above
    """What a text says. Raises MarkedYAMLError where it is no YAML."""
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 - both readers are safe


def composed(text: str) -> Node | None:
    """A text as nodes that know their lines; None where it is empty. Raises MarkedYAMLError where it is no YAML."""
    try:
        return yaml.compose(text, Loader=_LOADER)
    except MarkedYAMLError:
        return yaml.compose(text, Loader=yaml.SafeLoader)  # which says better what is wrong, and on which line


def value_of(node: Node) -> Any:  # noqa: ANN401 - as above
    """What a node and all below it say."""
    return yaml.SafeLoader("").construct_document(node)
