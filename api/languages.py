"""Which language an answer is told in: Chinese, or English where that is asked for first."""

from __future__ import annotations

from typing import Any, Literal

Language = Literal["zh", "en"]


def language_of(header: str | None) -> Language | None:
    """The first of Chinese and English that an Accept-Language (RFC 9110, 12.5.4) prefers; None where it names none."""
    best: tuple[float, int, Language] | None = None
    for place, part in enumerate((header or "").split(",")[:20]):
        name, _, rest = part.strip().lower().partition(";")
        language = name.split("-")[0].strip()
        if language not in ("zh", "en"):
            continue
        quality = _quality(rest)
        if quality > 0 and (best is None or (quality, -place) > best[:2]):
            best = (quality, -place, "zh" if language == "zh" else "en")
    return best[2] if best is not None else None


def _quality(text: str) -> float:
    name, _, value = text.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


def chosen(text: str, header: str | None) -> str:
    """Of a text "中文 / English" the half that is asked for; both where neither is."""
    language = language_of(header)
    chinese, parted, english = text.partition(" / ")
    if language is None or not parted:
        return text
    return chinese if language == "zh" else english


def in_english(answer: Any) -> Any:  # noqa: ANN401 - any JSON value
    """An answer whose texts that have an English form beside them (``name_en``) say that one."""
    if isinstance(answer, list):
        return [in_english(one) for one in answer]
    if not isinstance(answer, dict):
        return answer
    told = {key: in_english(value) for key, value in answer.items()}
    for key, value in answer.items():
        if key.endswith("_en") and value and key[:-3] in told:
            told[key[:-3]] = value
    return told
