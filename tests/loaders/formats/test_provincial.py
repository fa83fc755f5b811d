"""The headings that provinces really write: each table is known for what it is, or refused as none of ours."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from loaders.errors import TableError
from loaders.formats import FORMATS
from loaders.layout import recognise

TABLES: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "provincial.yaml").read_text(encoding="utf-8")
)
OURS = [name for name, table in TABLES.items() if table["is"]]
OTHERS = [name for name, table in TABLES.items() if not table["is"]]
_UNSTATED = "（没有写明单位 / states no unit）"
_CODED = re.compile(r"(?P<words>.*)\((?P<code>[a-z0-9_ ]*)\)", re.DOTALL)


def _parts(heading: str) -> tuple[str, str]:
    match = _CODED.fullmatch(heading)
    assert match is not None, heading
    return match["words"], match["code"]


def _headings(name: str) -> list[str]:
    return [*TABLES[name]["headings"], *TABLES[name].get("unused", [])]


SPELLINGS: dict[str, Callable[[str], str]] = {
    "words and code": lambda text: text,
    "words": lambda text: _parts(text)[0],
    "code": lambda text: _parts(text)[1] or _parts(text)[0],
    "full width": lambda text: text.replace("(", "（").replace(")", "）"),
    "square": lambda text: text.replace("(", "【").replace(")", "】"),
    "broken and spaced": lambda text: " " + text.replace("(", "\n( ").replace(")", " )") + " ",
    "capitals": lambda text: text.upper(),
    "starred": lambda text: "*" + text,
}


@pytest.mark.parametrize(("name", "spelling"), list(product(OURS, SPELLINGS)))
def test_a_table_of_ours_is_known(name: str, spelling: str) -> None:
    headings = [SPELLINGS[spelling](heading) for heading in _headings(name)]
    binding = recognise(FORMATS, headings)
    assert binding.format.name == TABLES[name]["is"]
    assert len(binding.places) + len(binding.unknown) == len(headings)


@pytest.mark.parametrize(("name", "spelling"), list(product(OTHERS, SPELLINGS)))
def test_a_table_of_none_of_our_formats_is_refused(name: str, spelling: str) -> None:
    headings = [SPELLINGS[spelling](heading) for heading in _headings(name)]
    with pytest.raises(TableError, match="认不出表头") as refused:
        recognise(FORMATS, headings)
    assert refused.value.code == "unknown"


@pytest.mark.parametrize("name", OURS)
def test_words_and_codes_bind_the_same_columns(name: str) -> None:
    """A code stands for what its words say, wherever both are known."""
    headings = _headings(name)
    words = recognise(FORMATS, [_parts(heading)[0] for heading in headings]).places
    codes = recognise(FORMATS, [_parts(heading)[1] or _parts(heading)[0] for heading in headings]).places
    whole = recognise(FORMATS, headings).places
    assert whole == words
    assert {key: place for key, place in codes.items() if key in words} == {
        key: place for key, place in words.items() if key in codes
    }
    assert sorted(words.keys() ^ codes.keys()) == TABLES[name].get("differs", [])


@pytest.mark.parametrize("name", OURS)
def test_what_a_table_leaves_unused_is_known(name: str) -> None:
    binding = recognise(FORMATS, _headings(name))
    assert [text.removesuffix(_UNSTATED) for text in binding.unknown] == TABLES[name].get("unused", [])


def test_a_case_table_joined_with_its_decisions_is_decided_by_the_format_asked_for() -> None:
    joined = _headings("dw_zj_fzgg_cfjbxx") + _headings("dw_zj_fzgg_xzcfjdxx")
    with pytest.raises(TableError, match=r"penalty_case.*penalty_decision|penalty_decision.*penalty_case") as refused:
        recognise(FORMATS, joined)
    assert refused.value.code == "ambiguous"
    binding = recognise(FORMATS, joined, "penalty_case")
    wanted = {"name", "party_number", "case_number", "number", "date", "categories", "fine", "withdrawal_reason"}
    assert wanted <= binding.places.keys()
    assert binding.units["fine"] == "元"


@pytest.mark.parametrize("more", ["案件名称", "案件编号", "执法主体名称", "当事人联系电话"])
def test_a_national_table_with_a_column_of_the_provinces_stays_a_national_one(more: str) -> None:
    national = ["行政相对人名称", "行政处罚决定书文号", "处罚类别", "处罚内容", "处罚决定日期", "处罚机关"]
    assert recognise(FORMATS, [*national, more]).format.name == "penalty_2018"
