"""Third-party data beside the project: ``../shared/data``, or where CREDITGRAPH_SHARED_DATA says. Read, never kept."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(os.environ.get("CREDITGRAPH_SHARED_DATA") or Path(__file__).parent.parent.parent / "shared" / "data")


def shared(*parts: str) -> Path:
    """A folder of it; the test skips, saying so, where it is not there."""
    folder = ROOT.joinpath(*parts)
    if not folder.is_dir():
        pytest.skip(f"third-party data is not here: {'/'.join(parts)} (CREDITGRAPH_SHARED_DATA names its folder)")
    return folder
