"""The standard's own files: every valid statement is taken, every invalid one refused where its authors say."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from loaders.bods.checking import checked
from loaders.bods.reading import looks_like_statements, statements_of
from loaders.errors import FileError, RowError
from tests.shared_data import shared


def faults(path: Path) -> list[RowError]:
    found = []
    for _, told in statements_of(path):
        try:
            checked(told)
        except RowError as error:
            found.append(error)
    return found


@pytest.mark.parametrize(("folder", "many"), [("validation/valid-statements", 111), ("examples", 19)])
def test_every_valid_file_is_taken(folder: str, many: int) -> None:
    files = sorted(shared("bods", *folder.split("/")).glob("*.json"))
    assert len(files) == many
    assert {path.name: [str(error) for error in found] for path in files if (found := faults(path))} == {}
    assert all(map(looks_like_statements, files))


def test_every_invalid_file_is_refused_where_its_authors_say() -> None:
    folder = shared("bods", "validation", "invalid-statements")
    with (folder / "expected_errors.csv").open(encoding="utf-8") as file:
        expected = {row[0]: row for row in csv.reader(file) if row}
    files = sorted(folder.glob("*.json"))
    assert len(files) == 191 + 1
    for path in files:
        _, kind, place, field = expected[path.name]
        if place == "$":
            with pytest.raises(FileError, match="数组"):
                faults(path)
            continue
        where = place.removeprefix("$[0]").lstrip(".")
        if kind == "required":
            where = f"{where}.{field.strip()}".lstrip(".")
        elif field.strip() == "scheme":
            where = "recordDetails.identifiers[0]"
        (error,) = faults(path)
        assert f"{where}：" in str(error) or error.column == where, (path.name, where, error.column, str(error))
        told = next(told for _, told in statements_of(path))
        assert isinstance(told, dict)
        id = told.get("statementId")
        assert (str(id) if id is not None else "（无 statementId）") in str(error), path.name
        assert " / " in str(error)
