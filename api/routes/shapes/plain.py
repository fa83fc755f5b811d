"""What all shapes are made of: an object, a problem, a subject, a document, a page."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

Json = dict[str, Any]


class Shape(BaseModel):
    """An object of an answer."""

    model_config = ConfigDict(extra="allow")


class Health(Shape):
    """Whether the service is well."""

    status: str = Field(examples=["ok"])


class Problem(Shape):
    """What went wrong (RFC 9457)."""

    type: str = Field(examples=["urn:creditgraph:problem:purpose-required", "about:blank"])
    title: str = Field(examples=["Forbidden"])
    status: int = Field(examples=[403])
    detail: str | None = Field(
        None, examples=["涉及自然人，须写明查询目的 / a natural person is involved: state a purpose"]
    )
    request_id: str | None = Field(None, examples=["5f3c9a0e7d1b4c2a8e6f0b1d"])


class Subject(Shape):
    """A subject (主体). A natural person is known by an opaque id alone."""

    id: str = Field(examples=["O0123456789abcdef01234567"])
    kind: str | None = Field(examples=["Enterprise"])
    name: str = Field(examples=["样例食品有限公司"])
    code: str | None = Field(None, examples=["91640104MA0000015Y"], description="统一社会信用代码")


class Trigger(Shape):
    """The document something follows from."""

    id: str
    kind: str
    number: str = Field(examples=["银市监罚〔2020〕15号"])


class Page(Shape):
    """A page of a list."""

    next: str | None = Field(None, description="The cursor of the next page; null on the last.")
    as_of: str
    known_at: str | None = None
    data_version: int
    derived: str = Field("", description="How what is derived stands to the data.", examples=["up_to_date"])
    truncated: bool = False
