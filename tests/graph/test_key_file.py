"""The key file: made once whoever races for it, refused where others can read it, its loss said plainly."""

from __future__ import annotations

import multiprocessing
import os
import stat
import time
from collections.abc import MutableSequence
from multiprocessing.queues import Queue
from pathlib import Path

import pytest

from graph.key_file import KeyExposed, KeyMissing, KeyUnreadable, key_path, make_key, read_key

ROUNDS = 100


def test_it_lies_in_the_users_data_folder_unless_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CREDITGRAPH_KEY_FILE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert key_path().name == "person.key"
    assert key_path().parent.name == "creditgraph"
    monkeypatch.setenv("CREDITGRAPH_KEY_FILE", str(tmp_path / "other.key"))
    assert key_path() == tmp_path / "other.key"


def test_made_on_first_use_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "a" / "creditgraph" / "person.key"
    umask = os.umask(0)
    try:
        key = make_key(path)
    finally:
        os.umask(umask)
    assert len(key) == 32
    assert make_key(path) == read_key(path) == key
    assert make_key(tmp_path / "b.key") != key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]


def race(me: int, ready: MutableSequence[int], folder: Path, found: Queue[list[bytes]]) -> None:
    """Make the key of one round after another, each within a microsecond of the other process."""
    keys = []
    for number in range(ROUNDS):
        ready[me] = number + 1
        while ready[1 - me] <= number:
            time.sleep(0)
        keys.append(make_key(folder / str(number) / "person.key"))
    found.put(keys)


def test_two_processes_at_once_end_with_one_key(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ready, found = context.RawArray("i", 2), context.Queue()
    racers = [context.Process(target=race, args=(me, ready, tmp_path, found)) for me in range(2)]
    for racer in racers:
        racer.start()
    one, other = found.get(timeout=60), found.get(timeout=60)
    for racer in racers:
        racer.join(60)
        assert racer.exitcode == 0
    assert one == other == [read_key(tmp_path / str(number) / "person.key") for number in range(ROUNDS)]
    assert len(set(one)) == ROUNDS
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["person.key"] * ROUNDS


def test_a_lost_key_is_missed_and_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(KeyMissing, match="没有密钥文件") as caught:
        read_key(tmp_path / "person.key")
    assert "cannot be read or matched without a copy" in str(caught.value)
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.name != "posix", reason="permission bits are POSIX's")
@pytest.mark.parametrize("rights", [0o640, 0o604, 0o660, 0o644, 0o601])
def test_a_key_others_can_reach_is_refused(tmp_path: Path, rights: int) -> None:
    path = tmp_path / "person.key"
    make_key(path)
    path.chmod(rights)
    for attempt in (read_key, make_key):
        with pytest.raises(KeyExposed, match=rf"{rights:04o}，他人可读.*chmod 600"):
            attempt(path)
    path.chmod(0o600)
    assert len(read_key(path)) == 32
    path.chmod(0o400)
    assert len(read_key(path)) == 32


@pytest.mark.parametrize("content", [b"", b"creditgraph-person-key:1:abc\n", b"creditgraph-person-key:1:" + b"0" * 64])
def test_a_damaged_key_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "person.key"
    path.write_bytes(content)
    path.chmod(0o600)
    for attempt in (read_key, make_key):
        with pytest.raises(KeyUnreadable, match="不是密钥"):
            attempt(path)
    assert path.read_bytes() == content


def test_places_that_cannot_hold_a_key(tmp_path: Path) -> None:
    with pytest.raises(KeyUnreadable):
        read_key(tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(KeyUnreadable, match="密钥文件"):
        make_key(tmp_path / "file" / "person.key")
