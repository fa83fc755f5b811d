"""Determinations, objections, exemptions, feedback in any order: step by step comes to what all at once does."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.identifiers import document_number
from graph.model import identify, organisation_id, record_id
from graph.store.sqlite.store import SqliteStore
from queries.propagation.bring_up import bring_up
from tests.oracles.memory_store import MemoryStore
from tests.queries.propagation.histories import COMPANIES, ORGAN, PEOPLE, Received, receive
from tests.queries.propagation.test_incremental import BOOK, HISTORY_COUNT, VAULT, derived, from_nothing

NUMBER, DECIDED = "宁市监罚〔2020〕1号", "2020-08-15"
NAME, CODE, FILE = COMPANIES[0]
PENALTY = record_id("Penalty", document_number.key(NUMBER), DECIDED, organisation_id(CODE))
PERSON = VAULT.person_id("居民身份证", PEOPLE[0][1])
PROPOSAL = identify("M", "food-ban-representative", PERSON, "food_industry_ban", PENALTY)
START = 1_600_000_000_000_000
SUPERIOR, STRANGER = ("自治区市场监督管理厅", "11640100MB0001003F"), ("银川市住房和城乡建设局", "11640100MB00012064")


def _file(format: str, instant: int, **cells: str) -> Received:
    return Received(format, (tuple(sorted(cells.items())),), START + instant * 1_000_000)


GROUND = [
    _file(
        "registration",
        0,
        主体身份代码=FILE,
        统一社会信用代码=CODE,
        企业名称=NAME,
        企业类型="1130",
        成立日期="2015-05-02",
        登记机关=ORGAN[0],
        登记状态="存续",
        行政区划="640104",
        **{"注册资本(万元)": "100"},
    ),
    _file(
        "officers",
        0,
        主体身份代码=FILE,
        姓名=PEOPLE[0][0],
        证件号码=PEOPLE[0][1],
        职务="执行董事",
        法定代表人标志="1",
        证件类型="10",
        任职起始日期="2018-01-01",
        任职截止日期="",
    ),
    _file(
        "penalty_2018",
        0,
        行政相对人名称=NAME,
        行政相对人类别="法人及非法人组织",
        行政处罚决定书文号=NUMBER,
        违法行为类型="食品安全",
        违法事实="经查属实",
        处罚依据="《中华人民共和国食品安全法》第一百二十三条",
        处罚类别="暂扣或者吊销许可证",
        处罚内容="吊销食品经营许可证",
        处罚决定日期=DECIDED,
        处罚机关=ORGAN[0],
        处罚机关统一社会信用代码=ORGAN[1],
        违法行为发生日期="2020-03-10",
        **{"行政相对人代码_1(统一社会信用代码)": CODE},
    ),
]
DAYS = st.sampled_from(["2020-09-01", "2020-09-20", "2020-10-12", "2021-02-01", "2021-08-19"])
DOCUMENTS = ("宁市监认〔2020〕1号", "宁市监认〔2020〕2号")
INSTANT = st.integers(1, 5)

EVENTS = st.one_of(
    st.builds(
        lambda instant, organ, document, told, on, outcome: _file(
            "measure_determination",
            instant,
            提议编号=PROPOSAL,
            认定机关=organ[0],
            认定机关代码=organ[1],
            认定文书号=document,
            告知日期=told,
            认定日期=on,
            认定结果=outcome,
            期限起="",
            期限止="",
        ),
        INSTANT,
        st.sampled_from([ORGAN, SUPERIOR, STRANGER]),
        st.sampled_from(DOCUMENTS),
        st.sampled_from(["", "2020-08-20"]),
        DAYS,
        st.sampled_from(["认定", "认定", "不予认定"]),
    ),
    st.builds(
        lambda instant, name, about, decision: _file(
            "objection",
            instant,
            异议编号=name,
            对象编号=about,
            提出人="张样甲",
            提出日期="2020-08-25",
            受理日期="2020-08-26",
            处理结果=decision[0],
            处理日期=decision[1],
            处理文书号=decision[2],
        ),
        INSTANT,
        st.sampled_from(["异一", "异二"]),
        st.sampled_from([PROPOSAL, NUMBER, DOCUMENTS[0]]),
        st.sampled_from([("", "", ""), ("成立", "2021-03-01", "异复一"), ("不成立", "2020-09-05", "异复二")]),
    ),
    st.builds(
        lambda instant, about, on: _file(
            "document_status",
            instant,
            原文书号=about,
            变更类型="撤销",
            变更文书号="宁复决〔2021〕9号",
            变更机关=ORGAN[0],
            变更机关代码=ORGAN[1],
            变更日期=on,
            变更理由="",
        ),
        INSTANT,
        st.sampled_from([NUMBER, *DOCUMENTS, "异复一", "宁信豁〔2020〕1号", "宁复决〔2021〕9号"]),
        DAYS,
    ),
    st.builds(
        lambda instant, about: _file(
            "exemption",
            instant,
            豁免编号="宁豁〔2020〕1号",
            事件="样例",
            主体名称=NAME,
            主体代码=CODE,
            原文书号=about,
            认定机关=ORGAN[0],
            认定机关代码=ORGAN[1],
            文号="宁信豁〔2020〕1号",
            起始日期="2020-01-01",
            终止日期="2020-12-31",
            范围="食品",
        ),
        INSTANT,
        st.sampled_from([NUMBER, ""]),
    ),
    st.builds(
        lambda instant, said, on: _file(
            "measure_feedback",
            instant,
            措施编号=PROPOSAL,
            反馈机关=STRANGER[0],
            反馈机关代码=STRANGER[1],
            反馈=said,
            反馈日期=on,
            案件编号="",
        ),
        INSTANT,
        st.sampled_from(["采取", "未采取", "解除"]),
        DAYS,
    ),
)


def _when(one: Received) -> tuple[str, int]:
    return one.format, one.instant


def _what(one: Received) -> object:
    """A file is one document however often it comes."""
    return one.rows


def test_the_id_is_that_of_the_proposal(tmp_path: Path) -> None:
    store = MemoryStore()
    for one in GROUND:
        receive(store, VAULT, one, tmp_path)
    bring_up(store, BOOK, {})
    (proposal,) = store.derived(ids=[PROPOSAL])
    assert proposal.body["phases"][0]["state"] == "proposed"


@settings(max_examples=max(HISTORY_COUNT // 2, 5), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(EVENTS, min_size=1, max_size=6, unique_by=(_when, _what)), st.data())
def test_step_by_step_is_all_at_once(history: list[Received], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = SqliteStore(folder / "store.db", create=True)
        for one in [*GROUND, *history]:
            receive(store, VAULT, one, folder)
            if data.draw(st.booleans(), "derive now"):
                bring_up(store, BOOK, {})
        bring_up(store, BOOK, {})
        step_by_step = derived(store)
        assert step_by_step == from_nothing(store)
        store.close()
        other = MemoryStore()
        for one in [*reversed(history), *GROUND]:
            receive(other, VAULT, one, folder)
        bring_up(other, BOOK, {})
        assert derived(other) == step_by_step
