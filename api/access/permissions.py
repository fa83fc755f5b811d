"""Which role may use which route, and state which purpose: one table of data, read strictly."""

from __future__ import annotations

from functools import lru_cache
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from graph.data_files import shipped

CONFIRMING_AUTHORITY = "confirming_authority"
AUDITOR = "auditor"
OWN_RECORD = "本人查询"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Role(_Strict):
    """A role (角色)."""

    name: str
    name_en: str


class Purpose(_Strict):
    """A purpose of asking (查询目的): who may state it, and who may see an identity number for it."""

    name_en: str
    roles: frozenset[str]
    unmask: frozenset[str] = frozenset()


class Route(_Strict):
    """Who may use a route: everybody (``open``), whoever is signed in (``any``), or these roles."""

    open: bool = False
    any: bool = False
    roles: frozenset[str] = frozenset()

    def admits(self, roles: frozenset[str] | None) -> bool:
        """Whether somebody with these roles may use it (None: nobody is signed in)."""
        return self.open or (roles is not None and (self.any or bool(self.roles & roles)))


class Permissions(_Strict):
    """The whole table."""

    roles: dict[str, Role]
    purposes: dict[str, Purpose]
    routes: dict[str, Route]

    @model_validator(mode="after")
    def _known(self) -> Self:
        named = {role for purpose in self.purposes.values() for role in purpose.roles | purpose.unmask}
        named |= {role for route in self.routes.values() for role in route.roles}
        if unknown := named - set(self.roles):
            raise ValueError(f"没有这些角色 / no such roles: {sorted(unknown)}")
        return self

    def purpose(self, text: str) -> str | None:
        """The purpose a code means, by its Chinese word or its English name; None where it is none."""
        if text in self.purposes:
            return text
        return next((name for name, purpose in self.purposes.items() if purpose.name_en == text), None)


@lru_cache(maxsize=1)
def permissions() -> Permissions:
    """The table of this release; raises pydantic.ValidationError where the file is malformed."""
    return Permissions.model_validate(shipped("api.access", "permissions.yaml"))
