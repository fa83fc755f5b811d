"""A table told: what the rows of a text in CSV say, in words, and which of them are refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.model import OPEN_DAY, Fact, Shape, day_of
from graph.schema import naming_ties
from graph.vault import Vault
from loaders.errors import RowError
from loaders.formats import FORMATS
from loaders.layout import Binding, recognise, rows_of
from loaders.source import Source
from loaders.tables import Table, tables_of

VAULT = Vault(bytes(range(32)))
"""A key that protects nobody: every name and number in these tests is synthetic."""

_INNER = ("sealed_number", "named_in", "file_of", "number_type")


@dataclass(slots=True)
class Told:
    """What a table came to; ``says`` and ``refuses`` as the case files write them."""

    binding: Binding
    facts: list[Fact] = field(default_factory=list)
    refused: list[tuple[int, RowError]] = field(default_factory=list)

    @property
    def says(self) -> list[dict[str, Any]]:
        """Every fact by names instead of ids."""
        told = [fact for fact in self.facts if fact.shape != Shape.TIE]
        names = {fact.entity: fact.name or fact.code or fact.kind for fact in sorted(told, key=lambda fact: fact.name)}
        return [_in_words(fact, names) for fact in self.facts]

    @property
    def refuses(self) -> list[dict[str, Any]]:
        """Every refusal: line, column and code of the reason."""
        return [{"line": line, "column": error.column, "code": error.code} for line, error in self.refused]


def tell_text(text: str, path: Path, format: str | None = None) -> Told:
    """The table in ``text``, written to ``path`` first, as every table is read from a file."""
    path.write_text(text, encoding="utf-8")
    (table,) = tables_of(path)
    return tell(table, format)


def tell(table: Table, format: str | None = None) -> Told:
    """The rows of a table."""
    told = Told(recognise(FORMATS, table.headings, format))
    source = Source(VAULT, "document", 1)
    for line, row in rows_of(told.binding, table.rows):
        source.begin(line)
        try:
            if isinstance(row, Exception):
                raise row
            told.binding.format.facts(row, source)
        except RowError as error:
            source.undo()
            told.refused.append((line, error))
        else:
            told.facts += source.facts
    return told


def _in_words(fact: Fact, names: dict[str, str]) -> dict[str, Any]:
    properties = {name: value for name, value in fact.properties.items() if name not in _INNER}
    if fact.kind == "Person":
        properties.pop("standing", None)
    if fact.kind in naming_ties() - {"IDENTIFIES"} and properties.get("name") == names.get(fact.target):
        del properties["name"]
    if "written" in properties and properties["written"] == names.get(fact.target):
        del properties["written"]
    if "enterprise" in properties:
        properties["enterprise"] = names.get(str(properties["enterprise"]), "")
    words: dict[str, Any] = {"kind": fact.kind}
    if fact.shape == Shape.TIE:
        words |= {"from": names.get(fact.source, "?"), "to": names.get(fact.target, "?")}
    else:
        words |= {key: value for key, value in (("name", fact.name), ("code", fact.code)) if value}
        if fact.shape == Shape.RECORD and fact.number:
            words["number"] = fact.number
    if fact.valid_from is not None:
        words["since"] = str(day_of(fact.valid_from))
    if fact.shape == Shape.TIE and fact.valid_to is not None:
        words["until"] = "open" if fact.valid_to == OPEN_DAY else str(day_of(fact.valid_to))
    if properties:
        words["properties"] = properties
    return words
