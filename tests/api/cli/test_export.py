"""`export` for people: what was written, what was left out and why; the digest is that of the files."""

from __future__ import annotations

import hashlib
from pathlib import Path

import orjson
import pytest

from tests.api.cli.conftest import Run


def test_without_a_purpose_it_says_what_is_left_out(run: Run, desk: Path) -> None:
    done = run("export", "csv", "--out", "导出.csv", "--json")
    assert done.code == 0
    (told,) = map(orjson.loads, done.out.splitlines())
    assert told["files"] == ["导出.nodes.csv", "导出.ties.csv", "导出.about.json"]
    assert told["withheld"]["persons"] > 0
    assert "未说明查询目的" in done.err
    together = b"".join((desk / name).read_bytes() for name in told["files"])
    assert told["digest"] == hashlib.sha256(together).hexdigest()


def test_the_neighbourhood_of_a_subject_for_a_purpose(run: Run, desk: Path) -> None:
    subject = orjson.loads(run("measures", "--json").out.splitlines()[0])["subject"]["id"]
    done = run("export", "json", "--out", "近邻.json", "--subject", subject, "--hops", "1", "--purpose", "监管")
    assert done.code == 0
    assert "未说明查询目的" not in done.err
    told = orjson.loads((desk / "近邻.json").read_bytes())
    assert (told["about"]["scope"], told["about"]["purpose"]) == ("neighbourhood", "监管")
    assert subject in {row["id"] for row in told["nodes"]}
    assert all(subject in (row["source"], row["target"]) for row in told["ties"])
    assert run("export", "json", "--out", "全部.json", "--purpose", "监管").code == 0
    assert len(orjson.loads((desk / "全部.json").read_bytes())["nodes"]) > len(told["nodes"])
    logged = list(map(orjson.loads, run("audit-log", "show", "--json").out.splitlines()))
    assert [one["subject"] for one in logged if one["action"] == "export"] == [subject, ""]
    assert run("export", "json", "--out", "无.json", "--purpose", "好奇").code == 2


@pytest.mark.parametrize("limit", [("--hops", "0"), ("--hops", "5"), ("--hub", "0")])
def test_limits_without_sense(run: Run, limit: tuple[str, str]) -> None:
    subject = orjson.loads(run("measures", "--json").out.splitlines()[0])["subject"]["id"]
    done = run("export", "json", "--out", "近邻.json", "--subject", subject, *limit)
    assert (done.code, done.out, Path("近邻.json").exists()) == (2, "", False)
