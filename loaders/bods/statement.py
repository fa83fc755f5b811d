"""What a BODS 0.4 statement must be: its own fields, and the details of an entity, a person or a relationship."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictStr, field_validator, model_validator
from pydantic_core import PydanticCustomError

from loaders.bods import fields as of


class _Part(BaseModel):
    """A part of a statement; fields the standard does not have are left alone, as it allows."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    @field_validator("*", mode="before")
    @classmethod
    def _no_null(cls, value: Any) -> Any:  # noqa: ANN401 - whatever stands there
        """What is not known is left out: null is no value of any field."""
        if value is None:
            raise PydanticCustomError("null", "不得为 null，没有则不写 / must not be null: leave it out")
        return value


class Country(_Part):
    """A country: its name, and perhaps its two letters (ISO 3166-1)."""

    name: StrictStr
    code: of.CountryCode | None = None


class Jurisdiction(_Part):
    """A jurisdiction: a country, or a part of one (ISO 3166-2)."""

    name: StrictStr
    code: of.JurisdictionCode | None = None


class Place(_Part):
    """An address."""

    address: StrictStr | None = None
    postCode: StrictStr | None = None
    country: Country | None = None


class EntityPlace(Place):
    """An address of an entity."""

    type: of.EntityAddressKind | None = None


class PersonPlace(Place):
    """An address of a person."""

    type: of.PersonAddressKind | None = None


class BirthPlace(Place):
    """Where somebody was born."""

    type: Literal["placeOfBirth"] | None = None


class Identifier(_Part):
    """A number by which a scheme knows somebody."""

    id: StrictStr | None = None
    scheme: StrictStr | None = None
    schemeName: StrictStr | None = None
    uri: of.Address | None = None

    @model_validator(mode="before")
    @classmethod
    def _of_a_scheme(cls, told: Any) -> Any:  # noqa: ANN401 - whatever stands there
        if isinstance(told, dict) and "scheme" not in told and "schemeName" not in told:
            raise PydanticCustomError("scheme", "须有 scheme 或 schemeName / needs scheme or schemeName")
        return told


class Party(_Part):
    """Somebody who asserts or publishes."""

    name: StrictStr | None = None
    uri: of.Address | None = None


class Origin(_Part):
    """Where a statement comes from."""

    type: list[of.SourceKind] | None = None
    description: StrictStr | None = None
    url: of.Address | None = None
    retrievedAt: of.DayOrInstant | None = None
    assertedBy: list[Party] | None = None


class Publisher(_Part):
    """Who publishes."""

    name: StrictStr | None = None
    url: of.Address | None = None

    @model_validator(mode="before")
    @classmethod
    def _named(cls, told: Any) -> Any:  # noqa: ANN401 - whatever stands there
        if isinstance(told, dict) and "name" not in told and "url" not in told:
            raise PydanticCustomError("publisher", "须有 name 或 url / needs name or url")
        return told


class Publication(_Part):
    """When and under which licence it is published."""

    publicationDate: of.DayOrInstant
    bodsVersion: of.Version
    publisher: Publisher
    license: of.Address | None = None


class Annotation(_Part):
    """A remark on a part of a statement."""

    statementPointerTarget: StrictStr
    motivation: of.Motivation
    description: StrictStr | None = None
    transformedContent: StrictStr | None = None
    creationDate: of.DayOrInstant | None = None
    createdBy: Party | None = None
    url: of.Address | None = None

    @field_validator("transformedContent")
    @classmethod
    def _only_of_a_transformation(cls, text: str | None, told: Any) -> str | None:  # noqa: ANN401 - pydantic's own
        if text and told.data.get("motivation") not in {None, "transformation"}:
            words = "只在 motivation 为 transformation 时才有 / only where motivation is transformation"
            raise PydanticCustomError("motivation", words)
        return text

    @model_validator(mode="after")
    def _linked(self) -> Annotation:
        if self.motivation == "linking" and self.url is None:
            raise PydanticCustomError("missing_url", "motivation 为 linking 时须有 url / linking needs a url")
        return self


class Unspecified(_Part):
    """Why somebody is not named."""

    reason: of.Reason
    description: StrictStr | None = None


class Statement(_Part):
    """A statement; ``recordDetails`` are checked by what the record is."""

    statementId: of.StatementId
    statementDate: of.DayOrInstant
    declarationSubject: StrictStr
    recordId: StrictStr
    recordType: of.RecordType
    recordDetails: dict[str, Any]
    recordStatus: of.RecordStatus | None = None
    declaration: StrictStr | None = None
    annotations: list[Annotation] | None = None
    publicationDetails: Publication | None = None
    source: Origin | None = None


class EntityType(_Part):
    """What sort of entity."""

    type: of.EntityKind
    subtype: of.EntitySubtype | None = None
    details: StrictStr | None = None

    @field_validator("subtype")
    @classmethod
    def _of_its_type(cls, subtype: str | None, told: Any) -> str | None:  # noqa: ANN401 - pydantic's own
        allowed = of.SUBTYPES.get(subtype or "")
        if allowed and told.data.get("type") not in {None, *allowed}:
            words = f"只用于 type 为 {'、'.join(sorted(allowed))} / not with this type"
            raise PydanticCustomError("subtype", words)
        return subtype


class Statute(_Part):
    """The statute that formed an entity."""

    name: StrictStr | None = None
    date: of.Day | None = None


class Security(_Part):
    """A security that is listed."""

    ticker: StrictStr
    id: StrictStr | None = None
    idScheme: of.SecuritiesScheme | None = None


class Listing(_Part):
    """A listing on a stock exchange."""

    stockExchangeJurisdiction: of.JurisdictionCode = Field(max_length=2)
    stockExchangeName: StrictStr
    security: Security
    marketIdentifierCode: StrictStr | None = None
    operatingMarketIdentifierCode: StrictStr | None = None


class PublicListing(_Part):
    """Whether an entity is listed, and where."""

    hasPublicListing: StrictBool
    companyFilingsURLs: list[of.Address] | None = None
    securitiesListings: list[Listing] | None = None


class Entity(_Part):
    """The details of an entity (实体)."""

    isComponent: StrictBool
    entityType: EntityType
    name: StrictStr | None = None
    alternateNames: list[StrictStr] | None = None
    jurisdiction: Jurisdiction | None = None
    identifiers: list[Identifier] | None = None
    foundingDate: of.Day | None = None
    dissolutionDate: of.Day | None = None
    addresses: list[EntityPlace] | None = None
    uri: of.Address | None = None
    publicListing: PublicListing | None = None
    formedByStatute: Statute | None = None
    unspecifiedEntityDetails: Unspecified | None = None


class Name(_Part):
    """A name of a person."""

    fullName: StrictStr
    type: of.NameKind | None = None
    familyName: StrictStr | None = None
    givenName: StrictStr | None = None
    patronymicName: StrictStr | None = None


class ExposureDetails(_Part):
    """A public office that exposes somebody."""

    reason: StrictStr | None = None
    missingInfoReason: StrictStr | None = None
    jurisdiction: Jurisdiction | None = None
    startDate: of.Day | None = None
    endDate: of.Day | None = None
    source: Origin | None = None


class PoliticalExposure(_Part):
    """Whether somebody is politically exposed."""

    status: of.Exposure
    details: list[ExposureDetails] | None = None


class Person(_Part):
    """The details of a natural person (自然人)."""

    isComponent: StrictBool
    personType: of.PersonKind
    names: list[Name] | None = None
    identifiers: list[Identifier] | None = None
    nationalities: list[Country] | None = None
    taxResidencies: list[Country] | None = None
    birthDate: of.PartialDay | None = None
    deathDate: of.PartialDay | None = None
    placeOfBirth: BirthPlace | None = None
    addresses: list[PersonPlace] | None = None
    politicalExposure: PoliticalExposure | None = None
    unspecifiedPersonDetails: Unspecified | None = None


class Share(_Part):
    """How much, in percent: exactly, or within bounds, each inclusive or not."""

    exact: of.Percent | None = None
    minimum: of.Percent | None = None
    maximum: of.Percent | None = None
    exclusiveMinimum: of.Percent | None = None
    exclusiveMaximum: of.Percent | None = None


class Interest(_Part):
    """What somebody has in an entity (权益)."""

    type: of.InterestKind | None = None
    directOrIndirect: of.Directness | None = None
    beneficialOwnershipOrControl: StrictBool | None = None
    details: StrictStr | None = None
    share: Share | None = None
    startDate: of.Day | None = None
    endDate: of.Day | None = None


class Relationship(_Part):
    """The details of a relationship (关系): who has which interests in whom."""

    isComponent: StrictBool
    subject: StrictStr | Unspecified
    interestedParty: StrictStr | Unspecified
    interests: list[Interest] | None = None
    componentRecords: list[StrictStr] | None = None

    @field_validator("componentRecords")
    @classmethod
    def _of_a_whole(cls, records: list[str] | None, told: Any) -> list[str] | None:  # noqa: ANN401 - pydantic's own
        if records and told.data.get("isComponent") is True:
            words = "isComponent 为 true 时不得再有组成部分 / a component has no components of its own"
            raise PydanticCustomError("component", words)
        return records


DETAILS: dict[str, type[Entity] | type[Person] | type[Relationship]] = {
    "entity": Entity,
    "person": Person,
    "relationship": Relationship,
}
