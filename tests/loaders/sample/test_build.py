"""The same size and seed give the same bytes; another seed another province; more enterprises more rows."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from loaders.sample import FILE_NAME, LARGEST, penalty_file, write_sample
from tests.loaders.sample.conftest import SIZE, Written

ROOT = Path(__file__).parents[3]


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_same_seed_same_bytes_in_another_process(sample: Written, tmp_path: Path, hash_seed: str) -> None:
    program = f"from loaders.sample import write_sample; write_sample({str(tmp_path)!r}, enterprises={SIZE}, seed=7)"
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "TZ": "Pacific/Kiritimati"}
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT, env=environment)
    assert digests(tmp_path) == digests(sample.folder)


def test_another_seed_differs_in_the_crowd_and_tells_the_same_stories(sample: Written, tmp_path: Path) -> None:
    key = write_sample(tmp_path, enterprises=SIZE, seed=8)
    ours, theirs = digests(sample.folder), digests(tmp_path)
    same = {name for name in ours if ours[name] == theirs[name]}
    assert {"市场监管/企业登记_主体.csv", "双公示/银川市_行政处罚.csv", FILE_NAME}.isdisjoint(same)
    assert key.stories == sample.key.stories
    assert key.dirty == sample.key.dirty


def test_stories_do_not_depend_on_size(sample: Written, tmp_path: Path) -> None:
    small = write_sample(tmp_path, enterprises=1, seed=7)
    assert small.stories == sample.key.stories
    assert small.dirty == sample.key.dirty
    assert 1 < small.enterprises < SIZE


def test_the_size_is_what_was_asked_for(sample: Written) -> None:
    dirty = {(row.file, row.line) for row in sample.key.dirty}
    files = [file for file in sample.key.files if file.table == "registrations"]
    sound = [(file.file, line) for file in files for line in range(2, file.rows + 2) if (file.file, line) not in dirty]
    assert len(sound) == sample.key.enterprises == SIZE


def test_rows_grow_with_the_size(tmp_path: Path) -> None:
    sizes = (500, 2000)
    keys = [write_sample(tmp_path / str(size), enterprises=size, seed=3) for size in sizes]
    officers = [next(file.rows for file in key.files if file.table == "officers") for key in keys]
    assert 3 < (officers[1] - 60) / (officers[0] - 60) < 5.5


@pytest.mark.parametrize("size", [0, -1, LARGEST + 1])
def test_impossible_sizes_are_refused(tmp_path: Path, size: int) -> None:
    with pytest.raises(ValueError, match="企业数"):
        write_sample(tmp_path / "none", enterprises=size, seed=1)
    assert not (tmp_path / "none").exists()


def test_progress_ends_at_the_whole(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    write_sample(tmp_path, enterprises=1500, seed=1, progress=lambda done, whole: seen.append((done, whole)))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1] == (1500, 1500)
    assert len(seen) >= 2


def test_the_key_beside_the_data_is_the_key_returned(sample: Written) -> None:
    stored = json.loads((sample.folder / FILE_NAME).read_text(encoding="utf-8"))
    assert stored == json.loads(json.dumps(sample.key.as_dict()))
    assert {path for path in digests(sample.folder) if path.startswith("待修/")} == {
        file.file for file in sample.key.broken
    }


def test_the_explanation_names_every_story_and_file(sample: Written) -> None:
    text = (sample.folder / "说明.md").read_text(encoding="utf-8")
    for story in sample.key.stories:
        assert story.title in text
    for name in (*(file.file for file in sample.key.files), *(file.file for file in sample.key.broken)):
        assert name in text


def test_the_large_penalty_table(tmp_path: Path) -> None:
    one, two, other = tmp_path / "1.csv", tmp_path / "2.csv", tmp_path / "3.csv"
    penalty_file(one, 500, 1)
    penalty_file(two, 500, 1)
    penalty_file(other, 500, 2)
    assert one.read_bytes() == two.read_bytes() != other.read_bytes()
    lines = one.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 501
    assert len({line.count(",") for line in lines}) == 1
