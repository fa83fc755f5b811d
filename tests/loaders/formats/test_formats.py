"""Every format says exactly what its case file says: one file of data a format, and nothing else to add one."""

from __future__ import annotations

import importlib
import pkgutil
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml

import loaders.formats
from graph.schema import schema
from loaders.formats import FORMATS
from loaders.layout import Format
from loaders.tables import tables_of
from loaders.templates import write_templates
from tests.loaders.telling import tell, tell_text

CASES = Path(__file__).parent / "cases"
NAMES = [format.name for format in FORMATS]
MODULES = {
    module.name: importlib.import_module(f"loaders.formats.{module.name}")
    for module in pkgutil.iter_modules(loaders.formats.__path__)
}
OWN = [format for format in FORMATS if format.template is not None]


def case(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


def test_every_format_file_has_its_catalogue_line_and_every_line_its_file() -> None:
    files = {name: module.FORMAT for name, module in MODULES.items() if hasattr(module, "FORMAT")}
    assert {format.name: format for format in FORMATS} == files, "a format's name is its file's"
    assert len(NAMES) == len(set(NAMES))
    assert len({format.label for format in FORMATS}) == len(FORMATS)


def test_every_format_has_its_case_and_every_case_its_format() -> None:
    assert sorted(path.stem for path in CASES.glob("*.yaml")) == sorted(NAMES)


def test_no_format_knows_another() -> None:
    """Adding one stays one file: only what is shared on purpose is shared."""
    shared = {"penalty_old": "penalty_2018", "penalty_notice": "penalty_2018", "licence_old": "licence_2018"}
    for name, module in MODULES.items():
        if not hasattr(module, "FORMAT"):
            continue
        text = Path(str(module.__file__)).read_text(encoding="utf-8")
        others = {other for other in NAMES if f"loaders.formats.{other} import" in text}
        assert others <= {shared.get(name, "")}, (name, others)


@pytest.mark.parametrize("name", NAMES)
def test_a_format_says_what_its_case_says(name: str, tmp_path: Path) -> None:
    told_of = case(name)
    told = tell_text(told_of["table"], tmp_path / "table.csv")
    assert told.binding.format.name == name
    assert told.binding.unknown == told_of.get("unused", [])
    assert told.says == told_of["says"]
    assert told.refuses == told_of["refuses"]
    assert told_of["says"], "a case says something"
    assert told_of["refuses"], "and refuses something"


@pytest.mark.parametrize("name", NAMES)
def test_a_case_says_only_what_the_schema_has(name: str) -> None:
    kinds = schema()
    for fact in case(name)["says"]:
        kind = kinds.subjects.get(fact["kind"]) or kinds.records.get(fact["kind"]) or kinds.ties[fact["kind"]]
        assert set(fact.get("properties", {})) <= set(kind.properties), fact


@pytest.mark.parametrize("format", FORMATS, ids=NAMES)
def test_no_two_columns_of_a_format_are_known_by_one_heading(format: Format) -> None:
    spelt = list(chain.from_iterable(column.headings for column in format.columns))
    assert len(format.known()) == len(spelt) == len(set(spelt))
    assert len({column.key for column in format.columns}) == len(format.columns)
    assert set(format.either) <= {column.key for column in format.columns}
    assert all(column.needed for column in format.columns if column.filled), "what must be filled must be there"


@pytest.mark.parametrize("format", OWN, ids=[format.name for format in OWN])
def test_a_template_is_of_its_format_and_its_example_loads(format: Format, tmp_path: Path) -> None:
    written = write_templates(tmp_path)
    files = [path for path in written if path.stem == format.label]
    assert {path.suffix for path in files} == {".csv", ".xlsx"}
    said = []
    for path in files:
        (table,) = tables_of(path)
        told = tell(table)
        assert (told.binding.format.name, told.binding.unknown, told.refused) == (format.name, [], [])
        said.append(told.says)
    assert said[0] == said[1] != []
