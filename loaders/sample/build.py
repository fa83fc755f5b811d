"""The synthetic province: stories, dirty rows, bodies, then enterprises, each written as it is made up."""

from __future__ import annotations

from collections.abc import Callable
from os import PathLike
from pathlib import Path

from loaders.sample import broken, dirty
from loaders.sample.changes import changes
from loaders.sample.companies import HOLDING_KINDS, LARGEST, Company, company, kind_of, register_file, registration
from loaders.sample.courts import court_rows
from loaders.sample.desk import Desk
from loaders.sample.draw import REFERENCE_DATE, generator
from loaders.sample.explanation import write_explanation
from loaders.sample.holdings import holding, holding_file, stakes
from loaders.sample.kept import kept
from loaders.sample.key import Key, WrittenFile
from loaders.sample.licences import licences, lists
from loaders.sample.offices import posts, roster
from loaders.sample.penalties import decided
from loaders.sample.people import cast_of, officers
from loaders.sample.stories import TELLERS, plots
from loaders.sample.writer import Tables

_PARENT = 91
_PARENT_TRIES = 8

Progress = Callable[[int, int], None]
"""Called with enterprises written and enterprises in all."""


def write_sample(folder: str | PathLike[str], *, enterprises: int, seed: int, progress: Progress | None = None) -> Key:
    """Write a synthetic Ningxia of ``enterprises`` registered enterprises into ``folder``; returns its key.

    Official layouts in CSV and XLSX, beside them 答案.json (the key) and 说明.md. The same size and seed give the same
    bytes. The planted stories need about fifty enterprises, which are written whatever the size; they count.
    Raises ValueError for a size outside 1 to :data:`LARGEST`.
    """
    if not 1 <= enterprises <= LARGEST:
        raise ValueError(f"企业数应在 1 至 {LARGEST} 之间 (enterprises must be 1 to {LARGEST}): {enterprises}")
    root = Path(folder)
    root.mkdir(parents=True, exist_ok=True)
    key = Key(enterprises, seed, REFERENCE_DATE)
    with Tables(root) as tables:
        told = _tell(tables, key)
        for row in roster():
            tables.add("bodies", row)
        for row in posts(seed):
            tables.add("posts", row)
        crowd = max(enterprises - told, 0)
        for count in range(crowd):
            _write(tables, seed, count)
            if progress is not None and count % 1000 == 999:
                progress(told + count + 1, enterprises)
        if progress is not None:
            progress(told + crowd, told + crowd)
        key.enterprises = told + crowd
        key.files = [WrittenFile(file.path, file.table, file.encoding, rows) for file, rows in tables.counts()]
    key.broken = broken.plant(root)
    key.write(root)
    write_explanation(key, root)
    return key


def _tell(tables: Tables, key: Key) -> int:
    """The stories and the dirty rows, before everything else so that their lines never move; returns the companies."""
    told = 0
    for plot in plots():
        desk = Desk(tables, plot.serial, plot.scenario, plot.key, plot.title, plot.title_en, plot.facts)
        TELLERS[plot.key](desk)
        key.stories.append(desk.story)
        told += desk.companies
    key.dirty, sound = dirty.plant(tables)
    return told + sound


def _write(tables: Tables, seed: int, count: int) -> None:
    """Everything about one enterprise of the crowd."""
    one = company(seed, count)
    cast = cast_of(seed, count, one)
    held = stakes(seed, count, one, cast)
    parent = _parent(seed, count) if one.kind == "branch" else None
    first = held[0].holder if held else None
    executing = first if one.kind == "partnership" and isinstance(first, Company) else None
    shown = f"{executing.name}（委派代表：{cast.lead.name}）" if executing else cast.lead.name
    tables.add("registrations", registration(one, shown, parent.register_id if parent else ""), register_file(one.kind))
    for row in officers(one, cast, executing):
        tables.add("officers", row)
    for stake in held:
        tables.add("holders", holding(one, stake), holding_file(one.kind))
    for table, row in changes(seed, count, one, cast, held):
        tables.add(table, row)
    for rows in (
        decided(seed, count, one, cast),
        licences(seed, count, one, cast),
        lists(seed, count, one),
        court_rows(seed, count, one, cast, held),
        kept(seed, count, one),
    ):
        for table, place, row in rows:
            tables.add(table, row, place)


def _parent(seed: int, count: int) -> Company | None:
    """An earlier company whose branch this is; None (a branch whose parent is elsewhere) where none is found."""
    draw = generator(seed, _PARENT, count)
    for _ in range(_PARENT_TRIES):
        place = int(count * draw.random() ** 2)
        if place < count and kind_of(seed, place) in HOLDING_KINDS:
            return company(seed, place)
    return None
