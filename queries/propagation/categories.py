"""Categories of penalty (处罚类别), read leniently, a revocation only where it is one."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model import Fact
from queries.propagation.wording import affirmed, plain
from queries.rulebook import Category, Rulebook

_OTHER = ("其他", "其它")


def categories_of(penalty: Fact, book: Rulebook, names: Iterable[str] = ()) -> frozenset[str]:
    """The categories a penalty has, by the words it writes and, where those leave it open, by what it orders."""
    values = penalty.list("categories")
    content = plain(penalty.text("content"), names)
    return frozenset(name for name, category in book.categories.items() if _has(category, values, content))


def _has(category: Category, values: list[str], content: str) -> bool:
    """Whether 处罚类别 says so alone, or 处罚内容 does where 处罚类别 is a combined value or leaves it open."""
    said = [value for value in values if any(word in value for word in category.words)]
    combined = bool(said) and any(word in value for value in values for word in category.beside)
    if said and not combined:
        return any(_orders(plain(value), category) for value in said)
    open_category = category.content and (not values or any(value.startswith(_OTHER) for value in values))
    return (combined or open_category) and _orders(content, category)


def _orders(text: str, category: Category) -> bool:
    return any(True for _ in affirmed(text, category.words, category.denied))
