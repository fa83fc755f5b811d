"""Four eyes: who loaded what a proposal rests on, and who proposed it, so that nobody confirms his own work.

Facts say what the world is, not who typed it; so this is kept beside them, as named values that every store keeps and
every backup carries: ``loaded_by <document hash>`` holds who loaded a document (written before its first row),
``proposed_by <name>`` the ids of the proposals that first came out of that person's `derive`. A decision entered by
hand is a document of its own, loaded by its actor, whose name stands in the fact as well.
"""

from __future__ import annotations

import getpass
import os
import unicodedata
from collections.abc import Sequence

import orjson

from graph.derived import Derived, Family
from graph.store.port import Store
from loaders.intake import LOADED_BY

PROPOSED_BY = "proposed_by "
ACTOR_VARIABLE = "CREDITGRAPH_ACTOR"


def actor_name(given: str | None) -> str:
    """Who acts: as given, or as the environment says, or the user of the machine."""
    return given or os.environ.get(ACTOR_VARIABLE) or getpass.getuser()


def same_person(one: str, other: str) -> bool:
    """Whether two names mean one person: the same letters, whatever their width, case and spaces."""
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def note_proposals(store: Store, who: str, begun: Sequence[Derived]) -> None:
    """Keep who proposed what of this is a proposal, about to be written."""
    proposals = [one.id for one in begun if one.family == Family.MEASURE and one.body["origin"] == "confirmed"]
    if not proposals:
        return
    name = PROPOSED_BY + _plain(who)
    before = orjson.loads(store.kept(name) or "[]")
    together = sorted({*before, *proposals})
    if together != before:
        store.keep(name, orjson.dumps(together).decode())


def objection_to(store: Store, proposal: Derived, actor: str) -> str | None:
    """Why the actor may not decide about a proposal or measure; None where somebody else loaded and proposed it."""
    if proposal.id in orjson.loads(store.kept(PROPOSED_BY + _plain(actor)) or "[]"):
        return f"{actor}推导出了这一提议 / {actor} proposed it"
    for document in sorted(documents_of(store, proposal)):
        loader = store.kept(LOADED_BY + document)
        if loader is not None and same_person(loader, actor):
            known = store.document(document)
            name = known.name if known is not None else document
            return f"{actor}装载了它所依据的{name} / {actor} loaded {name}, on which it rests"
    return None


def documents_of(store: Store, proposal: Derived) -> set[str]:
    """Every document that says something the proposal rests on, by content hash."""
    entities = {str(item["fact"]).rsplit(".", 1)[0] for item in proposal.body["premises"]}
    stated = {fact.document for fact in store.statements(sorted({*entities, proposal.record}))}
    return {*stated, *(str(item["document"]) for item in proposal.body["premises"])} - {""}
