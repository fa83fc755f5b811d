"""Names and codes of organisations: how they are compared, and what kind of organisation they tell."""

from __future__ import annotations

from graph import names
from graph.identifiers import organisation_code, unified_social_credit_code
from graph.identifiers.errors import IdentifierError
from loaders.errors import RowError

compact_name = names.compact
"""A name as it is compared: NFKC without spaces."""


def code_and_number(text: str) -> tuple[str, str]:
    """A unified social credit code or an organisation code, with its organisation code. Raises RowError."""
    plain = unified_social_credit_code.compact(text)
    try:
        if len(plain) in {9, 10}:
            nine = organisation_code.validate(text)
            return nine, nine
        code = unified_social_credit_code.validate(text)
    except IdentifierError as error:
        raise RowError("code", str(error), "", text) from None
    return code, unified_social_credit_code.organisation_code_of(code)


_KINDS = {
    "11": "GovernmentBody",
    "12": "PublicInstitution",
    "13": "MassOrganisation",
    "51": "SocialOrganisation",
    "52": "SocialOrganisation",
    "53": "SocialOrganisation",
    "91": "Enterprise",
    "92": "IndividualBusiness",
    "93": "Cooperative",
}
_ORGANISATION = (
    "公司",
    "厂",
    "店",
    "中心",
    "局",
    "委员会",
    "政府",
    "厅",
    "学院",
    "研究所",
    "协会",
    "企业",
    "集团",
    "银行",
    "基金",
    "学校",
    "医院",
    "合作社",
    "合伙",
    "其他股东",
    "公众股",
    "GmbH",
    "Ltd",
    "Inc",
    "LLC",
    "Limited",
    "Co.",
)


def kind_of(name: str, code: str) -> str:
    """The kind of organisation a code tells, refined by words that leave no doubt."""
    if name.endswith("人民法院"):
        return "Court"
    kind = _KINDS.get(code[:2], "Organisation") if len(code) == 18 else "Organisation"
    if kind == "Enterprise" and name.endswith(("分公司", "分厂", "营业部")):
        return "Branch"
    return kind


def looks_like_organisation(name: str) -> bool:
    """Whether a name without a number is an organisation's: it ends like one, or is longer than a person's."""
    plain = compact_name(name)
    return plain.endswith(_ORGANISATION) or (len(plain) > 5 and "·" not in plain)
