"""Who executes a partnership's affairs by its registration: 某公司（委派代表：某人）, the partner and his delegate."""

from __future__ import annotations

import re
import unicodedata

from graph.model import Fact
from graph.names import same_name
from loaders.register.company_file import CompanyFile, compact_name
from loaders.register.words import kind_of_type, names_in, table


def is_partnership(registration: Fact) -> bool:
    """Whether a registration is a partnership's, by its 企业类型."""
    return kind_of_type(registration.text("enterprise_type")) == "Partnership"


def registered_partners(file: CompanyFile, registration: Fact) -> tuple[str, ...]:
    """The partners whom the 法定代表人/负责人 column of a partnership names before their delegates."""
    if not is_partnership(registration):
        return ()
    partners = {file.name_of(tie.source, tie) for tie in file.contributors} - {""}
    written = _halves(registration.text("legal_representative_name"))[0]
    return tuple(sorted(name for name in partners if any(same_name(name, one) for one in names_in(written))))


def registered_head(registration: Fact) -> str:
    """Whom that column names as the head: a partnership's delegate where it names one, else whoever stands there."""
    written = registration.text("legal_representative_name")
    partner, delegate = _halves(written) if is_partnership(registration) else (written, "")
    return compact_name(delegate or partner)


def has_delegate(registration: Fact) -> bool:
    """Whether that column names a delegate beside the partner."""
    return bool(_halves(registration.text("legal_representative_name"))[1])


def _halves(written: str) -> tuple[str, str]:
    """A cell before and after the word for a delegate, without the signs around it."""
    plain, word = unicodedata.normalize("NFKC", written), table("posts")["delegate"]
    found = re.search(rf"[(\[【]?{word}[:\s]*([^)\]】]*)", plain)
    return (written, "") if found is None else (plain[: found.start()], found[1])
