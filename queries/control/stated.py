"""Who is said to control a company: by an effective judgment (裁判认定), or by a filing or disclosure (申报)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from graph.interval import Truth
from graph.view import View
from queries.control.controller import Controller
from queries.control.register import findings

_OWNER_FILING = "受益所有人备案"


def adjudicated(view: View, company: str, day: date) -> Iterator[Controller]:
    """Controllers that an effective judgment found."""
    for record, tie in findings(view, company, day, "实际控制人"):
        for found in view.ties_from(record.entity, "FINDS"):
            yield Controller(
                view.canonical(found.target),
                company,
                "adjudicated",
                "certain",
                True,
                (tie, found),
                f"{record.name or record.number}认定为实际控制人",
            )


def declared(view: View, company: str, day: date) -> Iterator[Controller]:
    """Controllers that a declaration in force names, those included who are only deemed beneficial owners."""
    for tie in view.ties_to(company, "CONCERNS"):
        record = view.fact(tie.source)
        if record is None or record.kind != "ControlDeclaration":
            continue
        since, until = record.date("from"), record.date("to")
        if (since is not None and since > day) or (until is not None and day > until):
            continue
        for found in view.ties_from(record.entity, "DECLARES"):
            yield Controller(
                view.canonical(found.target),
                company,
                "declared",
                "certain" if since is not None else "possible",
                True,
                (tie, found),
                f"{record.text('origin')}申报：{record.text('manner')}",
            )


def is_deemed(view: View, one: Controller, day: date) -> bool:
    """Whether a declaration rests on office alone: the owner filing of a state company names its representative.

    A state company's legal representative is deemed its beneficial owner (受益所有人信息管理办法); he decides no more
    in it than his office lets him, and is no controller.
    """
    record = view.fact(one.ties[0].source)
    if record is None or record.text("origin") != _OWNER_FILING:
        return False
    return any(
        view.canonical(tie.target) == one.company and tie.valid.contains(day) is not Truth.NO
        for tie in view.ties_from(one.subject, "LEGAL_REPRESENTATIVE_OF")
    )
