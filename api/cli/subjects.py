"""The SUBJECT argument: an id, a code, a unique name, or an identity number read from standard input."""

from __future__ import annotations

import sys
from getpass import getpass
from typing import Annotated

import typer

from api.cli.session import Session, say
from api.wording import kind_text
from graph.identifiers import resident_identity, resident_text
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
    """The subject meant, as it is known; wrong usage (exit 2) where there is none, or several, who are then listed.

    So it is where nothing was known of the subject at the session's ``known_at``.
    """
    found = _by_number(session, store, id_number) if id_number is not None else _by_text(store, text)
    versions = store.facts([found.entity], history=True) if session.known_at is not None else []
    if session.known_at is not None and not any(version.known_at(session.known_at) for version in versions):
        say(f"当时尚不知道这个主体 / the subject was not known then: {found.entity}")
        raise typer.Exit(2)
    return found


def refuse_identity_number(text: str) -> None:
    """Wrong usage where a text on the command line is the identity number of a person."""
    if resident_text.is_likely(text):
        raise typer.BadParameter(
            "自然人证件号码不得写在命令行：请用 show --id-number -，再从标准输入键入 / an identity number is never "
            "written on the command line: use show --id-number - and type it"
        )


def _by_text(store: Store, text: str | None) -> Fact:
    if not (text or "").strip():
        raise typer.BadParameter("须给出主体，或 --id-number - / give a subject, or --id-number -")
    assert text is not None
    refuse_identity_number(text)
    try:
        return lookup.find(store, text)
    except lookup.SubjectNotUnique as error:
        say(f"名称不唯一，请用编号或代码 / several subjects are called that: {text}")
        for fact in error.candidates:
            say(f"  {fact.entity}  {kind_text(fact.kind)}  {fact.name}  {fact.code}")
        raise typer.Exit(2) from None
    except lookup.SubjectNotFound as error:
        say(str(error))
        raise typer.Exit(2) from None


def _by_number(session: Session, store: Store, id_number: str) -> Fact:
    if id_number != "-":
        raise typer.BadParameter("证件号码不得写在命令行，只接受 - / never on the command line: give - and type it")
    typed = getpass("证件号码 / identity number: ") if sys.stdin.isatty() else sys.stdin.readline()
    number = resident_identity.validate(typed.strip())
    found = store.facts([session.vault(store).person_id("居民身份证", number)])
    if not found:
        say("没有这个自然人 / no such person")
        raise typer.Exit(2)
    return found[0]


def described(fact: Fact) -> dict[str, object]:
    """A subject as an answer: id, kind, name, code."""
    return {"id": fact.entity, "kind": fact.kind, "name": fact.name, "code": fact.code or None}
