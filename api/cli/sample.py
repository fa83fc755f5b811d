"""`sample` and `templates`: a synthetic province in official layouts, and empty tables of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.progress import bars
from api.cli.session import say

HELP = """生成合成样例省份（无任何真实的人或企业）/ a synthetic province; the same bytes for the same seed.

例：creditgraph sample 样例/ --enterprises 2000 --seed 1
"""

TEMPLATES_HELP = """没有公共标准的表格的空白模板，各带一行示例 / empty templates with one example row each.

例：creditgraph templates 模板/
"""


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    app.command("sample", help=HELP)(sample)
    app.command("templates", help=TEMPLATES_HELP)(templates)


def sample(
    folder: Annotated[Path, typer.Argument(metavar="DIR", file_okay=False, help="输出文件夹 / folder to write")],
    enterprises: Annotated[int, typer.Option("--enterprises", min=1, help="企业数量")] = 2000,
    seed: Annotated[int, typer.Option("--seed", help="随机种子")] = 1,
) -> None:
    """Write the sample."""
    from loaders.sample.build import write_sample

    with bars() as progress:
        write_sample(
            folder,
            enterprises=enterprises,
            seed=seed,
            progress=lambda done, total: progress.advance("生成样例 sample", done, total),
        )
    say(f"已写入 / written: {folder}（答案见 答案.json 与 说明.md）")


def templates(
    folder: Annotated[Path, typer.Argument(metavar="DIR", file_okay=False, help="输出文件夹 / folder to write")],
) -> None:
    """Write the templates."""
    from loaders.templates import write_templates

    for path in write_templates(folder):
        say(f"已写入 / written: {path}")
