"""What the sample is, for people (说明.md)."""

from __future__ import annotations

from pathlib import Path

from loaders.sample.key import FILE_NAME, Expectation, Key

_OUTCOMES = {
    "measure": "措施", "proposal": "提议（待认定）", "alert": "关联提示", "notice": "通报", "worklist": "工作清单",
    "commitment": "政府承诺", "controller": "控制/受益", "identity": "身份", "record": "记录", "check": "审批查询",
    "none": "无", "reject": "拒绝", "quarantine": "隔离",
}  # fmt: skip


def write_explanation(key: Key, folder: Path) -> None:
    """Write 说明.md into the folder."""
    (folder / "说明.md").write_text("\n".join(_lines(key)) + "\n", encoding="utf-8", newline="\n")


def _lines(key: Key) -> list[str]:
    lines = [
        "# 示例数据说明 (about this sample)",
        "",
        f"全部为程序编造：企业 {key.enterprises} 家，随机种子 {key.seed}，基准日 {key.reference_date}。",
        "企业、人员的名称、代码和证件号码都不属于任何真实主体；机关单位沿用行政区划的通用名称，代码为编造。",
        "Everything here is made up by a program; no enterprise, person, code or number belongs to anybody.",
        "",
        f"同一规模和种子得到逐字节相同的文件。机器可读的答案在 `{FILE_NAME}`。",
        "",
        "## 文件 (files)",
        "",
        "| 文件 | 编码 | 行数 |",
        "|---|---|---|",
        *(f"| {file.file} | {file.encoding} | {file.rows} |" for file in key.files),
        "",
        "## 故事 (stories)",
    ]
    for story in key.stories:
        number = f"情形 {story.scenario}：" if story.scenario else ""
        lines += ["", f"### {number}{story.title}", "", f"{story.title_en}", "", f"事实：{story.facts}。", ""]
        lines += [f"- {_expected(item)}" for item in story.expected]
    lines += [
        "",
        "## 有问题的行 (rows to refuse)",
        "",
        "| 文件 | 行 | 列 | 原因 | 处理 | 说明 |",
        "|---|---|---|---|---|---|",
        *(
            f"| {row.file} | {row.line} | {row.column} | {row.reason} | {_OUTCOMES[row.outcome]} | {row.note} |"
            for row in key.dirty
        ),
        "",
        "## 待修：整个文件不能装入 (whole files to refuse)",
        "",
        "| 文件 | 原因 | 说明 |",
        "|---|---|---|",
        *(f"| {file.file} | {file.reason} | {file.note} |" for file in key.broken),
    ]
    return lines


def _expected(item: Expectation) -> str:
    parts = [f"**{_OUTCOMES[item.outcome]}** {item.subject}"]
    if item.outcome == "none":
        parts[0] = f"{item.subject}：不得有 {item.of}"
    if item.effect:
        parts.append(f"`{item.effect}`")
    if item.start or item.last_day:
        parts.append(f"{item.start or ''} 至 {item.last_day or ('终身' if item.permanent else '未定')}")
    if item.state:
        parts.append(item.state + (f"（{item.end_reason}）" if item.end_reason else ""))
    if item.recipient:
        parts.append(f"→ {item.recipient}")
    if item.due:
        parts.append(f"应于 {item.due} 前")
    if item.as_of:
        parts.append(f"（截至 {item.as_of}）")
    if item.note:
        parts.append(f"——{item.note}")
    return " ".join(parts)
