"""What goes wrong on the command line, said in a sentence in two languages that shows no identity number."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import Any

from typer.exceptions import TyperException

from api.cli.session import say

WRONG_USAGE = 2
BROKEN = 70
"""The exit code of a fault in the program itself (EX_SOFTWARE)."""


def say_usage_error(error: TyperException) -> None:
    """Say what is wrong with the command line, and where to read how it is meant."""
    name = type(error).__name__
    if name == "NoArgsIsHelpError":  # the help has been printed
        return
    words = _WORDS.get(name, _generic)(error)
    context: Any = getattr(error, "ctx", None)
    where = f"；见 {context.command_path} --help" if context is not None else ""
    say(f"{words}{where}")


def say_broken() -> None:
    """Say that the program itself is at fault, with what its maintainers need to know."""
    say(f"程序内部错误，请连同以下内容报告 / an internal error, please report it:\n{traceback.format_exc()}")


def _missing(error: Any) -> str:  # noqa: ANN401 - the classes are the command line library's own
    kind = "选项" if error.param is not None and error.param.param_type_name == "option" else "参数"
    return f"缺少{kind} / missing: {_named(error)}"


def _bad(error: Any) -> str:  # noqa: ANN401 - see above
    named = _named(error)
    return f"{named} 的值不对 / wrong value: {error.message}" if named else str(error.message)


def _unknown(error: Any) -> str:  # noqa: ANN401 - see above
    like = f"；相近的有 / did you mean: {'、'.join(error.possibilities)}" if error.possibilities else ""
    return f"没有这个选项 / no such option: {error.option_name}{like}"


def _generic(error: Any) -> str:  # noqa: ANN401 - see above
    return f"用法不对 / wrong usage: {error.format_message()}"


def _named(error: Any) -> str:  # noqa: ANN401 - see above
    """The option or argument meant."""
    if error.param is None:
        return str(error.param_hint or "")
    opts = [option for option in error.param.opts if option.startswith("-")]
    return " / ".join(opts) or str(error.param.metavar or error.param.name).strip("[]")


_WORDS: dict[str, Callable[[Any], str]] = {
    "MissingParameter": _missing,
    "BadParameter": _bad,
    "NoSuchOption": _unknown,
}
