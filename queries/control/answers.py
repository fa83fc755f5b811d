"""Verdicts in the shape outside users rely on: evidence rows, formula, what is unknown, loops, competing candidates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from graph.model import Fact
from graph.schema import schema
from graph.view import View
from queries.control.bounds import Share
from queries.control.controller import Controller
from queries.control.evidence import Evidence, Step
from queries.control.interest import wording
from queries.control.interest.verdicts import Interest
from queries.control.interest.wording import tidy
from queries.control.labels import Label
from queries.control.register import Register
from queries.control.thresholds import ThresholdRule, rule_on
from queries.control.wording import Note
from queries.documents.source import source


class Question(NamedTuple):
    """What was asked, and what every answer to it draws on."""

    view: View
    register: Register
    labels: dict[str, list[Label]]
    deemed: tuple[Controller, ...] = ()
    """Declarations that name a state company's representative as its owner by office: told of, never listed."""

    def name(self, entity: str) -> str:
        """What a subject is called."""
        fact = self.view.subject(entity)
        return fact.name if fact is not None and fact.name else entity

    def describe(self, entity: str) -> dict[str, Any]:
        """A subject or record as an answer names it."""
        fact = self.view.subject(entity) or self.view.fact(entity)
        if fact is None:
            return {"id": entity, "kind": None, "name": "", "code": None}
        name = fact.name or fact.number
        return {"id": self.view.canonical(entity), "kind": fact.kind, "name": name, "code": fact.code or None}


def answer(one: Controller, question: Question) -> dict[str, Any]:
    """One verdict, with everything that explains it."""
    grounds = one.grounds
    told = _by_votes(grounds, question) if isinstance(grounds, Evidence) else {}
    told = _by_capital(grounds, question) if isinstance(grounds, Interest) else told
    return {
        "subject": question.describe(one.subject),
        "company": question.describe(one.company),
        "verdict": one.verdict,
        "ultimate": one.ultimate,
        "certainty": one.certainty,
        "share": _share(one.share) if one.share is not None else None,
        "ring": [question.describe(member) for member in one.ring],
        "parties": [question.describe(party) for party in one.parties],
        "evidence": [_evidence(tie, question) for tie in one.ties],
        "words": one.words,
        "threshold": _threshold(one.rule) if one.rule is not None else None,
        "labels": list(_labels(one, question)),
        "formula": "",
        "steps": [],
        "unknown": None,
        "loops": [],
        "competitors": [],
        **told,
        "notes": [*told.get("notes", ()), *_deemed(question)],
        "as_of": question.register.day.isoformat(),
    }


def _by_votes(evidence: Evidence, question: Question) -> dict[str, Any]:
    ballot = question.register.votes.ballots[evidence.verdict.company]
    return {
        "formula": evidence.steps[-1].words.zh,
        "steps": [_step(step, question) for step in evidence.steps],
        "unknown": _share(Share(evidence.remainder, evidence.remainder, ballot.total)),
        "competitors": [
            {
                "subject": question.describe(other.holder),
                "share": _share(Share(ballot.voters[other.holder].certain, other.votes, other.total)),
            }
            for other in evidence.competitors
        ],
        "notes": [_note(note, question) for note in evidence.notes],
    }


def _by_capital(interest: Interest, question: Question) -> dict[str, Any]:
    capital = question.register.capital
    return {
        "formula": wording.formula(interest, capital, question.name),
        "unknown": _share(tidy(interest.unresolved)),
        "share": _share(tidy(interest.share)),
        "loops": [[question.describe(member) for member in loop] for loop in interest.loops],
        "competitors": [
            {"subject": question.describe(rival.holder), "share": _share(tidy(rival.share))}
            for rival in interest.rivals
        ],
        "notes": [_note(note, question) for note in wording.notes(interest, capital)],
    }


def _step(step: Step, question: Question) -> dict[str, Any]:
    return {
        "company": question.describe(step.company),
        "share": _share(step.share),
        "words": step.words.zh,
        "words_en": step.words.en,
        "stakes": [
            {
                "holder": question.describe(stake.holder),
                "share": _share(Share(max(0, stake.votes - stake.band), stake.votes + stake.band, stake.total)),
                "tie": stake.ref,
            }
            for stake in step.stakes
        ],
        "executing_partners": [question.describe(one.partner) for one in step.executing_partners],
        "unknown": _share(Share(step.remainder, step.remainder, step.total)),
        "own": _share(Share(step.own, step.own, step.total)),
    }


def _labels(one: Controller, question: Question) -> Iterator[dict[str, Any]]:
    """The law's names for the subject: by what it holds itself, and a person who benefits as beneficial owner."""
    found = list(question.labels.get(one.subject, ()))
    fact = question.view.subject(one.subject)
    owner = rule_on("beneficial_owner", question.register.day)
    if isinstance(one.grounds, Interest) and owner is not None and fact is not None and fact.kind == "Person":
        found.append(Label(owner, one.grounds.certainty))
    for label in found:
        rule = label.rule
        yield {"label": rule.label, "title": rule.title, "certainty": label.certainty, "legal_basis": rule.basis}


def _deemed(question: Question) -> Iterator[dict[str, Any]]:
    for one in question.deemed:
        yield {
            "company": question.describe(one.company),
            "zh": f"{question.name(one.subject)}系国有企业法定代表人，备案为受益所有人属视同，不列为控制人",
            "en": "the representative of a state company is deemed its beneficial owner, and is no controller",
        }


def _threshold(rule: ThresholdRule) -> dict[str, Any]:
    return {
        "label": rule.label,
        "numerator": rule.numerator,
        "denominator": rule.denominator,
        "inclusive": rule.inclusive,
        "legal_basis": rule.basis,
    }


def _share(share: Share) -> dict[str, int]:
    """A share as it stands, or widened where its total is beyond what every reader of JSON can hold."""
    share = share if share.total <= wording.LARGEST else tidy(share)
    return {"low": share.low_numerator, "high": share.high_numerator, "total": share.total}


def _note(note: Note, question: Question) -> dict[str, Any]:
    company = question.describe(note.company) if note.company else None
    return {"company": company, "zh": note.words.zh, "en": note.words.en}


def _evidence(tie: Fact, question: Question) -> dict[str, Any]:
    ends = {end: question.describe(entity) for end, entity in (("from", tie.source), ("to", tie.target))}
    valid = tie.valid
    return {
        "tie": tie.kind,
        "label": schema().ties[tie.kind].label,
        **ends,
        "properties": dict(tie.properties),
        "valid_from": valid.start.isoformat() if valid.start else None,
        "valid_last_day": valid.last_day.isoformat() if valid.last_day else None,
        "fact": tie.id,
        **source(tie),
    }
