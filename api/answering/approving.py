"""`check`: an approval's question from references to a signed answer, so that "nothing found" can be proved later."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from typing import Any, NamedTuple

import orjson

from api.answering.freshness import WORDS, freshness
from graph.identifiers.errors import IdentifierError
from graph.live import Live
from graph.lives import Lives
from graph.model import Fact, instant_number, instant_text
from graph.store.port import Store
from graph.vault import Vault
from queries import lookup
from queries.approvals import unknowns
from queries.approvals.answer import Approval, approval_answer
from queries.approvals.parties import CAPACITIES
from queries.approvals.policy import approval_policy
from queries.rulecheck import read_rules

Answer = dict[str, Any]

_SIGNED = ("subject", "scope", "purpose", "as_of", "known_at", "data_version", "rules_version", "policy_version")
_RESULT = ("subject", "parties", "scopes", "measures_in_force", "alerts")
_OF_THE_MOMENT = "derivation_behind"
"""An unknown that says how things stood when it was asked; asking again later, it may be gone."""


class Reference(NamedTuple):
    """Somebody as the applicant's papers name him: by id, code or number, or by nothing but a name."""

    id: str = ""
    code: str = ""
    name: str = ""
    number_type: str = ""
    number: str = ""


class Check(NamedTuple):
    """What an approval asks. ``given``: further parties, each with its capacity (queries.approvals.parties)."""

    applicant: Reference
    given: Sequence[tuple[str, Reference]]
    purpose: str
    scope: str
    as_of: date
    known_at: int | None
    associated: bool = False


Seen = Callable[[Fact], object]
"""Called with the applicant where he is known; raises where he may not be asked about."""


def check(
    store: Store,
    vault: Callable[[], Vault],
    asked: Check,
    seen: Seen = lambda fact: None,
    lives: Lives | None = None,
) -> Answer:
    """The whole answer, signed; whoever is not found is an unknown in it, never an error.

    ``vault`` is opened for numbers and for the signature; ``lives`` holds what earlier questions read. Raises what
    ``seen`` raises, before anything else is read of the applicant.
    """
    with (lives or Lives(store)).lent() as live:
        missing: list[Answer] = []
        applicant = _found(store, live, vault, asked.applicant, "applicant", missing)
        if applicant is not None:
            seen(applicant)
        given = []
        for capacity, reference in asked.given:
            found = _found(store, live, vault, reference, capacity, missing)
            if found is not None:
                given.append((capacity, found.entity))
        root = applicant.entity if applicant is not None else None
        approval = Approval(root, given, asked.scope, asked.as_of, asked.known_at, asked.associated)
        return _answered(store, live, vault(), approval, asked.purpose, missing)


def _answered(
    store: Store, live: Live, vault: Vault, approval: Approval, purpose: str, missing: list[Answer]
) -> Answer:
    book, policy = read_rules(), approval_policy()
    formats = sorted({name for source in policy.sources for name in source.formats})
    newest = store.newest(formats, approval.known_at)
    instant = approval.known_at
    if instant is None:
        instant = max(instant_number(datetime.now(UTC)), *newest.values(), 0)
    fresh = freshness(store, live.version)
    found = approval_answer(store, live, approval, book, policy)
    found["unknowns"] = [*missing, *found["unknowns"], *unknowns.of_sources(newest, instant, policy)]
    if fresh != "up_to_date":
        chinese, _, english = WORDS[fresh].partition(" / ")
        found["unknowns"].append(unknowns.unknown(_OF_THE_MOMENT, chinese, english, state=fresh))
    answer = {
        **found,
        "nothing_found": not found["measures_in_force"] and not found["alerts"],
        "scope": approval.scope,
        "purpose": purpose,
        "as_of": approval.as_of.isoformat(),
        "known_at": instant_text(instant),
        "data_version": live.version,
        "rules_version": book.version,
        "policy_version": policy.version,
        "derived": fresh,
        "asked": {"applicant": approval.applicant, "given": [list(one) for one in approval.given], "missing": missing,
                  "associated": approval.associated},
    }  # fmt: skip
    answer["result"] = result_of(answer)
    answer["query_id"] = signature_of(answer, vault)
    return answer


def result_of(answer: Answer) -> str:
    """The digest of what was found: the same whenever the same is asked as known at the same instant."""
    lasting = [one for one in answer["unknowns"] if one["kind"] != _OF_THE_MOMENT]
    content = [[answer[name] for name in _RESULT], lasting]
    return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()


def signature_of(answer: Answer, vault: Vault) -> str:
    """The id of the query: a keyed digest over who was asked about, both clocks, the versions and the result."""
    moment = [one for one in answer["unknowns"] if one["kind"] == _OF_THE_MOMENT]
    content = [*(answer[name] for name in _SIGNED), answer["asked"], answer["derived"], moment, result_of(answer)]
    return "Q" + vault.sign(b"approval" + orjson.dumps(content, option=orjson.OPT_SORT_KEYS))[:48]


def is_genuine(answer: Answer, vault: Vault) -> bool:
    """Whether an answer is one of ours, unchanged, word for word."""
    try:
        return hmac.compare_digest(signature_of(answer, vault), str(answer["query_id"])) and (
            result_of(answer) == answer["result"]
            and answer["nothing_found"] == (not answer["measures_in_force"] and not answer["alerts"])
        )
    except (KeyError, TypeError, ValueError):
        return False


def asked_again(store: Store, vault: Vault, answer: Answer) -> Answer:
    """The same question as known at the same instant, asked now. For an answer that is genuine."""
    asked = answer["asked"]
    approval = Approval(
        asked["applicant"],
        [(capacity, subject) for capacity, subject in asked["given"]],
        answer["scope"],
        date.fromisoformat(answer["as_of"]),
        instant_number(datetime.fromisoformat(answer["known_at"])),
        asked["associated"],
    )
    with Lives(store).lent() as live:
        return _answered(store, live, vault, approval, answer["purpose"], asked["missing"])


def _found(
    store: Store,
    live: Live,
    vault: Callable[[], Vault],
    reference: Reference,
    capacity: str,
    missing: list[Answer],
) -> Fact | None:
    """The subject of a reference; where there is none, or several, that is added to what is missing."""
    words = CAPACITIES[capacity]
    try:
        found = _by_number(store, vault(), reference) if reference.number else _by_text(store, live, reference)
    except lookup.SubjectNotUnique:
        missing.append(_missing("party_not_unique", capacity, f"{words}的名称对应几个主体，未比对任何一个"))
        return None
    except (lookup.SubjectNotFound, IdentifierError):
        found = None
    if found is None and not reference.number and reference.name and not reference.code and not reference.id:
        missing.append(
            _missing("unmatched_person", capacity, f"{words}只有名称，没有唯一对应的组织；自然人不按姓名比对")
        )
    elif found is None:
        missing.append(_missing("party_unknown", capacity, f"库中没有所指的{words}，其情况不明"))
    return found


def _missing(kind: str, capacity: str, text: str) -> Answer:
    english = {
        "party_not_unique": "several subjects are called that; none was matched",
        "unmatched_person": "only a name: no organisation is called just that, and persons are never matched by name",
        "party_unknown": "nobody known is meant",
    }
    return unknowns.unknown(kind, text, english[kind], capacity=capacity)


def _by_number(store: Store, vault: Vault, reference: Reference) -> Fact | None:
    entity = vault.person_id(reference.number_type or "居民身份证", reference.number)
    known = store.facts([lookup.canonical(store, entity)])
    return known[0] if known else None


def _by_text(store: Store, live: Live, reference: Reference) -> Fact | None:
    for text in (reference.id, reference.code):
        if text:
            return live.once((lookup.find, text), partial(lookup.find, store, text))
    if not reference.name:
        return None
    found = lookup.find(store, reference.name)
    return found if found.kind != "Person" else None
