"""What a check of any store can find, in the same words."""

from __future__ import annotations

from graph.model import Fact
from graph.schema import schema


def ends_to_know(tie: Fact) -> list[str]:
    """The ends of a tie that some fact must be about.

    Not those its kind leaves unknown (graph.schema), nor the holder of what is undisclosed, who is nobody.
    """
    unknown = schema().ties[tie.kind].unknown if tie.kind in schema().ties else ()
    undisclosed = tie.properties.get("disclosed") is False
    ends = [tie.source] if "from" not in unknown and not undisclosed else []
    return [*ends, tie.target] if "to" not in unknown else ends


def dangling_end(tie: str, kind: str, end: str) -> str:
    """A tie leads to something that no fact is about."""
    return f"关系的一端不存在 (a tie's end is unknown): {kind} {tie} → {end}"


def two_open(entity: str) -> str:
    """Two versions of one thing are open at once."""
    return f"同一事物有两个现行版本 (two open versions): {entity}"


def reversed_interval(entity: str, sequence: int) -> str:
    """A valid or recorded interval ends before it starts."""
    return f"区间的终点早于起点 (an interval ends before it starts): {entity} @{sequence}"


def unreadable(entity: str, sequence: int) -> str:
    """The properties cannot be read."""
    return f"属性无法解读 (unreadable properties): {entity} @{sequence}"


def wrong_digest(entity: str, sequence: int) -> str:
    """The content is not what the digest was taken of."""
    return f"内容与摘要不符 (content does not match its digest): {entity} @{sequence}"


def beyond_version(entity: str, sequence: int) -> str:
    """A sequence was never given out."""
    return f"序号超出库的版本 (a sequence above the store's version): {entity} @{sequence}"


def lost_statement(entity: str, digest: str) -> str:
    """A kept statement refers to a version that is not there."""
    return f"陈述所指的版本不存在 (a statement without its version): {entity}.{digest}"


def unreadable_result(name: str) -> str:
    """What is derived cannot be read."""
    return f"推导结果无法解读 (an unreadable derived fact): {name}"


def hidden(count: int) -> str:
    """Rows are in only one of a table and its index, or of no family, or of an impossible interval."""
    return f"有 {count} 行查不到或残缺 (rows that a question would miss): {count}"


def engine(text: str) -> str:
    """The engine itself complains."""
    return f"存储引擎报告 (the engine says): {text}"
