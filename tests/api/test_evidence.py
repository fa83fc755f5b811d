"""What a report shows: subjects as what they are, and nothing of a penalty that was repaired."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from api.evidence import evidence_report
from graph.model import organisation_id
from graph.store.opening import open_store
from graph.vault import Vault
from tests.golden.province import Office, write_file

CODE, NUMBER = "91640104MA0000015Y", "宁市监罚〔2023〕7号"
PERSON = "640104199001010018"
FILES = {
    "主体.csv": "主体身份代码,统一社会信用代码,企业名称,企业类型,注册资本(万元),成立日期,登记机关,登记状态\n"
    f"E1,{CODE},样例食品有限公司,1130,100,2017-05-02,银川市市场监督管理局,存续\n",
    "主要人员.csv": "主体身份代码,人员id,姓名,职务,法定代表人标志,证件类型,证件号码,任职起始日期,任职截止日期\n"
    f"E1,P1,张样甲,执行董事,1,10,{PERSON},2018-01-01,2021-05-31\n",
    "处罚.csv": "行政相对人名称,行政相对人类别,行政相对人代码_1(统一社会信用代码),行政处罚决定书文号,违法行为类型,"
    "违法事实,处罚依据,处罚类别,处罚内容,处罚决定日期,处罚机关,处罚机关统一社会信用代码\n"
    f"样例食品有限公司,法人及非法人组织,{CODE},{NUMBER},食品安全,经查属实,《中华人民共和国食品安全法》第一百二十四条,"
    "罚款,罚款1万元,2023-08-15,银川市市场监督管理局,11640000MB00000512\n",
    "修复.csv": "修复编号,主体名称,主体代码,原文书号,申请日期,受理日期,材料齐全日期,市级审核日期,市级审核结果,"
    "自治区受理日期,自治区审核日期,自治区审核结果,修复决定日期,终止效果\n"
    f"宁修〔2024〕1号,样例食品有限公司,{CODE},{NUMBER},2024-09-01,,,,,,,,2024-09-05,停止公示\n",
    "限消.csv": "案号,被限制人姓名,证件号码,企业名称,企业代码,执行法院,立案日期,限制消费令日期,解除日期,解除文书号\n"
    f"（2021）宁0104执301号,张样甲,{PERSON},样例食品有限公司,{CODE},银川市兴庆区人民法院,2021-02-01,2021-03-01,,\n",
}


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The files loaded and derived."""
    monkeypatch.setenv("CREDITGRAPH_KEY_FILE", str(tmp_path / "person.key"))
    (tmp_path / "files").mkdir()
    for name, text in FILES.items():
        write_file(tmp_path / "files" / name, text=text)
    office = Office(f"sqlite:///{tmp_path / 'store.db'}")
    office.run("load", str(tmp_path / "files"))
    office.run("derive")
    return office


def test_a_repaired_penalty_is_shown_until_its_repair_and_never_after(office: Office) -> None:
    store = open_store(office.url)
    company = organisation_id(CODE)
    assert NUMBER in str(evidence_report(store, company, date(2024, 9, 4), None))
    assert NUMBER not in str(evidence_report(store, company, date(2024, 10, 1), None))
    store.close()


def test_everybody_is_drawn_as_what_he_is(office: Office) -> None:
    store = open_store(office.url)
    person = Vault.default().person_id("居民身份证", PERSON)
    report = evidence_report(store, person, date(2021, 7, 1), None)
    pictures = [section.picture for section in report.sections if section.picture is not None]
    kinds = {node.label: node.kind for picture in pictures for node in picture.nodes}
    assert kinds["样例食品有限公司"] == "Enterprise"
    assert kinds["张样甲"] == "Person"
    store.close()
