"""Why somebody is not reached though he may be meant: not identified, only a candidate, or a minor."""

from __future__ import annotations

from graph.model import Fact
from queries.documents.naming import Misnamed
from queries.propagation.case import Case, Reached
from queries.propagation.findings import misnamed_text
from queries.propagation.why_not.premise import Premise, day_text, failing


def unidentified(case: Case, reached: Reached) -> Premise:
    """The subject itself cannot be told from others: no number, a masked one, or one code for two names."""
    fact, name = case.view.subject(reached.subject), case.name_of(reached.subject)
    candidates = case.view.ties_from(reached.subject, "MAY_BE")
    if fact is not None and fact.kind != "Person":
        names = "、".join(fact.list("conflicting_names"))
        return failing(
            "one_code_two_names",
            f"{name}的代码同时登记在另一名称下（{names}），未识别到主体，不产生任何措施",
            "one code for two names: it is not known whose it is",
            [*reached.premises, fact],
            names=fact.list("conflicting_names"),
        )
    masked = fact is not None and bool(fact.properties.get("masked"))
    why = "证件号码被遮盖" if masked else "没有可核对的证件号码"
    return failing(
        "not_identified",
        f"{name}{why}，未识别到人，不产生任何措施{_listed(case, candidates)}",
        "not identified: " + ("the number is masked" if masked else "no number that could be checked"),
        [*reached.premises, *candidates],
        candidates=[case.describe(tie.target) for tie in candidates],
        masked=masked,
    )


def misnamed(case: Case, wrong: Misnamed) -> Premise:
    """A row gives the code or number beside a name that is not its own."""
    return failing(
        "wrong_code",
        misnamed_text(case, wrong),
        "a code or number beside a name that is not its own",
        [wrong.tie],
        written=wrong.written,
        known=list(wrong.known or wrong.others),
    )


def _listed(case: Case, candidates: list[Fact]) -> str:
    names = "、".join(f"{case.name_of(tie.target)}（{tie.target}）" for tie in candidates)
    return f"；疑似：{names}，须人工确认" if candidates else ""


def candidate_for(case: Case, found: list[Reached], subject: str) -> Premise | None:
    """Somebody unidentified is reached, and may be the subject: by the data's own suspicion, or by name alone."""
    fact = case.view.subject(subject)
    if fact is None or fact.kind != "Person":
        return None
    for reached in found:
        if case.identified(reached.subject):
            continue
        suspected = [
            tie for tie in case.view.ties_from(reached.subject, "MAY_BE") if case.view.canonical(tie.target) == subject
        ]
        if suspected:
            return failing(
                "only_a_candidate",
                f"文书载明的{case.name_of(reached.subject)}证件号码不完整，{fact.name}只是疑似本人，须人工确认",
                "the document's person may be this one: nothing follows until somebody confirms it",
                [*reached.premises, *suspected],
                reached=case.describe(reached.subject),
            )
        if case.name_of(reached.subject) == fact.name:
            return failing(
                "same_name_only",
                f"文书或登记载明的{fact.name}没有可核对的证件号码；仅姓名相同，不认定为本人",
                "the same name without a number is not the same person",
                reached.premises,
                reached=case.describe(reached.subject),
            )
    return None


def minor(case: Case, reached: Reached) -> Premise:
    """A minor is reached by no rule on adults."""
    day = reached.reference or case.record.valid.start
    return failing(
        "minor",
        f"{case.name_of(reached.subject)}在{day_text(day)}未满十八周岁，规则不适用于未成年人",
        "a minor on the day that counts",
        reached.premises,
        reference_date=day.isoformat() if day is not None else None,
    )
