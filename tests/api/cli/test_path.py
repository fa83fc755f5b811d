"""`path` for people: a table a step, and persons addressed by a number that is typed, never written on the line."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from tests.api.cli.conftest import Run
from tests.golden.province import write_table

ONE, OTHER = "640104198809180197", "640104198901100209"


@pytest.fixture
def two(desk: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A store with two officers of one company."""
    monkeypatch.setenv("CREDITGRAPH_STORE", f"sqlite:///{desk / 'two.db'}")
    write_table(
        desk / "主体.csv",
        "主体身份代码,统一社会信用代码,企业名称,企业类型,注册资本(万元),成立日期,登记状态",
        "E1,91640100MAG000321X,样例路径有限公司,1130,100,2010-01-01,存续",
    )
    write_table(
        desk / "人员.csv",
        "主体身份代码,人员id,姓名,职务,法定代表人标志,证件类型,证件号码,任职起始日期,任职截止日期",
        f"E1,P1,路样甲,执行董事,1,10,{ONE},2010-01-01,",
        f"E1,P2,路样乙,监事,0,10,{OTHER},2010-01-01,2018-12-31",
    )
    assert run("load", "主体.csv", "人员.csv").code == 0
    return run


def test_two_persons_by_numbers_typed(two: Run) -> None:
    done = two("path", "--id-number", "-", "--as-of", "2018-12-31", "--json", stdin=f"{ONE}\n{OTHER}\n")
    (answer,) = map(orjson.loads, done.out.splitlines())
    assert (answer["from"]["name"], answer["to"]["name"]) == ("路样甲", "路样乙")
    assert [path["hops"] for path in answer["paths"]] == [2]
    assert "6401" not in done.out.replace("91640100MAG000321X", "") + done.err


def test_one_end_named_the_other_typed(two: Run) -> None:
    done = two("path", "样例路径有限公司", "--id-number", "-", "--as-of", "2018-12-31", stdin=OTHER)
    assert done.code == 0
    assert [word in done.out for word in ("路径 1：1 步，确定", "董事监事高管", "2018-12-31", "最短路径 1 条")] == [
        True
    ] * 4
    later = two("path", "样例路径有限公司", "--id-number", "-", "--as-of", "2019-01-01", stdin=OTHER)
    assert "不表示没有关系" in later.out


@pytest.mark.parametrize("arguments", [["甲", ONE], ["甲", "乙", "--id-number", "-"], ["甲", "--id-number", ONE]])
def test_no_number_on_the_line(two: Run, arguments: list[str]) -> None:
    done = two("path", *arguments)
    assert (done.code, done.out) == (2, "")
    assert ONE not in done.err
