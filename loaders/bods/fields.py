"""The types of BODS 0.4 fields: dates of three kinds, addresses of the web, shares, and the closed lists of codes."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, PlainValidator, StrictStr
from pydantic_core import PydanticCustomError

_PARTIAL = re.compile(r"\d{4}(-\d{2})?")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_VERSION = re.compile(r"\d+\.\d+")


def _fault(kind: str, words: str) -> PydanticCustomError:
    return PydanticCustomError(kind, words)


def _is_date(text: str) -> bool:
    try:
        return len(text) == 10 and date.fromisoformat(text) is not None
    except ValueError:
        return False


def _is_instant(text: str) -> bool:
    try:
        return "T" in text.upper() and datetime.fromisoformat(text.upper().replace("Z", "+00:00")) is not None
    except ValueError:
        return False


def _day(text: str) -> str:
    if not _is_date(text):
        raise _fault("date", "不是日期 / not a date (YYYY-MM-DD)")
    return text


def _day_or_instant(text: str) -> str:
    if not (_is_date(text) or _is_instant(text)):
        raise _fault("date", "不是日期或时刻 / neither a date nor an instant (ISO 8601)")
    return text


def _partial_day(text: str) -> str:
    try:
        known = _PARTIAL.fullmatch(text) and date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        known = None
    if not known and not (_is_date(text) or _is_instant(text)):
        raise _fault("date", "不是年、年月或日期 / not a year, a month or a date")
    return text


def _address(text: str) -> str:
    if not _ADDRESS.fullmatch(text):
        raise _fault("uri", "不是网址 / not a URI")
    return text


def _version(text: str) -> str:
    if not _VERSION.fullmatch(text):
        raise _fault("version", "不是标准的版本号 / not a version of the standard")
    return text


def _percent(value: object) -> Decimal:
    """A share in percent, exact: numbers are read as decimals, never as floats."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise _fault("number", "应为数字 / must be a number")
    share = Decimal(value)
    if not share.is_finite() or not 0 <= share <= 100:
        raise _fault("range", "应在 0 至 100 之间 / must be between 0 and 100")
    return share


Day = Annotated[StrictStr, AfterValidator(_day)]
DayOrInstant = Annotated[StrictStr, AfterValidator(_day_or_instant)]
PartialDay = Annotated[StrictStr, AfterValidator(_partial_day)]
Address = Annotated[StrictStr, AfterValidator(_address)]
Version = Annotated[StrictStr, AfterValidator(_version)]
Percent = Annotated[Decimal, PlainValidator(_percent)]
CountryCode = Annotated[StrictStr, Field(min_length=2, max_length=2)]
JurisdictionCode = Annotated[StrictStr, Field(min_length=2, max_length=6)]
StatementId = Annotated[StrictStr, Field(min_length=32, max_length=64)]

RecordType = Literal["entity", "person", "relationship"]
RecordStatus = Literal["new", "updated", "closed"]
EntityKind = Literal[
    "registeredEntity", "legalEntity", "arrangement", "anonymousEntity", "unknownEntity", "state", "stateBody"
]
EntitySubtype = Literal["governmentDepartment", "stateAgency", "other", "trust", "nomination"]
PersonKind = Literal["anonymousPerson", "unknownPerson", "knownPerson"]
Reason = Literal[
    "noBeneficialOwners",
    "subjectUnableToConfirmOrIdentifyBeneficialOwner",
    "interestedPartyHasNotProvidedInformation",
    "subjectExemptFromDisclosure",
    "interestedPartyExemptFromDisclosure",
    "unknown",
    "informationUnknownToPublisher",
]
InterestKind = Literal[
    "shareholding",
    "votingRights",
    "appointmentOfBoard",
    "otherInfluenceOrControl",
    "seniorManagingOfficial",
    "settlor",
    "trustee",
    "protector",
    "beneficiaryOfLegalArrangement",
    "rightsToSurplusAssetsOnDissolution",
    "rightsToProfitOrIncome",
    "rightsGrantedByContract",
    "conditionalRightsGrantedByContract",
    "controlViaCompanyRulesOrArticles",
    "controlByLegalFramework",
    "boardMember",
    "boardChair",
    "unknownInterest",
    "unpublishedInterest",
    "enjoymentAndUseOfAssets",
    "rightToProfitOrIncomeFromAssets",
    "nominee",
    "nominator",
]
Directness = Literal["direct", "indirect", "unknown"]
NameKind = Literal["legal", "translation", "transliteration", "former", "alternative", "birth"]
EntityAddressKind = Literal["registered", "business", "service", "alternative"]
PersonAddressKind = Literal["residence", "service", "alternative"]
SourceKind = Literal["selfDeclaration", "officialRegister", "thirdParty", "primaryResearch", "verified"]
Motivation = Literal["commenting", "correcting", "identifying", "linking", "transformation"]
SecuritiesScheme = Literal["isin", "figi", "cusip", "cins"]
Exposure = Literal["isPep", "isNotPep", "unknown"]

SUBTYPES: dict[str, frozenset[str]] = {
    "governmentDepartment": frozenset({"stateBody"}),
    "stateAgency": frozenset({"stateBody"}),
    "trust": frozenset({"arrangement", "legalEntity"}),
    "nomination": frozenset({"arrangement"}),
}
"""The types of entity with which a subtype may stand; ``other`` stands with any."""
