"""Categories of penalty (处罚类别) and kinds of licence, read leniently, a revocation only where it is one."""

from __future__ import annotations

import re

from graph.model import Fact
from queries.rulebook import Category, Rulebook

_OTHER = ("其他", "其它")
_CONDITIONAL = re.compile(r"(?:逾期|拒不|如不|若不|否则)[^。；;，,]*[，,]?[^。；;]*?(?:吊销|责令关闭|撤销登记)")
_LICENCE = re.compile(r"许可|备案|执照|资质|资格|证书")


def categories_of(penalty: Fact, book: Rulebook) -> frozenset[str]:
    """The categories a penalty has, by the words it writes and, where those leave it open, by what it orders."""
    values = penalty.list("categories")
    content = _CONDITIONAL.sub("", penalty.text("content"))
    return frozenset(name for name, category in book.categories.items() if _has(category, values, content))


def _has(category: Category, values: list[str], content: str) -> bool:
    for value in values:
        rest = value
        for combined in category.combined:
            if combined in rest:
                if category.decides in content:
                    return True
                rest = rest.replace(combined, "")
        if any(word in rest for word in category.words):
            return True
    open_category = not values or any(value.startswith(_OTHER) for value in values)
    return category.content and open_category and any(word in content for word in category.words)


def licence_text(penalty: Fact) -> str:
    """The licence a penalty takes: 暂扣或吊销证照名称及编号, else 处罚内容 without its conditional parts."""
    return penalty.text("licence_withdrawn") or _CONDITIONAL.sub("", penalty.text("content"))


def takes_only(penalty: Fact, excluded: tuple[str, ...]) -> bool:
    """Whether every licence named is one of ``excluded`` (a 营业执照 is no food licence)."""
    text = licence_text(penalty)
    if not any(word in text for word in excluded):
        return False
    for word in excluded:
        text = text.replace(word, "")
    return _LICENCE.search(text) is None
