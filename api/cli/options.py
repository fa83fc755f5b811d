"""How every verb comes to take the common options, before and after its name: one mechanism for all of them."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import date
from typing import Any

import typer

from api.cli.session import AsOfOption, JsonOption, KnownAtOption, Session, StoreOption


def merged(context: typer.Context, store: str | None, as_of: date | None, known_at: int | None, json: bool) -> Session:
    """The options given before the verb, overridden by those given after it."""
    before = context.obj if isinstance(context.obj, Session) else Session()
    return Session(
        store or before.store_url,
        before.as_of if as_of is None else as_of,
        before.known_at if known_at is None else known_at,
        json or before.json,
    )


def common(
    context: typer.Context,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    json: JsonOption = False,
) -> None:
    """Keep the common options for the verb that follows."""
    context.obj = merged(context, store, as_of, known_at, json)


_COMMON = inspect.signature(common, eval_str=True).parameters


def with_common_options(app: typer.Typer) -> None:
    """Let every verb registered so far, and every group, take the common options.

    A verb that has a parameter ``session`` is given the session that they make.
    """
    for command in app.registered_commands:
        assert command.callback is not None
        command.callback = _taking_common_options(command.callback)
    for group in app.registered_groups:
        assert group.typer_instance is not None
        group.typer_instance.callback()(common)
        with_common_options(group.typer_instance)


def _taking_common_options(verb: Callable[..., Any]) -> Callable[..., Any]:
    """The verb with whichever of the common options it does not declare itself."""
    own = {name: one for name, one in inspect.signature(verb, eval_str=True).parameters.items() if name != "session"}

    def taking(**values: Any) -> Any:  # noqa: ANN401 - whatever a verb is called with and gives
        context: typer.Context = values["context"]
        common(context, **{name: values[name] for name in _COMMON if name != "context"})
        passed = {name: values[name] for name in own}
        if "session" in inspect.signature(verb).parameters:
            passed["session"] = context.obj
        return verb(**passed)

    parameters = {**own, **{name: one for name, one in _COMMON.items() if name not in own}}
    ordered = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in parameters.values()]
    taking.__name__, taking.__doc__ = verb.__name__, verb.__doc__
    taking.__signature__ = inspect.Signature(ordered)  # type: ignore[attr-defined]
    taking.__annotations__ = {name: one.annotation for name, one in parameters.items()}
    return taking
