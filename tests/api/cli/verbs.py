"""Every verb there is, walked from the command itself, and a whole command line for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer

from api.cli.main import app


def verbs() -> dict[str, Any]:
    """The commands by their full names, groups left out."""
    return dict(_walk("", typer.main.get_command(app)))


def helps() -> list[str]:
    """Everything that has a help of its own: the program, its verbs, its groups and their verbs."""
    names = {" ".join(name.split()[:-1]) for name in verbs()} | set(verbs())
    return sorted(names)


def _walk(name: str, command: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - the library's own classes
    for verb, one in getattr(command, "commands", {}).items():
        full = f"{name} {verb}".strip()
        if hasattr(one, "commands"):
            yield from _walk(full, one)
        else:
            yield full, one
