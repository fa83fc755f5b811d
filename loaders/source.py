"""A document being read: who is mentioned in it, and the facts its rows say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from graph.identifiers import (
    document_number,
    organisation_code,
    person_number,
    resident_identity,
    resident_text,
    unified_social_credit_code,
)
from graph.identifiers.errors import IdentifierError
from graph.interval import FOREVER
from graph.model import (
    OPEN_DAY,
    Fact,
    Value,
    day_number,
    identify,
    mentioned_organisation_id,
    organisation_id,
    record_id,
    tie_id,
)
from graph.schema import naming_ties
from graph.vault import Vault
from loaders.errors import RowError
from loaders.names import code_and_number, compact_name, kind_of, looks_like_organisation
from loaders.receiving import harmless_properties, received_day

RESIDENT = person_number.NumberType.RESIDENT_IDENTITY.value


class Source:
    """What every row of one document is told with: the vault, when it became known, which document it is.

    ``facts`` collects what the current row says. Whoever was mentioned before in the document is not told of again.
    """

    def __init__(self, vault: Vault, document: str, recorded_at: int) -> None:
        self.vault = vault
        self.document = document
        self.recorded_at = recorded_at
        self.received = received_day(recorded_at)
        self.line = 0
        self.facts: list[Fact] = []
        self._told: set[tuple[str, str]] = set()
        self._fresh: list[tuple[str, str]] = []
        self._entities: dict[tuple[str, ...], str] = {}
        self._called: dict[str, str] = {}

    def begin(self, line: int) -> None:
        """Start a row."""
        self.line = line
        self.facts = []
        self._fresh = []
        self._called = {}

    def undo(self) -> None:
        """Forget the current row: it was refused."""
        self._told.difference_update(self._fresh)
        self.facts = []

    # -- who is mentioned ---------------------------------------------------------------------------------------
    def organisation(
        self, name: str, code: str = "", *, organisation: str = "", register_id: str = "", kind: str = ""
    ) -> str:
        """An organisation by the best identifier given; raises RowError for a code that cannot be one."""
        written = (name, code, organisation, register_id)
        if (known := self._entities.get(written)) is not None and (known, name) in self._told:
            self._called[known] = name
            return known
        properties: dict[str, Value] = {}
        number = ""
        for given in (code, organisation, register_id):
            if len(given) > 15 and resident_text.is_resident(given, self.received):
                message = "应为单位的代码，填的是公民身份号码 / a person's number where a code belongs"
                raise RowError("identity_number", message, "", given)
        if code:
            code, nine = code_and_number(code)
            number = nine
            entity = organisation_id(code) if len(code) == 18 else mentioned_organisation_id("organisation_code", code)
        elif organisation:
            try:
                code = organisation_code.validate(organisation)
            except IdentifierError as error:
                raise RowError("organisation_code", str(error), "", organisation) from None
            entity = mentioned_organisation_id("organisation_code", code)
        elif register_id:
            code = register_id.strip()
            entity = mentioned_organisation_id("register_id", code)
        else:
            entity = mentioned_organisation_id("name", compact_name(name))
        if (entity, name) not in self._told:
            self._tell(entity, name)
            fact_kind = kind or kind_of(name, code)
            self.facts.append(
                self._fact("subject", fact_kind, entity, name=name, code=code, number=number, properties=properties)
            )
        self._entities[written] = entity
        self._called[entity] = name
        return entity

    def body(self, name: str, code: str, kind: str, properties: Mapping[str, Value | None]) -> str:
        """A public body as its roster describes it (standing 1)."""
        full, number = code_and_number(code)
        entity = organisation_id(full) if len(full) == 18 else mentioned_organisation_id("organisation_code", full)
        kept = {field: value for field, value in properties.items() if value is not None and value != ""}
        self.facts.append(
            self._fact("subject", kind, entity, name=name, code=full, number=number, properties={**kept, "standing": 1})
        )
        return entity

    def stated(
        self, kind: str, entity: str, name: str, properties: Mapping[str, Value | None], *, code: str = ""
    ) -> None:
        """A subject whose id is known already, as a statement about it has it."""
        kept = {field: value for field, value in properties.items() if value is not None and value != ""}
        number = code_and_number(code)[1] if code else ""
        self.facts.append(self._fact("subject", kind, entity, name=name, code=code, number=number, properties=kept))

    def person(self, name: str, number: str = "", number_type: str = "", *, within: str, of_file: bool = False) -> str:
        """A natural person: by number; masked, a candidate of ``within``; by name alone, a person of ``within``.

        ``within`` is the company whose file, or the record, that names him. Raises RowError for a wrong number.
        """
        written = (name, number, number_type)
        if (known := self._entities.get(written)) is not None and (known, name) in self._told:
            self._called[known] = name
            return known
        kind = person_number.number_type_of(number_type or "居民身份证") if number else ""
        if not number:
            entity = identify("P", "file" if of_file else "document", within, compact_name(name))
            self._person(entity, name, {"file_of" if of_file else "named_in": within})
        elif any(mark in number for mark in "?？#"):
            raise RowError("identity_number", "证件号码含有数字和 X 以外的字符 / a character no number has", "", number)
        elif person_number.is_masked(kind, number):
            entity = identify("P", "masked", within, compact_name(name), number)
            self._person(entity, name, {"masked": True, "mask": number, "number_type": kind, "named_in": within})
        else:
            try:
                compact = person_number.compact(kind, number)
                if kind == RESIDENT:
                    compact = resident_identity.validate(number)
                entity = self.vault.person_id(kind, compact)
            except IdentifierError as error:
                raise RowError("identity_number", str(error), "", number) from None
            if (entity, name) not in self._told:
                told: dict[str, Value] = {
                    "number_type": kind,
                    "sealed_number": self.vault.seal(compact),
                    "mask": self.vault.mask(kind, compact),
                }
                if of_file:
                    told["standing"] = 1
                if kind == RESIDENT:
                    told["birth"] = resident_identity.birth(compact).isoformat()
                self._person(entity, name, told)
            self._entities[written] = entity
        self._called[entity] = name
        return entity

    def party(self, name: str, number: str, number_type: str = "", *, within: str, of_file: bool = False) -> str:
        """A person or an organisation, by what its number is; without a number by whether its name is a person's."""
        if number and self.is_code(number, number_type):
            return self.organisation(name, number)
        if not number and looks_like_organisation(name):
            return self.organisation(name)
        return self.person(name, number, number_type, within=within, of_file=of_file)

    def is_code(self, number: str, number_type: str = "") -> bool:
        """Whether a number is an organisation's: the kind of certificate decides, else what the number can be."""
        kind = person_number.number_type_of(number_type) if number_type else ""
        if (kind and not kind.startswith(person_number.NumberType.OTHER.value)) or resident_text.is_resident(
            number, self.received
        ):
            return False
        return unified_social_credit_code.is_valid(number) or (
            len(number.strip()) in {9, 10} and organisation_code.is_valid(number)
        )

    def _person(self, entity: str, name: str, properties: dict[str, Value]) -> None:
        if (entity, name) not in self._told:
            self._tell(entity, name)
            self.facts.append(self._fact("subject", "Person", entity, name=name, properties=properties))

    def _tell(self, entity: str, name: str) -> None:
        self._told.add((entity, name))
        self._fresh.append((entity, name))

    # -- what is said -------------------------------------------------------------------------------------------
    def record(
        self,
        kind: str,
        key: tuple[str, ...],
        on: str | None,
        properties: Mapping[str, Value | None],
        *,
        number: str = "",
        code: str = "",
        name: str = "",
    ) -> str:
        """A record of a date; ``number`` as written becomes the name, its match key the number."""
        if len(number) > document_number.LONGEST:
            message = f"文书号超过 {document_number.LONGEST} 个字符 / too long a document number"
            raise RowError("number", message, "", number)
        entity = record_id(kind, *key)
        kept = {field: value for field, value in properties.items() if value is not None and value not in ("", [])}
        self.facts.append(
            self._fact(
                "record",
                kind,
                entity,
                name=name or number,
                code=code,
                number=document_number.key(number) if number else "",
                valid_from=_day(on),
                valid_to=OPEN_DAY,
                properties=kept,
            )
        )
        return entity

    def tie(
        self,
        kind: str,
        source: str,
        target: str,
        start: str | None = None,
        end: int | None = None,
        *,
        discriminator: str = "",
        properties: Mapping[str, Value | None] | None = None,
    ) -> str:
        """A tie; ``end`` is an epoch day (exclusive), :data:`OPEN_DAY` for one that is not over."""
        entity = tie_id(kind, source, target, discriminator)
        kept = {field: value for field, value in (properties or {}).items() if value is not None and value != ""}
        if kind in naming_ties() and (called := self._called.get(target)):
            kept.setdefault("name", called)
        elif kind == "DECIDED_BY" and (called := self._called.get(target)):
            kept.setdefault("written", called)  # the name a decision bears, whatever its organ is called since
        self.facts.append(
            self._fact(
                "tie", kind, entity, source=source, target=target, valid_from=_day(start), valid_to=end, properties=kept
            )
        )
        return entity

    def _fact(
        self,
        shape: str,
        kind: str,
        entity: str,
        *,
        source: str = "",
        target: str = "",
        name: str = "",
        code: str = "",
        number: str = "",
        valid_from: int | None = None,
        valid_to: int | None = None,
        properties: Mapping[str, Value],
    ) -> Fact:
        return Fact(
            shape,
            kind,
            entity,
            self.recorded_at,
            source,
            target,
            resident_text.masked(name, short=False),
            code,
            number,
            valid_from,
            valid_to,
            harmless_properties(dict(properties)),
            self.document,
            self.line,
        )


def _day(text: str | None) -> int | None:
    return None if text is None else day_number(date.fromisoformat(text))


def until(last: str | None, *, inclusive: bool) -> int:
    """The exclusive end of a stretch: the day after the last one named, or the day itself; open where none is named."""
    if last is None:
        return OPEN_DAY
    number = day_number(date.fromisoformat(last))
    assert number is not None
    return number + 1 if inclusive else number


__all__ = ["FOREVER", "OPEN_DAY", "Source", "compact_name", "looks_like_organisation", "until"]
