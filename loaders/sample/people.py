"""Who is in an enterprise: its representative, partners, officers, and who went before them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from loaders.sample.companies import Company
from loaders.sample.draw import REFERENCE_DATE, generator
from loaders.sample.identities import Person, person
from loaders.sample.writer import Row

PLACES_EACH = 8
"""Persons set aside for each enterprise: the lead, six partners, the predecessor."""

_CAST = 41

POSITIONS = {
    "limited": "执行董事兼经理", "single": "执行董事兼经理", "state": "董事长", "stock": "董事长",
    "partnership": "执行事务合伙人", "proprietorship": "投资人", "cooperative": "理事长", "individual": "经营者",
    "branch": "负责人",
}  # fmt: skip


class Cast(NamedTuple):
    """The people of an enterprise. ``since`` is when the lead took office, None where he always held it."""

    lead: Person
    partners: list[Person]
    predecessor: Person | None
    since: date | None
    predecessor_listed: bool
    dated: bool


def cast_of(seed: int, count: int, one: Company) -> Cast:
    """The people of enterprise ``count``: mostly its own, sometimes somebody who leads an earlier one too."""
    draw = generator(seed, _CAST, count)
    home = count
    if draw.random() < 0.15:
        home = int(count * draw.random() ** 3)
    lead = person(seed, home * PLACES_EACH)
    names = {lead.name}
    partners = []
    for place in range(1, 7):
        partner = person(seed, count * PLACES_EACH + place)
        if partner.name not in names:
            names.add(partner.name)
            partners.append(partner)
    predecessor = person(seed, count * PLACES_EACH + 7)
    span = (REFERENCE_DATE - one.established).days
    changed = span > 400 and predecessor.name not in names and draw.random() < 0.2
    since = one.established + timedelta(days=180 + draw.randrange(span - 360)) if changed else None
    return Cast(lead, partners, predecessor if changed else None, since, draw.random() < 0.5, draw.random() < 0.5)


def officers(one: Company, cast: Cast, executing: Company | None = None) -> list[Row]:
    """The rows of the register (主要人员): the lead flagged, a supervisor, sometimes the predecessor with his dates.

    Where a company is the ``executing`` partner, it stands there itself and the lead is its delegate (委派代表).
    """
    position = POSITIONS[one.kind]
    since = cast.since or one.established
    start = since if cast.dated else None
    if executing is not None:
        return [executing_partner(one, executing), _officer(one, 1, cast.lead, "委派代表", since=start)]
    rows = [_officer(one, 1, cast.lead, position, since=start, flagged=True)]
    if one.kind in ("limited", "stock", "state", "cooperative") and cast.partners:
        rows.append(_officer(one, 2, cast.partners[-1], "监事"))
    if one.kind in ("stock", "state") and len(cast.partners) > 2:
        rows.append(_officer(one, 3, cast.partners[-2], "董事"))
        rows.append(_officer(one, 4, cast.partners[-3], "总经理", since=start))
    if cast.predecessor is not None and cast.since is not None and cast.predecessor_listed:
        rows.append(
            _officer(
                one,
                9,
                cast.predecessor,
                position,
                since=one.established,
                until=cast.since - timedelta(days=1),
                flagged=True,
            )
        )
    return rows


def _officer(
    one: Company,
    place: int,
    who: Person,
    position: str,
    *,
    since: date | None = None,
    until: date | None = None,
    flagged: bool = False,
) -> Row:
    return officer(one, f"R{one.register_id}{place:02}", who, position, since=since, until=until, flagged=flagged)


def executing_partner(one: Company, partner: Company) -> Row:
    """The row of a company that runs a partnership (执行事务合伙人)."""
    return {
        "register_id": one.register_id,
        "code": one.code,
        "company": one.name,
        "officer_id": f"R{one.register_id}00",
        "name": partner.name,
        "position": "执行事务合伙人",
        "representative": "0",
        "id_type": "营业执照",
        "id": partner.code,
    }


def officer(
    one: Company,
    officer_id: str,
    who: Person,
    position: str,
    *,
    since: date | None = None,
    until: date | None = None,
    flagged: bool = False,
) -> Row:
    """One row of 主要人员."""
    return {
        "register_id": one.register_id,
        "code": one.code,
        "company": one.name,
        "officer_id": officer_id,
        "name": who.name,
        "position": position,
        "representative": "1" if flagged else "0",
        "id_type": "居民身份证",
        "id": who.number,
        "nationality": "中国",
        "from": since,
        "to": until,
    }
