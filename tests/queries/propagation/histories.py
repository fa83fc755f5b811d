"""Random histories in official rows: small files, each received at an instant, about a few companies and people."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

from graph.derived import Derived, Family
from graph.store.port import Store
from graph.vault import Vault
from loaders.loading import load

COMPANIES = (("样例甲食品有限公司", "91640104MA0000015Y", "E1"), ("样例乙商贸有限公司", "91640104MB00000278", "E2"))
PEOPLE = (
    ("张样甲", "640104199001010018"),
    ("李样乙", "640104199001010026"),
    ("王样丙", "640103198507011236"),
)
ORGAN = ("银川市市场监督管理局", "11640000MB00000512")
NUMBERS = ("宁市监罚〔2020〕1号", "宁市监罚〔2020〕2号", "银复决〔2020〕3号", "银复决〔2020〕4号")
DAYS = ("2019-03-01", "2020-03-10", "2020-08-15", "2020-09-25", "2021-06-01")
INSTANTS = tuple(1_600_000_000_000_000 + step * 1_000_000 for step in range(6))

_FOOD = "《中华人民共和国食品安全法》第一百二十三条"

Cells = dict[str, str]


class Received(NamedTuple):
    """A file of one format, and the instant at which the office knew of it."""

    format: str
    rows: tuple[tuple[tuple[str, str], ...], ...]
    instant: int


def _row(**cells: st.SearchStrategy[str] | str) -> st.SearchStrategy[Cells]:
    drawn = {name: cell if isinstance(cell, st.SearchStrategy) else st.just(cell) for name, cell in cells.items()}
    return st.fixed_dictionaries(drawn)


def _all(*parts: st.SearchStrategy[Cells]) -> st.SearchStrategy[Cells]:
    return st.tuples(*parts).map(lambda rows: {key: value for row in rows for key, value in row.items()})


def _of(choices: tuple[tuple[str, ...], ...], *headings: str) -> st.SearchStrategy[Cells]:
    """One of several things, its fields under these headings."""
    return st.sampled_from(choices).map(lambda one: dict(zip(headings, one, strict=False)))


_day = st.sampled_from(DAYS)
_perhaps = st.sampled_from(("", *DAYS))
_number = st.sampled_from(NUMBERS)
_decision = st.sampled_from(NUMBERS[:2])

REGISTRATION = _all(
    _of(COMPANIES, "企业名称", "统一社会信用代码", "主体身份代码"),
    _row(
        企业类型=st.sampled_from(["1130", "1151", "1110"]), 成立日期="2015-05-02", 登记机关=ORGAN[0], 行政区划="640104"
    ),
    _of((("100",), ("1000",)), "注册资本(万元)"),
    _of((("存续",), ("注销",)), "登记状态"),
)
OFFICER = _all(
    _of(tuple((code,) for _, _, code in COMPANIES), "主体身份代码"),
    _of(PEOPLE, "姓名", "证件号码"),
    _row(
        职务=st.sampled_from(["执行董事", "董事", "总经理"]), 法定代表人标志=st.sampled_from(["1", "0"]), 证件类型="10"
    ),
    _row(任职起始日期=_perhaps, 任职截止日期=_perhaps),
)
CONTRIBUTOR = _all(
    _of(tuple((code,) for _, _, code in COMPANIES), "主体身份代码"),
    _of((*PEOPLE, COMPANIES[1][:2]), "股东（发起人）", "证照/证件号码"),
    _row(**{"认缴额（万元）": st.sampled_from(["30", "51", "50", "100"])}),
)
CHANGE = _all(
    _of(tuple((code,) for _, _, code in COMPANIES), "主体身份代码"),
    _of(tuple((name,) for name, _ in PEOPLE), "变更前内容"),
    _of(tuple((name,) for name, _ in PEOPLE), "变更后内容"),
    _row(变更事项="法定代表人变更", 变更日期=_day),
)
_DECIDED = _row(
    行政处罚决定书文号=_decision,
    违法行为类型="食品安全",
    违法事实="经查属实",
    处罚依据=_FOOD,
    处罚决定日期=st.sampled_from(DAYS[2:4]),
    处罚机关=ORGAN[0],
    处罚机关统一社会信用代码=ORGAN[1],
    违法行为发生日期=st.sampled_from(["", "2019-03-01", "2020-03-10"]),
    处罚类别=st.sampled_from(["暂扣或者吊销许可证", "罚款", "警告"]),
    处罚内容=st.sampled_from(["吊销食品经营许可证", "罚款 1 万元"]),
)
PENALTY = st.one_of(
    _all(
        _of(COMPANIES, "行政相对人名称", "行政相对人代码_1(统一社会信用代码)"),
        _row(行政相对人类别="法人及非法人组织"),
        _DECIDED,
    ),
    _all(_of(PEOPLE, "行政相对人名称", "证件号码"), _row(行政相对人类别="自然人", 证件类型="身份证"), _DECIDED),
)
FINDING = _all(
    _of(PEOPLE, "责任人姓名", "证件号码"),
    _of(COMPANIES, "所在单位名称", "所在单位代码"),
    _row(
        决定文书号=_decision,
        证件类型="居民身份证",
        责任类型=st.sampled_from(["法定代表人", "其他直接责任人员"]),
        认定机关=ORGAN[0],
        认定机关代码=ORGAN[1],
        认定日期=_day,
        认定依据="《中华人民共和国食品安全法》第一百三十五条",
    ),
)
STATUS = _row(
    原文书号=_number,
    变更类型=st.sampled_from(["上诉", "生效", "撤销", "确认违法", "停止执行", "恢复执行", "撤诉", "变更"]),
    变更文书号=st.sampled_from(NUMBERS[2:]),
    变更机关=ORGAN[0],
    变更机关代码=ORGAN[1],
    变更日期=_day,
    变更理由="复议",
)
REPAIR = _all(
    _of(COMPANIES, "主体名称", "主体代码"),
    _row(
        修复编号=st.sampled_from(NUMBERS[2:]),
        原文书号=_decision,
        修复决定日期=_day,
        终止效果=st.sampled_from(["", "停止公示", "终止限制", "全部"]),
    ),
)
PERSON_STATUS = _all(
    _of(PEOPLE, "姓名", "证件号码"), _row(状态=st.sampled_from(["死亡", "恢复"]), 日期=_day, 来源="公安")
)
RESTRICTION = _all(
    _of(PEOPLE, "被限制人姓名", "证件号码"),
    _of(COMPANIES, "企业名称", "企业代码"),
    _row(
        案号=st.sampled_from(["（2021）宁0104执1号", "（2021）宁0104执2号"]),
        执行法院="银川市兴庆区人民法院",
        立案日期="2020-03-01",
        限制消费令日期=_perhaps,
        解除日期=_perhaps,
    ),
)

EXEMPTION = _all(
    _of((*COMPANIES, ("", "")), "主体名称", "主体代码"),
    _row(
        豁免编号=st.sampled_from(["豁1", "豁2"]),
        事件="疫情",
        原文书号=_decision,
        认定机关=ORGAN[0],
        认定机关代码=ORGAN[1],
        文号="豁字〔2020〕1号",
        起始日期=st.sampled_from(DAYS[:2]),
        终止日期=st.sampled_from(DAYS[3:]),
        范围=st.sampled_from(["", "食品安全", "哄抬价格"]),
    ),
)


def objection(object: str) -> st.SearchStrategy[Cells]:
    """An objection to a document or to something derived."""
    return _row(
        异议编号=st.sampled_from(["异1", "异2"]),
        对象编号=object,
        提出人="张样甲",
        提出日期="2020-09-01",
        受理日期=st.sampled_from(["", "2020-09-02"]),
        处理结果=st.sampled_from(["", "成立", "不成立"]),
        处理日期=st.sampled_from(["", "2020-09-25"]),
        处理文书号="异复1号",
    )


def determination(proposal: str) -> st.SearchStrategy[Cells]:
    """What the deciding organ, or another, says of a proposal."""
    organs = (ORGAN, ("吴忠市市场监督管理局", ""))
    return _all(
        _of(organs, "认定机关", "认定机关代码"),
        _row(
            提议编号=proposal,
            认定文书号=st.sampled_from(["认1号", NUMBERS[2]]),
            告知日期=st.sampled_from(["", "2020-08-20"]),
            认定日期=st.sampled_from(["2020-08-21", "2020-09-25"]),
            认定结果=st.sampled_from(["认定", "不予认定"]),
            期限起=st.sampled_from(["", "2020-09-25"]),
            期限止=st.sampled_from(["", "2021-06-01"]),
        ),
    )


def feedback(measure: str) -> st.SearchStrategy[Cells]:
    """What an organ says it did with a measure."""
    return _row(
        措施编号=measure,
        反馈机关=ORGAN[0],
        反馈机关代码=ORGAN[1],
        反馈=st.sampled_from(["采取", "未采取", "解除"]),
        反馈日期="2020-10-01",
        案件编号="",
    )


BODIES = (
    ("样例县招商局", "11640100MBG000085R"),
    ("样例县商务局", "11640100MBG000093L"),
    ("样例县人民政府", "11640100MBG000077Y"),
)
_PROMISES = ("样诺〔2017〕1号", "样诺〔2017〕2号")
_FUNCTIONS = ("", "招商引资", "产业扶持", "招商引资、产业扶持")
_NOBODY = ("", "")

BODY = _all(
    _of(BODIES, "单位名称", "单位代码"),
    _of(tuple((code,) for _, code in (*BODIES, _NOBODY)), "上级主管单位代码"),
    _of(tuple((code,) for _, code in (*BODIES, _NOBODY)), "审计机关代码"),
    _of(tuple((code,) for _, code in (*BODIES, _NOBODY)), "所属人民政府代码"),
    _row(单位类别="机关", 行政区划="640121", 生效日期=st.sampled_from(["2015-01-01", "2019-03-01"])),
    _row(失效日期=st.sampled_from(["", "2019-03-01", "2020-08-15"])),
)
_PASSED = _all(
    _of(BODIES[:2], "原机构名称", "原机构代码"),
    _row(
        生效日期=_day,
        文号=st.sampled_from(["样党办发〔2019〕6号", NUMBERS[2]]),
        决定机关名称=st.sampled_from(["", "样例县人民政府"]),
        决定机关代码="",
    ),
)
REFORM = st.one_of(
    _all(
        _PASSED,
        _of(BODIES, "承继机构名称", "承继机构代码"),
        _row(方式=st.sampled_from(["合并", "更名", "分立", "撤销"]), 职能=st.sampled_from(_FUNCTIONS)),
    ),
    _all(
        _PASSED,
        _of(BODIES, "承继机构名称", "承继机构代码"),
        _row(方式="职能划转", 职能=st.sampled_from(_FUNCTIONS[1:])),
    ),
    _all(_PASSED, _of((_NOBODY,), "承继机构名称", "承继机构代码"), _row(方式="撤销", 职能="")),
)
PROMISE = _all(
    _of(BODIES[:2], "承诺单位名称", "承诺单位代码"),
    _of(COMPANIES, "相对方名称", "相对方代码"),
    _row(
        承诺编号=st.sampled_from(_PROMISES),
        领域="招商引资",
        职能=st.sampled_from(_FUNCTIONS),
        文件或合同名称="样例产业园投资协议",
        文号=st.sampled_from(["样招协〔2017〕1号", NUMBERS[0]]),
        签订日期="2017-05-10",
        签订人=st.sampled_from(["", "张样甲"]),
        承诺事项="兑现补贴",
    ),
    _row(
        履行期限=_perhaps,
        履行状态=st.sampled_from(["", "履行中", "全部履行", "部分履行", "未履行", "依法变更", "终止"]),
        状态日期=_perhaps,
        未履行理由=st.sampled_from(["", "因机构改革"]),
        **{"金额（万元）": st.sampled_from(["", "300", "3000000"])},
    ),
)
PROMISE_CHANGE = _row(
    承诺编号=st.sampled_from((*_PROMISES, "样诺〔2017〕9号")),
    变更文号=st.sampled_from(["", "样招补〔2020〕2号", NUMBERS[3]]),
    变更日期=_day,
    变更理由=st.sampled_from(["公共利益需要", "政府换届"]),
    是否经法定程序=st.sampled_from(["是", "否", ""]),
    程序文号=st.sampled_from(["", "样政常纪〔2020〕30号"]),
    新履行期限=st.sampled_from(["", "2021-12-31"]),
    **{"补偿金额（万元）": st.sampled_from(["", "20"])},
    补偿应付日=_perhaps,
    补偿支付日=_perhaps,
)
BREACH = _all(
    _of(BODIES, "单位名称", "单位代码"),
    _row(
        失信类型="违约失信",
        承诺编号=st.sampled_from(["", *_PROMISES]),
        认定部门=ORGAN[0],
        认定部门代码=ORGAN[1],
        认定文书号=st.sampled_from(["样信认〔2021〕4号", NUMBERS[1]]),
        认定日期="2020-08-15",
        整改期限=st.sampled_from(["", "2020-09-25"]),
        整改状态="整改中",
        修复日期=st.sampled_from(["", "2020-09-25", "2021-06-01"]),
    ),
)
DEBTOR = _all(
    _of(BODIES[:2], "被执行人姓名/名称", "身份证号码/组织机构代码"),
    _row(
        法定代表人或者负责人姓名="",
        执行法院="银川市兴庆区人民法院",
        省份="宁夏",
        执行依据文号="（2020）宁0104民初951号",
        立案时间="2019-03-01",
        案号="（2021）宁0104执1601号",
        做出执行依据单位="银川市兴庆区人民法院",
        生效法律文书确定的义务=st.sampled_from(["给付货款", "履行样例产业园投资协议"]),
        被执行人的履行情况="全部未履行",
        失信被执行人行为具体情形="有履行能力而拒不履行生效法律文书确定义务",
        发布时间=st.sampled_from(["2019-03-01", "2020-09-25"]),
    ),
)

ARREARS = _all(
    _of(BODIES[:2], "欠款单位名称", "欠款单位代码"),
    _of(COMPANIES, "债权单位名称", "债权单位代码"),
    _row(
        债权单位规模=st.sampled_from(["", "大型", "小型"]),
        合同编号=st.sampled_from(["样采合〔2018〕1号", "样采合〔2018〕2号"]),
        交付日期=st.sampled_from(["", "2019-01-10", "2020-09-10", "2025-07-01"]),
        验收日期="",
        是否以验收为付款条件=st.sampled_from(["", "是", "否"]),
        约定利率=st.sampled_from(["", "年利率4.35%", "同期LPR"]),
        投诉编号=st.sampled_from(["", "样诉〔2025〕3号"]),
        投诉受理日期=st.sampled_from(["", "2025-10-09"]),
        转交日期=st.sampled_from(["", "2025-10-15"]),
        办结日期="",
        **{"约定付款期限（天）": st.sampled_from(["", "30", "90"]), "应付金额（万元）": st.just("50")},
    ),
    _row(**{"已付金额（万元）": st.sampled_from(["", "20", "50"])}, 支付日期=st.sampled_from(["", "2021-03-01"])),
)
CREDIT_COMMITMENT = _all(
    _of(COMPANIES, "承诺人名称", "承诺人代码"),
    _row(
        承诺编码=st.sampled_from(["64010020190102000001", NUMBERS[0]]),
        承诺类型="审批替代型",
        承诺作出日期="2019-01-02",
        承诺有效期="2020-01-01",
        承诺履行状态=st.sampled_from(["", "全部履行", "全部未履行"]),
        未履行的承诺内容="未提交报告",
        承诺履行状态认定日期=st.sampled_from(["", "2019-06-01"]),
    ),
)

OF_GOVERNMENT: dict[str, st.SearchStrategy[Cells]] = {
    "public_bodies": BODY,
    "agency_reform": REFORM,
    "government_promise": PROMISE,
    "promise_change": PROMISE_CHANGE,
    "government_dishonesty": BREACH,
    "dishonest_debtor": DEBTOR,
    "document_status": STATUS,
    "arrears": ARREARS,
    "credit_commitment": CREDIT_COMMITMENT,
}

FORMATS: dict[str, st.SearchStrategy[Cells]] = {
    "registration": REGISTRATION,
    "officers": OFFICER,
    "contributors": CONTRIBUTOR,
    "changes": CHANGE,
    "penalty_2018": PENALTY,
    "responsibility_finding": FINDING,
    "document_status": STATUS,
    "credit_repair": REPAIR,
    "person_status": PERSON_STATUS,
    "consumption_restriction": RESTRICTION,
    "exemption": EXEMPTION,
    "objection": _number.flatmap(objection),
}
"""About companies and people; those of :data:`OF_GOVERNMENT` are about public bodies."""


@st.composite
def received(draw: st.DrawFn, formats: dict[str, st.SearchStrategy[Cells]]) -> Received:
    """One file."""
    format = draw(st.sampled_from(sorted(formats)))
    return draw(file_of(format, formats[format]))


@st.composite
def file_of(draw: st.DrawFn, format: str, row: st.SearchStrategy[Cells]) -> Received:
    """A file of a few such rows."""
    rows = draw(st.lists(row, min_size=1, max_size=3))
    return Received(format, tuple(tuple(sorted(cells.items())) for cells in rows), draw(st.sampled_from(INSTANTS)))


def about(derived: Sequence[Derived]) -> st.SearchStrategy[Received]:
    """A file about something that was derived: a determination, an objection, feedback."""
    ids = sorted({one.id for one in derived if one.family in {Family.MEASURE, Family.ALERT}})
    makers = {"measure_determination": determination, "objection": objection, "measure_feedback": feedback}
    return st.sampled_from(sorted(makers)).flatmap(
        lambda format: file_of(format, st.sampled_from(ids).flatmap(makers[format]))
    )


HISTORIES = st.one_of(
    st.lists(received(FORMATS), min_size=2, max_size=9, unique_by=lambda one: one[:2]),
    st.lists(received(OF_GOVERNMENT), min_size=3, max_size=10, unique_by=lambda one: one[:2]),
)
"""Files in the order in which they came. No two are the same: a file that comes again changes nothing."""


def receive(store: Store, vault: Vault, one: Received, folder: Path) -> None:
    """Load a file as if it had come at its instant."""
    headings = sorted({heading for row in one.rows for heading, _ in row})
    lines = [headings, *([dict(row).get(heading, "") for heading in headings] for row in one.rows)]
    path = folder / f"{one.format}.csv"
    path.write_text("\n".join(",".join(line) for line in lines) + "\n", encoding="utf-8")
    load([path], store, vault, format=one.format, recorded_at=one.instant)
