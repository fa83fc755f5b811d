"""Which release of the program this is."""

from __future__ import annotations


def release() -> str:
    """The version of the installed package, or "0" where it runs from a folder that was never installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("creditgraph")
    except PackageNotFoundError:
        return "0"
