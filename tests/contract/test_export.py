"""An export is the same from every store."""

from __future__ import annotations

from datetime import date

import orjson

from graph.exchange.selection import Around, selected
from graph.model import OPEN_DAY
from graph.store.port import Batch, Store
from tests.contract.county import COUNTY, MILL, organisation, paper, tie
from tests.oracles.memory_store import MemoryStore

OLD = organisation("旧磨坊", line=7)
SAME = tie("SAME_AS", OLD, MILL, start=None, end=OPEN_DAY)


def test_every_store_exports_the_same(store: Store) -> None:
    memory = MemoryStore()
    for one in (store, memory):
        one.write(Batch([*COUNTY, OLD, SAME], paper()))
    for around in (None, Around(OLD.entity, 1)):
        told = []
        for one in (store, memory):
            with selected(one, date(2024, 6, 1), None, around=around) as selection:
                told.append(orjson.dumps([list(selection.nodes()), list(selection.ties())]))
        assert told[0] == told[1]
        assert OLD.entity.encode() in told[0], "the alias is told"
