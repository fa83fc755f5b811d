"""Names and numbers: the same number for the same id, however many; nothing compiled where nothing is asked."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from graph.columns.names import WIDTH, Names, keys_of
from graph.store.packing import BETWEEN


def test_ids_keep_their_numbers_as_the_table_grows() -> None:
    names = Names(room=4)
    ids = [f"O{number:024x}" for number in range(3_000)] + ["短", "O1", ""]
    first = names.numbers(keys_of(BETWEEN.join(ids), len(ids)))
    assert first.tolist() == list(range(len(ids)))
    assert names.numbers(keys_of(BETWEEN.join(reversed(ids)), len(ids))).tolist() == first.tolist()[::-1]
    assert [names[number] for number in first.tolist()] == ids
    assert names.find("O1") == len(ids) - 2
    assert names.find("O2") is None
    assert names.count == len(ids)


def test_an_id_that_is_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="过长"):
        keys_of("x" * (WIDTH + 1), 1)
    with pytest.raises(ValueError, match="过长"):
        keys_of(BETWEEN.join(["x" * WIDTH + "y", "z" * (WIDTH - 1)]), 2)


def test_ids_of_one_width_are_read_in_place() -> None:
    keys = keys_of(BETWEEN.join(["a" * WIDTH, "b" * WIDTH]), 2)
    assert keys.base is not None
    assert np.array_equal(np.unique(keys, axis=0), keys)


def test_the_command_line_starts_without_kernels() -> None:
    told = "import sys, api.cli.main; sys.exit('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0
