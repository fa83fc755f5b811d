"""Shapes of government integrity: pages of promises and cities, a body's file."""

from __future__ import annotations

from api.routes.shapes.plain import Json, Shape


class Items(Shape):
    """A page of a list."""

    items: list[Json]
    next: str | None
    total: int
    as_of: str
    data_version: int


class IntegrityFile(Shape):
    """A public body's integrity file."""

    as_of: str
