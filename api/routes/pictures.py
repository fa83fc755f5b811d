"""What the explorer's pictures are made of: surroundings, structures, records, kinds, rules, and the overview."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Security
from fastapi.responses import Response
from pydantic import Field, StringConstraints

from api.http.asking import Asking, AskingDependency, TellingDependency
from api.http.signed_in import admitted
from api.routes.described import Asked, SubjectPath, answers
from api.routes.shapes.pictures import Drawn, Kinds, Overview, RecordFile, Rules, Structure, Surroundings, TieCounts
from graph.live import Live
from graph.schema import schema
from queries import surroundings as around
from queries.overview import overview as overview_of
from queries.ownership import ownership
from queries.record_file import record_file
from queries.rulecheck import read_rules

router = APIRouter(prefix="/v1", tags=["pictures"], dependencies=[Security(admitted)])

_Id = Annotated[str, StringConstraints(pattern=r"^[OPR][0-9a-f]{24}$")]
EntityPath = Annotated[str, Path(max_length=40, description="The id of a subject or record, or a code.")]
RecordPath = Annotated[
    str, Path(max_length=40, description="The id of a record.", examples=["R0123456789abcdef01234567"])
]
EndedQuery = Annotated[bool, Query(description="Ties that have ended by the day too.")]


class Several(Asked):
    """Some subjects and records, by id."""

    ids: list[_Id] = Field(max_length=around.MOST, description="Ids of subjects and records.")
    as_of: date | None = Field(None, description="The day it is asked about; today unless given.")


@router.get("/surroundings/{id}", responses={200: {"model": Surroundings}, **answers(404)}, summary="What is around it")
def surroundings(
    asking: AskingDependency,
    id: EntityPath,
    tie: Annotated[str, Query(max_length=400, description="Kinds of tie, with commas between; all unless given.")] = "",
    direction: Annotated[
        str, Query(pattern="^(in|out|)$", description="Only ties that end (in) or begin (out) at it.")
    ] = "",
    ended: EndedQuery = False,
    after: Annotated[int, Query(ge=0, le=1_000_000, description="So many are passed over.")] = 0,
    limit: Annotated[int, Query(ge=1, le=around.MOST, description="So many ties at most.")] = around.MOST,
    each: Annotated[int, Query(ge=1, le=around.MOST, description="So many of each kind at most.")] = around.MOST,
) -> Response:
    """Subjects and records tied to one on the day, a page of them, with how many there are of each kind."""
    entity = _seen(asking, id)
    kinds = tuple(filter(None, tie.split(",")))
    if set(kinds) - set(around.shown_ties()):
        asking.refuse(422, "tie-unknown", "没有这种关系 / no such tie", entity)
    wanted = around.Wanted(kinds, direction, ended, after, limit, each)
    found = around.surroundings(asking.store, entity, asking.as_of, asking.known_at, wanted)
    return asking.answer(_with_files(asking, found), about=entity)


@router.post("/surroundings/among", responses={200: {"model": Drawn}, **answers()}, summary="Ties among some")
def among(telling: TellingDependency, given: Several) -> Response:
    """These subjects and records on the day, and the ties between them: a picture drawn again."""
    asking = telling.saying(given.purpose, given.as_of, given.known_at, given.case_number)
    found = around.among(asking.store, _visible(asking, given.ids), asking.as_of, asking.known_at)
    return asking.answer(_with_files(asking, found), detail=f"{len(given.ids)} drawn")


@router.post(
    "/surroundings/counts", responses={200: {"model": TieCounts}, **answers()}, summary="How many ties each has"
)
def counts(telling: TellingDependency, given: Several) -> Response:
    """How many ties of each kind stand behind each of these on the day."""
    asking = telling.saying(given.purpose, given.as_of, given.known_at, given.case_number)
    found = around.counts(asking.store, _visible(asking, given.ids), asking.as_of, asking.known_at)
    return asking.answer({"counts": found, "as_of": asking.as_of.isoformat()}, detail=f"{len(given.ids)} counted")


@router.get(
    "/subjects/{subject}/structure", responses={200: {"model": Structure}, **answers(404)}, summary="Ownership, drawn"
)
def structure(
    asking: AskingDependency,
    subject: SubjectPath,
    up: Annotated[int, Query(ge=0, le=20, description="So many levels of holders.")] = 12,
    down: Annotated[int, Query(ge=0, le=6, description="So many levels of what it holds.")] = 1,
    ended: EndedQuery = False,
) -> Response:
    """Holders above until natural persons or the state, what it holds below, and who decides and benefits."""
    fact = asking.subject(subject)
    found = ownership(asking.store, fact.entity, asking.as_of, asking.known_at, up=up, down=down, ended=ended)
    return asking.answer(_with_files(asking, found), about=fact.entity)


@router.get("/records/{id}", responses={200: {"model": RecordFile}, **answers(404)}, summary="A record's file")
def record(asking: AskingDependency, id: RecordPath) -> Response:
    """What a document says, whom it speaks of, and what has become of it on the day."""
    entity = _seen(asking, id)
    found = record_file(asking.store, entity, asking.as_of, asking.known_at)
    if found is None:
        asking.refuse(404, "record-unknown", "没有这份文书，或当日尚无 / no such record on the day", entity)
    document = asking.store.document(found["at"]["document"])
    found["at"]["file"] = document.name if document is not None else ""
    return asking.answer(found, about=entity)


@router.get("/schema", responses={200: {"model": Kinds}, **answers()}, summary="Kinds, and how they are drawn")
def kinds(asking: AskingDependency) -> Response:
    """Every kind of subject, record and tie: what it is called, its glyph, colour and shape."""
    known = schema()
    content: dict[str, Any] = {
        "subjects": {name: _drawn(kind, public=kind.public) for name, kind in known.subjects.items()},
        "records": {name: _drawn(kind) for name, kind in known.records.items()},
        "ties": {
            name: {"label": known.ties[name].label, "label_en": known.ties[name].label_en}
            for name in (*around.shown_ties(), "SAME_AS")
        },
    }
    return asking.answer(content)


@router.get("/rules", responses={200: {"model": Rules}, **answers()}, summary="The rules")
def rules(asking: AskingDependency) -> Response:
    """Every rule: its title, article, how well the text was verified, whether it is enabled."""
    book = read_rules()
    items = [
        {
            "rule": one.rule,
            "version": one.version,
            "title": one.title,
            "title_en": one.title_en,
            "legal_basis": one.basis,
            "verification": f"{one.mark}-{one.confidence}",
            "enabled": one.enabled,
            "record": one.when.record,
        }
        for one in book.rules
    ]
    return asking.answer({"items": items, "rules_version": book.version})


@router.get("/overview", responses={200: {"model": Overview}, **answers()}, summary="What is loaded and what waits")
def overview(asking: AskingDependency) -> Response:
    """What the store holds, how fresh it is, what is in force and what waits; proposals only for the authority."""
    found = overview_of(asking.store, asking.as_of, asking.known_at, with_proposals=asking.is_authority)
    if not asking.is_authority:
        found["worklist"] = []
    return asking.answer(found)


def _drawn(kind: Any, *, public: bool = False) -> dict[str, Any]:  # noqa: ANN401 - a kind of subject or record
    return {
        "label": kind.label,
        "label_en": kind.label_en,
        "glyph": kind.glyph,
        "colour": kind.colour,
        "shape": kind.shape,
        "public": public,
    }


def _seen(asking: Asking, id: str) -> str:
    """A subject that may be asked about, or a record one of whose parties may be."""
    if not id.startswith("R"):
        return asking.subject(id).entity
    if not asking.store.facts([id]):
        asking.refuse(404, "record-unknown", "没有这份文书 / no such record")
    if id not in _visible(asking, [id]):
        asking.refuse(403, "place", "不在本机关的行政区划之内 / not within the office's place", id)
    return id


def _visible(asking: Asking, ids: Iterable[str]) -> list[str]:
    """Those of an office's place; a record where one of its parties is."""
    wanted = list(dict.fromkeys(ids))
    if not asking.actor.place:
        return wanted
    view = Live(asking.store).at(asking.known_at)

    def may_see(entity: str) -> bool:
        if not entity.startswith("R"):
            fact = view.subject(entity)
            return fact is None or asking.actor.may_see(fact.text("region"))
        parties = {view.canonical(tie.target) for tie in view.ties_from(entity, *around.shown_ties())}
        return not parties or any(map(may_see, sorted(parties)))

    return [one for one in wanted if may_see(one)]


def _with_files(asking: Asking, found: dict[str, Any]) -> dict[str, Any]:
    """The same, every tie with the name of the file it stands in."""
    names = {document.hash: document.name for document in asking.store.documents()}
    for tie in found["ties"]:
        tie["at"]["file"] = names.get(tie["at"]["document"], "")
    return found
