"""A Python client generated from the service's own description, as anybody would generate one; kept by nobody."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from api.app import application

ROOT = Path(__file__).parents[3]
CONFIG = ROOT / "docs" / "client.yaml"
GENERATOR = Path(sys.prefix) / "generator"
"""Where `make` puts the generator (requirements/generator.lock)."""

PACKAGE = "creditgraph_client"


class Generated(NamedTuple):
    """The package that was generated, and what the generator said."""

    folder: Path
    said: str

    def of(self, module: str) -> Any:  # noqa: ANN401 - a module that no type checker has seen
        """A module of the package."""
        return importlib.import_module(f"{PACKAGE}.{module}")


def generated(folder: Path) -> Generated:
    """Generate the client into a folder and make it importable. Raises RuntimeError where the generator fails."""
    description = folder / "openapi.json"
    description.write_text(json.dumps(application(f"sqlite:///{folder / 'none.db'}").openapi()), encoding="utf-8")
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none", "--overwrite"]
    done = subprocess.run(
        [*command, "--config", CONFIG, "--path", description, "--output-path", folder / PACKAGE],
        env={
            **os.environ,
            "PYTHONPATH": str(GENERATOR),
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "COLUMNS": "200",
        },
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        raise RuntimeError(done.stdout + done.stderr)
    sys.path.insert(0, str(folder))
    return Generated(folder / PACKAGE, done.stdout + done.stderr)
