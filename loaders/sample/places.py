"""Where things are: the region, its cities and counties, and how offices abbreviate them."""

from __future__ import annotations

from typing import NamedTuple

from graph.identifiers.region import regions


class Place(NamedTuple):
    """An area with a government: ``full`` is its name after those above it, ``short`` as document numbers have it."""

    code: str
    name: str
    full: str
    short: str
    level: str
    parent: str
    court: str


def _places() -> tuple[Place, ...]:
    rows = regions()
    found = []
    for row in rows.values():
        full = row.name
        if row.level == "county" and row.parent is not None:
            full = rows[row.parent].name + row.name
        short = "宁" if row.level == "region" else row.name[:-1]
        court = {"region": "宁", "city": "宁" + row.code[2:4], "county": "宁" + row.code[2:6]}[row.level]
        found.append(Place(row.code, row.name, full, short, row.level, row.parent or "", court))
    return tuple(found)


PLACES = _places()
REGION = PLACES[0]
CITIES = tuple(place for place in PLACES if place.level == "city")
COUNTIES = tuple(place for place in PLACES if place.level == "county")
BY_CODE = {place.code: place for place in PLACES}
WEIGHTS = {"640100": 8, "640200": 2, "640300": 3, "640400": 2, "640500": 2}
"""How many enterprises the counties of a city have, against each other."""

COUNTY_WEIGHTS = [WEIGHTS[place.parent] for place in COUNTIES]


def city_of(county: str) -> Place:
    """The city a county lies in."""
    return BY_CODE[county[:4] + "00"]
