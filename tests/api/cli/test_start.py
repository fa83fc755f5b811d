"""The command starts quickly: what only one verb needs is not imported by the others."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "asyncio",
    "fastapi",
    "jinja2",
    "neo4j",
    "networkx",
    "numpy",
    "openpyxl",
    "pandas",
    "pyvis",
    "uvicorn",
    "xlsxwriter",
)

SCRIPT = """
import sys
from api.cli.main import run
code = run(sys.argv[1:])
print(*sorted(name for name in sys.modules if "." not in name), file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.parametrize("line", [["--help"], ["search", "公司"], ["measures", "--json"], ["store", "stats"]])
def test_heavy_packages_are_imported_only_where_they_are_needed(desk: Path, line: list[str]) -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT, *line], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    imported = set(done.stderr.splitlines()[-1].split())
    assert "typer" in imported
    assert imported & set(HEAVY) == set()
