"""Transfers after a filing, companies set up anew, own businesses: step by step comes to what all at once does."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from graph.store.port import Store
from graph.store.sqlite.store import SqliteStore
from queries.propagation.bring_up import bring_up
from tests.oracles.memory_store import MemoryStore
from tests.queries.propagation.histories import COMPANIES, INSTANTS, ORGAN, PEOPLE, Received, receive
from tests.queries.propagation.test_incremental import BOOK, HISTORY_COUNT, VAULT, derived, from_nothing

(OLD, OLD_CODE, _), (NEW, NEW_CODE, _) = COMPANIES
OWN, OWN_CODE = "样例独资厂", "93640324MA0000031P"
SELLER, BUYER = PEOPLE[:2]
NUMBER, DECIDED, SOLD = "宁市监罚〔2020〕1号", "2020-08-15", "2020-03-10"


def _registration(name: str, code: str, **told: str) -> dict[str, str]:
    common = {"企业类型": "1130", "登记状态": "存续", "注销日期": "", "住所": "样例路1号", "成立日期": "2015-05-02"}
    row = {
        "企业名称": name,
        "统一社会信用代码": code,
        "登记机关": ORGAN[0],
        "行政区划": "640104",
        "注册资本(万元)": "100",
    }
    return {**row, **common, **told}


def _officer(code: str, who: tuple[str, str], since: str, last: str = "", post: str = "执行董事") -> dict[str, str]:
    row = {"统一社会信用代码": code, "姓名": who[0], "证件号码": who[1], "证件类型": "10", "职务": post}
    return {**row, "法定代表人标志": "1", "任职起始日期": since, "任职截止日期": last}


def _contributor(code: str, who: tuple[str, str], amount: str) -> dict[str, str]:
    row = {"统一社会信用代码": code, "股东（发起人）": who[0], "证照/证件号码": who[1]}
    return {**row, "认缴额（万元）": amount}


def _penalty(number: str, organ: str, **told: str) -> dict[str, str]:
    row = {
        "行政处罚决定书文号": number,
        "违法行为类型": "食品安全",
        "违法事实": "经查属实",
        "处罚依据": "《中华人民共和国食品安全法》第一百二十三条",
        "处罚决定日期": DECIDED,
        "处罚机关": organ,
        "处罚机关统一社会信用代码": ORGAN[1],
        "违法行为发生日期": "2020-03-01",
        "立案日期": "2020-03-07",
        "处罚类别": "暂扣或者吊销许可证",
        "处罚内容": "吊销食品经营许可证",
    }
    return {**row, **told}


def _unit(name: str, code: str) -> dict[str, str]:
    return {"行政相对人名称": name, "行政相对人代码_1(统一社会信用代码)": code, "行政相对人类别": "法人及非法人组织"}


def _debtor(performance: str, removed: str = "") -> dict[str, str]:
    return {
        "被执行人姓名/名称": OLD,
        "身份证号码/组织机构代码": OLD_CODE,
        "执行法院": "银川市兴庆区人民法院",
        "案号": "（2020）宁0104执9号",
        "被执行人的履行情况": performance,
        "失信被执行人行为具体情形": "有履行能力而拒不履行",
        "发布时间": DECIDED,
        "退出日期": removed,
    }


def _status(change: str, on: str, by: str) -> dict[str, str]:
    row = {"原文书号": NUMBER, "变更类型": change, "变更文书号": by, "变更日期": on, "变更理由": ""}
    return {**row, "变更机关": ORGAN[0], "变更机关代码": ORGAN[1]}


PIECES: tuple[tuple[str, tuple[dict[str, str], ...]], ...] = (
    ("registration", (_registration(OLD, OLD_CODE), _registration(NEW, NEW_CODE, 成立日期="2020-06-01"))),
    ("registration", (_registration(OLD, OLD_CODE, 登记状态="注销", 注销日期="2020-05-20"),)),
    ("registration", (_registration(OLD, OLD_CODE, 登记状态="注销"),)),
    ("registration", (_registration(NEW, NEW_CODE, 成立日期="2020-06-01", 住所="样例路2号"),)),
    ("registration", (_registration(OWN, OWN_CODE, 企业类型="4540"),)),
    ("officers", (_officer(OLD_CODE, SELLER, "2018-01-01", "2020-03-09"), _officer(OLD_CODE, BUYER, SOLD))),
    ("officers", (_officer(NEW_CODE, BUYER, "2020-06-01"),)),
    ("officers", (_officer(NEW_CODE, BUYER, "2020-06-01", "2020-09-01"),)),
    ("officers", (_officer(OWN_CODE, SELLER, "2016-01-01", post="投资人"),)),
    ("officers", (_officer(OWN_CODE, SELLER, "2016-01-01", "2020-08-14", post="投资人"),)),
    ("contributors", (_contributor(OLD_CODE, BUYER, "80"),)),
    (
        "transfers",
        tuple(
            {
                "统一社会信用代码": OLD_CODE,
                "股东": who[0],
                "证件号码": who[1],
                "变更前股权比例": before,
                "变更后股权比例": after,
                "股权变更日期": SOLD,
            }
            for who, before, after in ((SELLER, "80%", "0%"), (BUYER, "0%", "80%"))
        ),
    ),
    (
        "changes",
        (
            {
                "统一社会信用代码": OLD_CODE,
                "变更事项": "股东变更",
                "变更前内容": SELLER[0],
                "变更后内容": f"{BUYER[0]}（转让价款1元）",
                "变更日期": SOLD,
            },
        ),
    ),
    (
        "related_parties",
        (
            {
                "甲方名称": BUYER[0],
                "甲方证件号码": BUYER[1],
                "乙方名称": SELLER[0],
                "乙方证件号码": SELLER[1],
                "关系": "兄弟姐妹",
                "来源": "户籍",
            },
        ),
    ),
    ("penalty_2018", (_penalty(NUMBER, ORGAN[0], **_unit(OLD, OLD_CODE)),)),
    ("penalty_2018", (_penalty("样罚〔2020〕7号", "样例别局", **_unit(NEW, NEW_CODE)),)),
    (
        "penalty_2018",
        (
            _penalty(
                "宁公罚〔2020〕8号",
                ORGAN[0],
                行政相对人名称=SELLER[0],
                行政相对人类别="自然人",
                证件类型="身份证",
                证件号码=SELLER[1],
                处罚类别="罚款",
                处罚内容="罚款五百元",
            ),
        ),
    ),
    (
        "consumption_restriction",
        (
            {
                "案号": "（2021）宁0104执1号",
                "被限制人姓名": SELLER[0],
                "证件号码": SELLER[1],
                "企业名称": OLD,
                "企业代码": OLD_CODE,
                "执行法院": "银川市兴庆区人民法院",
                "限制消费令日期": "2020-03-01",
            },
        ),
    ),
    ("dishonest_debtor", (_debtor("全部未履行"),)),
    ("dishonest_debtor", (_debtor("全部已履行"),)),
    ("dishonest_debtor", (_debtor("全部已履行", "2021-07-01"),)),
    (
        "adjudicated_relation",
        (
            {
                "案号": "（2021）宁0104执异7号",
                "认定类型": "追加被执行人",
                "企业名称": OLD,
                "企业代码": OLD_CODE,
                "相关人名称": BUYER[0],
                "相关人证件号码": BUYER[1],
                "生效日期": "2020-07-01",
            },
        ),
    ),
    ("document_status", (_status("停止执行", "2020-10-01", "停1号"),)),
    ("document_status", (_status("恢复执行", "2020-12-01", "恢1号"),)),
    ("document_status", (_status("撤销", "2021-05-01", "撤1号"),)),
)
"""Files that add to one another, contradict or take back: each comes at most once, in any order, at any instant."""


def _file(piece: int, instant: int) -> Received:
    format, rows = PIECES[piece]
    return Received(format, tuple(tuple(sorted(row.items())) for row in rows), instant)


CONTRARY = {2, 3, 7, 9, 24}
"""Pieces that take back what others lead to."""
STEPS = st.tuples(st.integers(0, len(PIECES) - 1), st.sampled_from(INSTANTS))
HISTORIES = st.lists(STEPS, min_size=16, unique_by=lambda one: one[0])


def told(store: Store) -> set[str]:
    """The alerts and findings a store has."""
    return {str(one.body.get("alert") or one.body.get("finding")) for one in store.derived()}


def test_the_pieces_lead_to_every_alert(tmp_path: Path) -> None:
    store = MemoryStore()
    seen: set[str] = set()
    for place in sorted(set(range(len(PIECES))) - CONTRARY):
        receive(store, VAULT, _file(place, INSTANTS[0] + place), tmp_path)
        bring_up(store, BOOK, {})
        seen |= told(store)
    wanted = {"suspected_evasion", "share_buyer", "pending_court", "same_civil_responsibility", "added_debtor"}
    assert wanted | {"reborn_company", "organ_named_otherwise", "removal_due"} <= seen


@settings(max_examples=max(HISTORY_COUNT // 2, 5), deadline=None, suppress_health_check=list(HealthCheck))
@given(HISTORIES, st.randoms(use_true_random=False), st.data())
def test_step_by_step_is_all_at_once(
    history: list[tuple[int, int]],
    random: st.Random,  # type: ignore[name-defined]  # hypothesis types its Random as the library's
    data: st.DataObject,
) -> None:
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as name:  # noqa: S108 - memory, where there is some
        folder = Path(name)
        store = SqliteStore(folder / "store.db", create=True)
        for place, instant in history:
            receive(store, VAULT, _file(place, instant), folder)
            if data.draw(st.booleans(), "derive now"):
                bring_up(store, BOOK, {})
        bring_up(store, BOOK, {})
        step_by_step = derived(store)
        for alert in sorted(told(store)):
            event(alert)
        assert step_by_step == from_nothing(store)
        store.close()
        shuffled = list(history)
        random.shuffle(shuffled)
        other = MemoryStore()
        for place, instant in shuffled:
            receive(other, VAULT, _file(place, instant), folder)
        bring_up(other, BOOK, {})
        assert derived(other) == step_by_step
