"""The `creditgraph` command: the list of verbs, and what is said when one fails."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from typer.exceptions import TyperException

from api.access.errors import AccountError
from api.cli import (
    account,
    audit,
    audit_log,
    check,
    commitments,
    decide,
    demo,
    derive,
    guidance,
    keeping,
    lists,
    load,
    look,
    path,
    ranking,
    report,
    rules,
    sample,
    serve,
    why,
    why_not,
)
from api.cli.faults import BROKEN, WRONG_USAGE, say_broken, say_usage_error
from api.cli.options import common, with_common_options
from api.cli.session import AsOfOption, JsonOption, KnownAtOption, StoreOption, say
from api.release import release
from graph.identifiers.errors import IdentifierError
from graph.store.errors import StoreError
from graph.vault import VaultError
from queries.rulecheck import RuleError

VERBS = (
    load,
    derive,
    look,
    lists,
    check,
    commitments,
    audit,
    ranking,
    decide,
    guidance,
    why,
    why_not,
    path,
    report,
    rules,
    keeping,
    audit_log,
    account,
    sample,
    serve,
    demo,
)
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

for module in VERBS:
    module.register(app)
with_common_options(app)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"creditgraph {release()}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    json: JsonOption = False,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help="版本 / the version")
    ] = False,
) -> None:
    """Options may stand before or after the verb."""
    common(context, store, as_of, known_at, json)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; what goes wrong is said in a sentence, with exit code 2."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """The exit code of a command line: 0 done, 1 the data has problems, 2 wrong usage or an unusable store."""
    try:
        code = app(args=arguments, prog_name="creditgraph", standalone_mode=False)
    except typer.Abort:
        say("已中断 / interrupted")
        return 130
    except TyperException as error:
        say_usage_error(error)
        return WRONG_USAGE
    except (StoreError, VaultError, RuleError, IdentifierError, AccountError) as error:
        say(str(error))
        return WRONG_USAGE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the flush at exit would complain
        return 0
    except SystemExit as stopped:  # the command line library's own answer to a reader that went away is 1
        return 0 if isinstance(stopped.__context__, BrokenPipeError) else int(stopped.code or 0)
    except OSError as error:
        say(f"不能读写 / cannot read or write: {error.filename or ''} ({error.strerror})")
        return WRONG_USAGE
    except Exception:
        say_broken()
        return BROKEN
    return code if isinstance(code, int) else 0


if __name__ == "__main__":
    main()
