"""Invented reports to test and look at: a ban that reaches a person, and a company that holds itself in a loop."""

from __future__ import annotations

from visual.report.content import Edge, Node, Picture, Report, Section, Step, Table

DISCLAIMERS = (
    "本报告依据截至日期已入库的登记、处罚与司法信息生成，不替代主管机关的认定。",
    "关联提示仅供进一步核查，不得作为拒绝办理或加重处理的依据。",
    "自然人信息已按最小必要原则遮盖；报告仅限申请时所列用途使用。",
)


def propagation_report() -> Report:
    """A revoked food licence: the legal representative at the time of the act is barred, her successor is not."""
    nodes = (
        Node("d", "Penalty", "宁市监罚〔2020〕118号", 0, "吊销食品经营许可证，2020-08-15 作出"),
        Node("o", "GovernmentBody", "宁州市市场监督管理局", 0, "决定机关"),
        Node("l", "Licence", "食品经营许可证 JY164010000018", 1),
        Node("c", "Enterprise", "宁州禾源食品有限公司", 1, "91640100MA75HYSP0X"),
        Node("z", "Person", "章甲", 2, "640103********1236"),
        Node("y", "Person", "厉乙", 2, "640104********4412"),
        Node("m", "Measure", "五年内禁止从事食品生产经营管理", 3, "2020-08-15 至 2025-08-15"),
        Node("a", "Alert", "关联提示：任职企业曾被吊销许可", 3, "关联提示，不构成惩戒"),
    )
    edges = (
        Edge("d", "o", "作出决定", "DECIDED_BY"),
        Edge("d", "c", "处罚", "PENALISES", highlighted=True),
        Edge("d", "l", "吊销", "LICENSES"),
        Edge("l", "c", "许可", "LICENSES", ended=True, note="2020-08-15 吊销"),
        Edge("z", "c", "法定代表人 2018-01-01 至 2020-06-30", "LEGAL_REPRESENTATIVE_OF", ended=True, highlighted=True),
        Edge("y", "c", "法定代表人 2020-07-01 起", "LEGAL_REPRESENTATIVE_OF"),
        Edge("z", "m", "食品安全法第135条", "CONCERNS", dashed=True, highlighted=True),
        Edge("y", "a", "接任", "CONCERNS", dashed=True),
    )
    return Report(
        title="信用主体关系证据报告",
        title_en="evidence report on the relations of a credit subject",
        subject="宁州禾源食品有限公司",
        subject_code="91640100MA75HYSP0X",
        as_of="2021-03-01",
        known_at="2021-03-01T09:30:00+08:00",
        data_version="4182",
        rules_version="2026.1",
        summary=(
            "2020年3月10日的违法行为被处以吊销食品经营许可证；行为发生时的法定代表人章甲依法在五年内不得从事食品生产经营管理工作。",
            "现任法定代表人厉乙于2020年7月1日到任，不在法律后果所及的人员范围内，仅作关联提示。",
        ),
        sections=(
            Section(
                "生效措施",
                ("下图自左向右，由决定文书至所及人员。红色为得出措施的路径。",),
                Picture(
                    "处罚决定的法律后果",
                    "propagation",
                    nodes,
                    edges,
                    focus="c",
                    highlighted=frozenset({"d", "c", "z", "m"}),
                    title_en="how the consequence reaches a person",
                ),
                (
                    Step(
                        "2020-03-10", "违法行为发生。", "处罚决定书 宁市监罚〔2020〕118号，第2页", "食品安全法第124条"
                    ),
                    Step(
                        "2020-03-10",
                        "章甲时任法定代表人（2018-01-01 至 2020-06-30）。",
                        "变更登记，第17行",
                        "公司法第13条",
                    ),
                    Step(
                        "2020-08-15",
                        "作出吊销食品经营许可证的决定，载明章甲为直接负责的主管人员。",
                        "双公示行政处罚表，第233行",
                    ),
                    Step(
                        "2020-08-15 至 2025-08-15",
                        "禁止从事食品生产经营管理工作。",
                        "规则 food-ban-135",
                        "食品安全法第135条第1款",
                    ),
                ),
                (
                    Table(
                        "措施清单",
                        ("主体", "措施", "状态", "起始", "末日", "依据"),
                        (
                            (
                                "章甲",
                                "禁止从事食品生产经营管理",
                                "生效",
                                "2020-08-15",
                                "2025-08-15",
                                "食品安全法第135条",
                            ),
                        ),
                        "measures",
                    ),
                ),
                title_en="measures in force",
            ),
            Section(
                "关联提示",
                (
                    "关联提示，不构成惩戒：厉乙任法定代表人的企业曾被吊销食品经营许可证，建议办理食品类许可时核对任职时间。",
                ),
                kind="alert",
                title_en="alerts",
            ),
        ),
        disclaimers=DISCLAIMERS,
    )


def ownership_report() -> Report:
    """A circular holding: naive multiplication says 45 and 15, the integrated shares are 75 and 25."""
    nodes = (
        Node("p", "Person", "裴丙", note="640103********0013"),
        Node("q", "Person", "秦丁", note="640103********0021"),
        Node("a", "Enterprise", "宁州安合投资有限公司"),
        Node("b", "Enterprise", "宁州博远实业集团有限公司"),
        Node("c", "Enterprise", "宁州辰光商贸有限公司"),
        Node("d", "Enterprise", "宁州鼎新建材有限责任公司"),
        Node("e", "Partnership", "宁州共益企业管理合伙企业（有限合伙）"),
        Node("s", "Branch", "宁州安合投资有限公司西夏分公司"),
    )
    edges = (
        Edge("p", "a", "45%", "SHAREHOLDER_OF", highlighted=True),
        Edge("q", "a", "15%", "SHAREHOLDER_OF"),
        Edge("c", "a", "40%", "SHAREHOLDER_OF", highlighted=True),
        Edge("b", "c", "100%", "SHAREHOLDER_OF", highlighted=True),
        Edge("a", "b", "100%", "SHAREHOLDER_OF", highlighted=True),
        Edge("a", "d", "51%", "SHAREHOLDER_OF"),
        Edge("e", "d", "30%", "SHAREHOLDER_OF"),
        Edge("q", "d", "19%", "SHAREHOLDER_OF", ended=True, note="2019-05-20 转让"),
        Edge("p", "e", "执行事务合伙人", "EXECUTING_PARTNER_OF"),
        Edge("s", "a", "分支机构", "BRANCH_OF"),
    )
    ring = tuple(n for n in nodes if n.id in "pqabc")
    within = tuple(e for e in edges if e.source in "pqabc" and e.target in "abc")
    return Report(
        title="股权穿透与实际控制证据报告",
        title_en="evidence report on holdings and control",
        subject="宁州安合投资有限公司",
        subject_code="91640100MA75AHTZ1Q",
        as_of="2026-06-30",
        known_at="2026-07-01T08:00:00+08:00",
        data_version="4182",
        rules_version="2026.1",
        summary=(
            "三家企业构成循环持股；按整体法计算，裴丙经济权益75%，秦丁25%（达到25%的受益所有人标准）。",
            "裴丙持有表决权过半数，系控制人；循环内的持股在图2中单独画出。",
        ),
        sections=(
            Section(
                "股权结构",
                ("上为出资人，下为被投资企业；箭头由出资人指向被投资企业，数字为直接持股比例。",),
                Picture(
                    "股权结构图",
                    "ownership",
                    nodes,
                    edges,
                    "a",
                    frozenset("pabc"),
                    title_en="holders above, investments below",
                ),
                tables=(
                    Table(
                        "受益与控制",
                        ("主体", "经济权益", "表决权", "结论", "依据"),
                        (
                            ("裴丙", "75%", "85%", "控制人", "股权计算"),
                            ("秦丁", "25%", "15%", "受益所有人", "股权计算"),
                        ),
                        "benefit and control",
                    ),
                ),
                title_en="structure of holdings",
            ),
            Section(
                "循环持股",
                ("环上各企业依次持股，外侧为环外出资人。",),
                Picture("循环持股图", "ring", ring, within, "a", frozenset("abc"), title_en="the loop"),
                title_en="circular holding",
            ),
            Section(
                "相邻关系",
                (),
                Picture("相邻关系图", "neighbourhood", nodes, edges, "a", total=4120, title_en="neighbourhood"),
                title_en="neighbourhood",
            ),
        ),
        disclaimers=DISCLAIMERS,
    )


REPORTS = {"propagation": propagation_report, "ownership": ownership_report}
