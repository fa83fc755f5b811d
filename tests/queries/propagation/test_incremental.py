"""Bringing up step by step equals deriving everything at once, byte for byte, whatever came when and in which order."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import orjson
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from graph.derived import Family
from graph.snapshot import Snapshot
from graph.store.port import Store
from graph.store.sqlite.store import SqliteStore
from graph.vault import Vault
from queries.propagation.bring_up import bring_up, stamp_of
from queries.propagation.run import derive
from queries.rulecheck import read_rules
from tests.oracles.memory_store import MemoryStore
from tests.queries.propagation.histories import BODIES, COMPANIES, HISTORIES, ORGAN, Received, about, receive

HISTORY_COUNT = int(os.environ.get("CREDITGRAPH_HISTORIES", "40"))
"""How many histories a run tries; the figure of 10,000 is reached by setting it."""

VAULT = Vault(bytes(32))
BOOK = read_rules()


def derived(store: Store) -> bytes:
    """Everything derived, as bytes."""
    return orjson.dumps([list(one) for one in store.derived(history=True)], option=orjson.OPT_SORT_KEYS)


def from_nothing(store: Store) -> bytes:
    """What follows from all facts of a store, read at once, without anything kept from before."""
    snapshot = Snapshot(store.scan(), store.version())
    found = [one for derivation in derive(snapshot, snapshot.records(), BOOK) for one in derivation.versions]
    ordered = sorted(found, key=lambda one: (one.id, one.recorded_from))
    return orjson.dumps([list(one) for one in ordered], option=orjson.OPT_SORT_KEYS)


@settings(max_examples=HISTORY_COUNT, deadline=None, suppress_health_check=list(HealthCheck))
@given(HISTORIES, st.randoms(use_true_random=False), st.data())
def test_step_by_step_is_all_at_once(history: list[Received], random: st.Random, data: st.DataObject) -> None:  # type: ignore[name-defined]  # hypothesis types its Random as the library's
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as name:  # noqa: S108 - memory, where there is some
        folder = Path(name)
        store = SqliteStore(folder / "store.db", create=True)
        received: list[Received] = []
        for file in history:
            receive(store, VAULT, file, folder)
            received.append(file)
            if data.draw(st.booleans(), "derive now"):
                bring_up(store, BOOK, {})
                known = [one for one in store.derived() if one.family in {Family.MEASURE, Family.ALERT}]
                if len(known) > 0 and data.draw(st.booleans(), "act on it"):
                    said: Received = data.draw(about(known), "about it")
                    if all(said[:2] != before[:2] for before in received):
                        received.append(said)
                        receive(store, VAULT, said, folder)
        bring_up(store, BOOK, {})
        step_by_step = derived(store)
        event(f"derived: {min(step_by_step.count(b'recorded'), 3)}")
        assert step_by_step == from_nothing(store)
        assert bring_up(store, BOOK, {}, full=True)[0].changes == []
        assert derived(store) == step_by_step
        store.close()
        shuffled = list(received)
        random.shuffle(shuffled)
        other = MemoryStore()
        for file in shuffled:
            receive(other, VAULT, file, folder)
        bring_up(other, BOOK, {})
        assert derived(other) == step_by_step


def test_a_record_that_nothing_touched_is_not_asked_again(tmp_path: Path) -> None:
    store = MemoryStore()
    history = [
        Received("penalty_2018", (_penalty("宁市监罚〔2020〕1号", 0),), 1),
        Received("penalty_2018", (_penalty("宁市监罚〔2020〕2号", 1),), 2),
    ]
    for one in history:
        receive(store, VAULT, one, tmp_path)
    assert bring_up(store, BOOK, {})[0].records == 2
    assert bring_up(store, BOOK, {})[0].records == 0
    status = {
        "原文书号": "宁市监罚〔2020〕2号",
        "变更类型": "撤销",
        "变更文书号": "复〔2020〕1号",
        "变更日期": "2020-09-25",
    }
    organ = {"变更机关": "银川市人民政府", "变更机关代码": "", "变更理由": "违法"}
    receive(store, VAULT, Received("document_status", (tuple({**status, **organ}.items()),), 3), tmp_path)
    difference, _ = bring_up(store, BOOK, {}, dry_run=True)
    assert difference.records == 2
    assert {one.number for one in difference.changes} == {"宁市监罚〔2020〕2号"}
    assert bring_up(store, BOOK, {})[0].changes == difference.changes


def test_a_new_reform_asks_the_promises_it_touches_again_and_no_others(tmp_path: Path) -> None:
    store = MemoryStore()
    (merged, merged_code), (heir, heir_code), (other, other_code) = BODIES
    body = {"领域": "招商引资", "职能": "", "文件或合同名称": "协议", "签订日期": "2017-05-10", "签订人": "样例甲"}
    body |= {"承诺事项": "兑现补贴", "金额（万元）": "1", "履行期限": "2020-12-31", "履行状态": "", "状态日期": ""}
    body |= {"未履行理由": "", "相对方名称": COMPANIES[0][0], "相对方代码": COMPANIES[0][1]}
    promises = [
        {**body, "承诺编号": number, "文号": number, "承诺单位名称": name, "承诺单位代码": code}
        for number, name, code in (
            ("诺1号", merged, merged_code),
            ("诺2号", heir, heir_code),
            ("诺3号", other, other_code),
        )
    ]
    receive(store, VAULT, Received("government_promise", tuple(tuple(one.items()) for one in promises), 1), tmp_path)
    bring_up(store, BOOK, {})
    reform = {"原机构名称": merged, "原机构代码": merged_code, "承继机构名称": heir, "承继机构代码": heir_code}
    reform |= {"职能": "", "方式": "合并", "生效日期": "2019-03-01", "文号": "样党办发〔2019〕6号"}
    receive(store, VAULT, Received("agency_reform", (tuple(reform.items()),), 2), tmp_path)
    difference, _ = bring_up(store, BOOK, {}, dry_run=True)
    assert {one.number for one in difference.changes} == {"诺1号"}
    assert difference.records == 2, "the heir's own promise looks whether it received anything, the third does not"
    overdue = [one for one in difference.changes if one.rule == "promise_overdue"]
    assert {(one.what, one.name) for one in overdue} == {("change", merged), ("begin", heir)}
    bring_up(store, BOOK, {})
    assert derived(store) == from_nothing(store)


def _penalty(number: str, company: int) -> tuple[tuple[str, str], ...]:
    name, code, _ = COMPANIES[company]
    return tuple(
        {
            "行政相对人名称": name,
            "行政相对人类别": "法人及非法人组织",
            "行政相对人代码_1(统一社会信用代码)": code,
            "行政处罚决定书文号": number,
            "违法行为类型": "食品安全",
            "违法事实": "经查属实",
            "处罚依据": "《中华人民共和国食品安全法》第一百二十三条",
            "处罚类别": "罚款",
            "处罚内容": "罚款",
            "处罚决定日期": "2020-08-15",
            "处罚机关": ORGAN[0],
            "处罚机关统一社会信用代码": ORGAN[1],
        }.items()
    )


@pytest.mark.parametrize("stop_after", [1, 2, 3])
def test_a_rebuild_that_was_cut_off_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop_after: int) -> None:
    monkeypatch.setattr("queries.propagation.bring_up._PART", 2)
    store = MemoryStore()
    rows = tuple(_penalty(f"宁市监罚〔2020〕{number}号", number % 2) for number in range(1, 9))
    receive(store, VAULT, Received("penalty_2018", rows, 1), tmp_path)
    parts = 0

    class CutOff(Exception):
        """The process is gone."""

    def stop(done: int, total: int) -> None:
        nonlocal parts
        parts += 1
        if parts == stop_after:
            raise CutOff

    with pytest.raises(CutOff):
        bring_up(store, BOOK, {}, progress=stop)
    cut = stamp_of(store)
    assert cut is not None
    assert cut.through is not None
    more = tuple(_penalty(f"宁市监罚〔2020〕{number}号", number % 2) for number in range(6, 12))
    receive(store, VAULT, Received("penalty_2018", more, 2), tmp_path)
    difference, stamp = bring_up(store, BOOK, {})
    assert stamp.through is None
    assert difference.records > 0
    assert derived(store) == from_nothing(store)
