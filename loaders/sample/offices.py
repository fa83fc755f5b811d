"""The roster of public bodies and of those who hold posts in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from loaders.sample.draw import REFERENCE_DATE, generator
from loaders.sample.identities import PERSONS, Person, person
from loaders.sample.province import Body, bodies
from loaders.sample.writer import Row

_POSTS = 81
_POSTS_EACH = 4
_HEADS = {"government": "政府负责人", "court": "院长", "hospital": "院长", "school": "校长", "discipline": "书记",
          "personnel": "部长"}  # fmt: skip


def roster() -> Iterator[Row]:
    """A row of 机关单位 for every body."""
    for one in bodies().values():
        yield roster_row(one)


def roster_row(one: Body, until: date | None = None) -> Row:
    """The row of 机关单位 of one body, ``until`` the day it is no more."""
    return {
        "name": one.name,
        "code": one.code,
        "class": one.body_class,
        "region": one.place,
        "superior": one.superior,
        "audit": one.audit,
        "discipline": one.discipline,
        "personnel": one.personnel,
        "government": one.government,
        "since": one.since,
        "until": until,
    }


def posts(seed: int) -> Iterator[Row]:
    """Rows of 公职人员任职: a head, sometimes his predecessor, and staff, for every body."""
    for place, one in enumerate(bodies().values()):
        draw = generator(seed, _POSTS, place)
        people = [person(seed, PERSONS - 1 - place * _POSTS_EACH - seat) for seat in range(_POSTS_EACH)]
        head = _HEADS.get(one.office, "局长" if one.place != "640000" else "厅长")
        changed = date(2019, 1, 1) + timedelta(days=draw.randrange((REFERENCE_DATE - date(2019, 1, 1)).days - 100))
        if draw.random() < 0.5:
            since = date(2014, 1, 1) + timedelta(days=draw.randrange(1500))
            yield post(people[1], one, head, since, changed - timedelta(days=1), principal=True)
        yield post(people[0], one, head, changed, None, principal=True)
        for other in people[2:]:
            since = date(2010, 1, 1) + timedelta(days=draw.randrange(4500))
            yield post(other, one, "科员", since, None)


def post(who: Person, one: Body, position: str, since: date, until: date | None, *, principal: bool = False) -> Row:
    """A row of 公职人员任职."""
    return {
        "name": who.name,
        "id": who.number,
        "body": one.name,
        "body_code": one.code,
        "position": position,
        "principal": "是" if principal else "否",
        "from": since,
        "to": until,
        "number": f"{one.short}任〔{since.year}〕{since.toordinal() % 300 + 1}号",
    }
