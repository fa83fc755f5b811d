"""Benchmarks: peers run side by side in the same run; a table for people, JSON lines for programs."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.benchmarks.line import Line
from tests.benchmarks.report import write_report

BENCHMARKS = {
    "load_sqlite": "tests.benchmarks.load_sqlite",
    "load_neo4j": "tests.benchmarks.load_neo4j",
    "derive_full": "tests.benchmarks.derive_full",
    "derive_1000": "tests.benchmarks.derive_1000",
    "control_closure": "tests.benchmarks.control_closure",
    "controllers_as_of": "tests.benchmarks.controllers_as_of",
    "commitments_status": "tests.benchmarks.commitments_status",
    "batch": "tests.benchmarks.batch",
    "batch_cypher": "tests.benchmarks.batch_cypher",
    "api_check": "tests.benchmarks.api_check",
    "page": "tests.benchmarks.page",
    "snapshot_cold": "tests.benchmarks.snapshot",
    "snapshot_bytes_per_tie": "tests.benchmarks.snapshot_bytes",
}
"""The module that measures each name; it is imported only when it is asked for."""

_SHOWN = ("name", "size", "ours_s", "peer", "peer_s", "ratio", "floor_s", "times_floor", "goal")


def main(arguments: list[str]) -> int:
    """Run what was asked for; 2 where no benchmark has that name."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--size", choices=("small", "province"), default="small")
    parser.add_argument("--only", default="", help="names, or how names begin, with commas between them")
    parser.add_argument("--report", default="", help="a page to write the results into")
    asked = parser.parse_args(arguments)
    chosen = [name for name in BENCHMARKS if name.startswith(tuple(asked.only.split(",")))]
    if not chosen:
        parser.error(f"没有这个基准 / no such benchmark: {asked.only}; {', '.join(BENCHMARKS)}")
    console = Console(stderr=True)
    table = Table(*_SHOWN)
    answers = []
    for name in chosen:
        console.print(f"▶ {name}")
        run: Callable[[str], Iterable[Line]] = import_module(BENCHMARKS[name]).run
        for line in run(asked.size):
            answer = line.as_answer()
            answers.append(answer)
            print(json.dumps(answer, ensure_ascii=False), flush=True)
            table.add_row(*(str(answer.get(column, "")) for column in _SHOWN))
    console.print(table)
    if asked.report:
        write_report(Path(asked.report), asked.size, asked.only, answers)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
