"""The page of results: what was measured, on which machine, beside the goals."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

_HEAD = """# Performance

Written by `make bench SIZE={size} ONLY={only} REPORT=docs/performance.md`;
ours, peer and floor of a line are of one run. Times are seconds on the wall; `ratio` is the peer's time over ours,
`times floor` ours over what memory cannot avoid (one permuted gather over the stakes on the same threads). Load on the
machine slows ours, peers and floors alike: read the ratios. The answers of every DuckDB line were equal to ours.

Machine: {machine}; {day}.

| work | size | ours | peer | peer's | ratio | floor | times floor | goal | more |
|---|---|---|---|---|---|---|---|---|---|
"""
_TOLD = ("name", "size", "ours_s", "peer", "peer_s", "ratio", "floor_s", "times_floor", "goal")


def write_report(path: Path, size: str, only: str, answers: Iterable[dict[str, Any]]) -> None:
    """Write the page."""
    lines = []
    for answer in answers:
        more = {name: value for name, value in answer.items() if name not in _TOLD and "digest" not in name}
        told = [str(answer.get(name, "")) for name in _TOLD]
        lines.append("| " + " | ".join([*told, ", ".join(f"{name} {value}" for name, value in more.items())]) + " |")
    machine = f"{_processor()}, {os.cpu_count()} cores, {_memory()} GB, {platform.system()}, Python {_python()}, "
    machine += f"load {os.getloadavg()[0]:.1f} at the end"
    head = _HEAD.format(size=size, only=only or "''", machine=machine, day=date.today().isoformat())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _memory() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)


def _python() -> str:
    return platform.python_version()
