"""Every scenario told in official-layout files comes out of the command line as its file says, on every store."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.golden.province import Answer, Office, contains, write_file

SCENARIOS = sorted((Path(__file__).parent / "scenarios").glob("*.yaml"))


@pytest.mark.parametrize("path", SCENARIOS, ids=[path.stem for path in SCENARIOS])
def test_scenario(office: Office, path: Path, tmp_path: Path) -> None:
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    folder = tmp_path / "files"
    folder.mkdir()
    for name, file in told["files"].items():
        write_file(folder / name, **_file(file))
    _Telling(office, folder, told["files"]).tell(told["steps"])
    assert office.run("derive", "--full", "--dry-run") == [], "a rebuild differs from what was derived step by step"


def _file(told: str | dict[str, str]) -> dict[str, str]:
    """A file's text and encoding."""
    return told if isinstance(told, dict) else {"text": told}


class _Telling:
    """A scenario's steps, one after another; what a step names is known to those after it, ``{name}`` in files too."""

    def __init__(self, office: Office, folder: Path, files: dict[str, Any]) -> None:
        self.office = office
        self.folder = folder
        self.files = files
        self.names: dict[str, str] = {}

    def tell(self, steps: list[dict[str, Any]]) -> None:
        for step in steps:
            if "load" in step:
                self._load(step)
            elif "derive" in step:
                self.office.run("derive", *shlex.split(step["derive"] or ""))
            else:
                self._ask(step)

    def _load(self, step: dict[str, Any]) -> None:
        for name in step["load"] if step["load"] != "*" else []:
            file = _file(self.files[name])
            for known, identifier in self.names.items():
                file = {**file, "text": file["text"].replace(f"{{{known}}}", identifier)}
            write_file(self.folder / name, **file)
        files = [str(self.folder / name) for name in step["load"]] if step["load"] != "*" else [str(self.folder)]
        clock = ["--recorded-at", step["recorded_at"]] if "recorded_at" in step else []
        clock += ["--actor", step["actor"]] if "actor" in step else []
        rejects = self.folder.parent / "rejects.csv"
        printed = self.office.run("load", *files, *clock, "--rejects", str(rejects), ok=_exits(step))
        _hold(step, printed, "load")
        written = rejects.read_text(encoding="utf-8-sig") if rejects.exists() else ""
        for words in step.get("refuses", []):
            assert any(all(word in line for word in words) for line in written.splitlines()), (words, written)
        for word in step.get("hides", []):
            assert word not in written, (word, written)

    def _ask(self, step: dict[str, Any]) -> None:
        words = [word.format(**self.names) for word in shlex.split(step["ask"])]
        printed = self.office.run(*words, ok=_exits(step))
        _hold(_named(step, self.names), printed, step["ask"])
        for name, part in step.get("remember", {}).items():
            self.names[name] = next(one["id"] for one in printed if contains(one, part))


def _named(told: Any, names: dict[str, str]) -> Any:  # noqa: ANN401 - a piece of a scenario
    """What a step expects, with remembered names in braces filled in."""
    if isinstance(told, dict):
        return {key: _named(value, names) for key, value in told.items()}
    if isinstance(told, list):
        return [_named(value, names) for value in told]
    return names.get(told[1:-1], told) if isinstance(told, str) and told.startswith("{") else told


def _exits(step: dict[str, Any]) -> tuple[int, ...]:
    """The exit codes a step allows: one, or any of a list; 0 unless told."""
    said = step.get("exit", 0)
    return tuple(said) if isinstance(said, list) else (said,)


def _hold(step: dict[str, Any], printed: list[Answer], said: str) -> None:
    """Check the lines printed: some there, some absent, their number, words that must occur."""
    for part in step.get("has", []):
        assert any(contains(one, part) for one in printed), (said, "lacks", part, printed)
    for part in step.get("lacks", []):
        assert not any(contains(one, part) for one in printed), (said, "has", part, printed)
    if "count" in step:
        assert len(printed) == step["count"], (said, printed)
    whole = str(printed)
    for word in step.get("says", []):
        assert str(word) in whole, (said, "does not say", word, printed)
    for word in step.get("never", []):
        assert str(word) not in whole, (said, "says", word, printed)
