"""One large penalty table of the 2018 standard, quickly: what the loading benchmark reads."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from os import PathLike
from pathlib import Path

from loaders.sample.companies import company
from loaders.sample.draw import mix
from loaders.sample.identities import person
from loaders.sample.layouts import LAYOUTS
from loaders.sample.offences import OFFENCES
from loaders.sample.penalties import penalty
from loaders.sample.people import PLACES_EACH
from loaders.sample.province import body

_BULK = 95
_DAYS = 2500
_EACH = 4


def penalty_file(path: str | PathLike[str], rows: int, seed: int) -> None:
    """Write ``rows`` penalties (UTF-8 CSV, 2018 standard) on a quarter as many enterprises; same bytes for a seed."""
    layout = LAYOUTS["penalties"]
    keys, offences = list(layout), list(OFFENCES.values())
    with Path(path).open("w", encoding="utf-8", newline="", buffering=1 << 20) as stream:
        write = csv.writer(stream, lineterminator="\n").writerow
        write(layout.values())
        for serial in range(rows):
            bits = mix(seed, _BULK, serial)
            one = company(seed, serial // _EACH)
            offence = offences[bits % len(offences)]
            organ = body(one.county.code, offence.office)
            day = date(2019, 2, 1) + timedelta(days=(bits >> 8) % _DAYS)
            fine = f"{(bits >> 20) % 1000 / 100:.2f}" if "罚款" in offence.content else ""
            act = day - timedelta(days=60 + (bits >> 32) % 300) if bits >> 63 else None
            who = person(seed, serial // _EACH * PLACES_EACH)
            number = f"{organ.short}罚〔{day.year}〕{serial + 1}号"
            row = penalty(one, who, organ, number, offence, day, fine=fine, act=act)
            write([row.get(key) for key in keys])
