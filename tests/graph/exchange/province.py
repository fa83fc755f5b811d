"""A few facts to export: organisations, persons, records, aliases, an end that nobody describes, and dirty texts."""

from __future__ import annotations

from datetime import date

from graph.model import OPEN_DAY, Document, Fact, Properties, day_number, tie_id
from graph.store.port import Batch
from tests.oracles.memory_store import MemoryStore

DAY = date(2024, 6, 1)
ON = day_number(DAY) or 0
KNOWN = 1_700_000_000_000_000
NUMBER = "640104198809180197"
SEALED = "v1sealedsealedsealed"


def subject(id: str, kind: str, name: str, **said: str | int | bool | list[str]) -> Fact:
    return Fact("subject", kind, id, KNOWN, name=name, properties=said, document="d", line=1)


def record(id: str, kind: str, start: int | None, **said: str | int | bool | list[str]) -> Fact:
    return Fact(
        "record", kind, id, KNOWN, "", "", id, valid_from=start, valid_to=OPEN_DAY, properties=said, document="d"
    )


def tie(kind: str, one: str, other: str, start: int | None = 0, end: int | None = OPEN_DAY, **said: str | int) -> Fact:
    told: Properties = dict(said)
    id = tie_id(kind, one, other, str(start))
    return Fact("tie", kind, id, KNOWN, one, other, "", "", "", start, end, told, "d", 2)


FACTS = (
    subject(
        "O1",
        "Enterprise",
        "=样例甲(\x07)公司",
        state="存续",
        registered_capital=100,
        legal_representative_name="张样甲",
    ),
    subject(
        "O2", "Enterprise", "样例\n乙", business_scope=f"-联系人{NUMBER}", former_names=["张样甲商行"], state_owned=True
    ),
    subject("O3", "GovernmentBody", "样例局", region="640104", since="2015-01-01"),
    subject("O4", "Organisation", "样例乙的另一个编号"),
    subject("P1", "Person", "张样甲", mask="640104********0197", sealed_number=SEALED, birth="1988-09-18"),
    subject("P2", "Person", "李样乙"),
    record("R1", "Penalty", ON - 1, facts="张样甲指使", categories=["罚款", "=1+1"], fine=5, content="罚张样甲"),
    record("R2", "Penalty", ON, basis="食品安全法"),
    record("R3", "Penalty", ON + 1, basis="食品安全法"),
    record("R4", "PersonStatus", 0, status="死亡"),
    tie("SHAREHOLDER_OF", "O1", "O2", 0, ON + 1, capital=1, total=4, unit="fen", basis="registered_capital"),
    tie("SHAREHOLDER_OF", "O1", "O2", ON - 9, ON, capital=1, total=2),
    tie("SHAREHOLDER_OF", "P2", "O1", None, None, capital=1, total=4),
    tie("SHAREHOLDER_OF", "O9", "O1", 0, capital=3, total=4, disclosed=False),
    tie("LEGAL_REPRESENTATIVE_OF", "P1", "O1", ON),
    tie("BRANCH_OF", "O4", "O3"),
    tie("SAME_AS", "O4", "O2", None, OPEN_DAY),
    tie("PENALISES", "R1", "O1", None, None, name="=样例甲公司"),
    tie("IDENTIFIES", "R1", "P1", None, None, name="张样甲"),
    tie("PENALISES", "R2", "P2", None, None, name="李样乙"),
    tie("PENALISES", "R3", "O1", None, None),
    tie("DECIDED_BY", "R2", "O3", None, None),
    tie("HAS_STATUS", "R4", "P1", None, None),
    tie("LISTED_AS_OFFICER", "P1", "O1", None, None, name="张样甲"),
)


def store_of(*facts: Fact) -> MemoryStore:
    """A store with these facts, of a document that has a name."""
    store = MemoryStore()
    store.write(Batch(facts, Document("d", "样例.csv", "sample", KNOWN, 1, True)))
    return store
