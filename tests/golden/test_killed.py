"""A derivation killed at any moment, and run again, comes to the same bytes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import orjson
import pytest

from graph.store.opening import open_store
from loaders.sample import write_sample
from queries.propagation.bring_up import stamp_of
from tests.golden.province import Office

_RUN = "from api.cli.main import main; main()"
_ATTEMPTS = 3


def derived(url: str) -> bytes:
    """Everything a store has derived."""
    store = open_store(url)
    found = orjson.dumps([list(one) for one in store.derived(history=True)], option=orjson.OPT_SORT_KEYS)
    store.close()
    return found


def kill_amid(process: subprocess.Popen[bytes], url: str, random: Random) -> bool:
    """Kill a derivation once it has written a part and is at another; whether it was caught."""
    store = open_store(url)
    while process.poll() is None:
        stamp = stamp_of(store)
        if stamp is not None and stamp.through is not None:
            time.sleep(random.uniform(0, 0.2))
            process.kill()
            break
        time.sleep(0.005)
    store.close()
    return process.wait() == -signal.SIGKILL


@pytest.mark.slow
def test_derive_survives_being_killed(office: Office, tmp_path: Path) -> None:
    write_sample(tmp_path / "样例", enterprises=1_500, seed=11)
    folders = sorted(str(path) for path in (tmp_path / "样例").iterdir() if path.is_dir() and path.name != "待修")
    office.run("load", *folders, ok=(1,))
    command = [sys.executable, "-c", _RUN, "--store", office.url, "derive"]
    settings = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent.parent)}
    random, killed = Random(7), 0
    for _ in range(_ATTEMPTS):
        process = subprocess.Popen(command, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        killed += kill_amid(process, office.url, random)
    assert killed, "nothing was killed"
    office.run("derive")
    after = derived(office.url)
    assert len(after) > 10_000
    assert office.run("derive", "--full") == []
    assert derived(office.url) == after
    assert office.run("store", "check") == []
