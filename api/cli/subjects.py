"""The SUBJECT argument: an id, a code, a unique name, or an identity number read from standard input."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from api.cli.session import Session, say
from graph.model import Fact
from graph.store.port import Store
from queries import lookup

SubjectArgument = Annotated[
    str | None,
    typer.Argument(metavar="[SUBJECT]", help="主体：编号、统一社会信用代码或唯一的名称 / id, code or unique name"),
]
IdNumberOption = Annotated[
    str | None,
    typer.Option("--id-number", metavar="-", help="从标准输入读取自然人证件号码（只接受 -）/ read from standard input"),
]


def subject_of(session: Session, store: Store, text: str | None, id_number: str | None = None) -> Fact:
    """The subject meant; wrong usage (exit 2) where there is none, or several, who are then listed."""
    if id_number is not None:
        return _by_number(session, store, id_number)
    if not text:
        raise typer.BadParameter("须给出主体，或 --id-number - / give a subject, or --id-number -")
    try:
        return lookup.find(store, text)
    except lookup.SubjectNotUnique as error:
        say(f"名称不唯一，请用编号或代码 / several subjects are called that: {text}")
        for fact in error.candidates:
            say(f"  {fact.entity}  {fact.kind}  {fact.name}  {fact.code}")
        raise typer.Exit(2) from None
    except lookup.SubjectNotFound as error:
        say(str(error))
        raise typer.Exit(2) from None


def _by_number(session: Session, store: Store, id_number: str) -> Fact:
    if id_number != "-":
        raise typer.BadParameter("证件号码不得写在命令行，只接受 - / never on the command line: give - and type it")
    number = sys.stdin.readline().strip()
    found = store.facts([session.vault(store).person_id("居民身份证", number)])
    if not found:
        say("没有这个自然人 / no such person")
        raise typer.Exit(2)
    return found[0]


def described(fact: Fact) -> dict[str, object]:
    """A subject as an answer: id, kind, name, code."""
    return {"id": fact.entity, "kind": fact.kind, "name": fact.name, "code": fact.code or None}
