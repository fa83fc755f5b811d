"""The `creditgraph` command: options that every verb shares, and the list of verbs."""

from __future__ import annotations

import sys

import click
import typer

from api.cli import (
    decide,
    demo,
    derive,
    guidance,
    keeping,
    lists,
    load,
    look,
    report,
    rules,
    sample,
    serve,
    why,
    why_not,
)
from api.cli.session import AsOfOption, JsonOption, KnownAtOption, Session, StoreOption, say
from graph.store.errors import StoreError
from graph.vault import VaultError
from queries.rulecheck import RuleError

VERBS = (load, derive, look, lists, decide, guidance, why, why_not, report, rules, keeping, sample, serve, demo)
"""Each module adds its own verbs."""

app = typer.Typer(
    name="creditgraph",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="信用主体关系知识图谱平台：官方表格入库，依法推导，每个结论都有法条、日期和证据。\n\n"
    "Official tables in, lawful propagation out, with article, dates and evidence.\n\n"
    "例：creditgraph load 表格/ && creditgraph derive && creditgraph measures",
)


@app.callback()
def options(
    context: typer.Context,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    json: JsonOption = False,
) -> None:
    """Options may stand before or after the verb."""
    context.obj = Session(store, as_of, known_at, json)


for module in VERBS:
    module.register(app)


def main() -> None:
    """Run the command; what goes wrong is said in a sentence, with exit code 2."""
    try:
        code = app(standalone_mode=False)
    except click.exceptions.Abort:
        say("已中断 / interrupted")
        sys.exit(130)
    except click.ClickException as error:
        error.show(sys.stderr)
        sys.exit(error.exit_code)
    except (StoreError, VaultError, RuleError) as error:
        say(str(error))
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)
