"""A clerk's words for votes and thresholds (表决权与门槛的表述), Chinese first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from queries.control.bounds import Share
from queries.control.thresholds import Threshold
from queries.control.votes import Ballot, Certainty

_DIGITS = 2
_MOST_DIGITS = 6


class Words(NamedTuple):
    """One sentence, in Chinese and in English."""

    zh: str
    en: str


def formula(share: Share, threshold: Threshold, certainty: Certainty, *, partnership: bool = False) -> Words:
    """Why a coalition has enough: 合计持有表决权 55/100（55%），超过 1/2."""
    if partnership:
        word, english = ("", "") if certainty == "certain" else ("可能", "may ")
        end = "s" if certainty == "certain" else ""
        return Words(f"由其{word}执行合伙事务（执行事务合伙人）", f"{english}execute{end} the partnership's affairs")
    low, high = fraction(share.low_numerator, share.total), fraction(share.high_numerator, share.total)
    if certainty == "certain":
        return Words(
            f"合计持有表决权 {low}，{over(threshold).zh}", f"together hold {low} of the votes, {over(threshold).en}"
        )
    return Words(
        f"合计持有表决权 {low} 至 {high}，可能{over(threshold).zh}",
        f"together hold between {low} and {high} of the votes, possibly {over(threshold).en}",
    )


def shortfall(share: Share, threshold: Threshold) -> Words:
    """Why a group does not have enough, or not for certain: 持有表决权 48.7%，须超过 1/2."""
    low, high = fraction(share.low_numerator, share.total), fraction(share.high_numerator, share.total)
    if share.exact:
        return Words(
            f"持有表决权 {low}，须{over(threshold).zh}", f"group holds {low} of the votes, needs {over(threshold).en}"
        )
    return Words(
        f"持有表决权 {low} 至 {high}，须{over(threshold).zh}",
        f"group holds between {low} and {high} of the votes, needs {over(threshold).en}",
    )


def over(threshold: Threshold) -> Words:
    """超过 1/2 / more than 1/2, or 达到 1/2 以上 / at least 1/2."""
    mark = f"{threshold.numerator}/{threshold.denominator}"
    return (
        Words(f"达到 {mark} 以上", f"at least {mark}")
        if threshold.inclusive
        else Words(f"超过 {mark}", f"more than {mark}")
    )


def fraction(votes: int, total: int) -> str:
    """Votes over a total, with the percentage where the total is not 100: 5500/20000=27.5%."""
    return f"{votes}/{total}" + ("" if total == 100 else percent(votes, total))


def percent(votes: int, total: int) -> str:
    """A percentage after its sign: ``=27.5%``, ``≈33.33%`` (cut, not rounded), ``>50%``.

    A value that is not a whole percentage is never written as one: it gets as many digits as tell it apart, up to six,
    and beyond that only says that it is more.
    """
    for digits in range(_DIGITS, _MOST_DIGITS + 1):
        scale = 10**digits
        scaled, rest = divmod(votes * 100 * scale, total)
        whole, part = divmod(scaled, scale)
        text = f"{whole}.{part:0{digits}d}"
        if not rest:
            return f"={text.rstrip('0').rstrip('.')}%"
        if part:
            return f"≈{text}%"
    return f">{whole}%"


class Note(NamedTuple):
    """What a reader must know besides the sums, about one company, or about the verdict (``company`` empty)."""

    company: str
    words: Words


_CONCERT = Words("一致行动：各方表决权合并计算，仅作关联提示", "acting in concert: counted together, for an alert only")
_RING = Words("相互控制：互相控制的企业列为一环", "control each other: shown as one ring")
_CONTRADICTION = Words(
    "登记的表决权合计超过总数，结论仅为可能", "more votes on record than there are, so possible only"
)
_OWN = Words("自有股份无表决权，已从总数扣除", "its own shares carry no vote and are taken off the total")
_UNCERTAIN = Words("部分持股在该日是否存续不确定", "some stakes may not stand on the date")
_ROUNDED = Words("部分比例为四舍五入的百分数", "some shares are rounded percentages")
_UNREAD = Words(
    "合伙企业的执行事务合伙人不明，不按出资计算其控制",
    "no executing partner of the partnership is known: nobody controls it by capital",
)
_SEVERAL = Words("执行事务合伙人不止一名，均仅为可能", "several executing partners, each possible only")


def notes_on(parties: tuple[str, ...], ring: tuple[str, ...], ballots: Iterable[Ballot]) -> Iterator[Note]:
    """What a reader of a verdict must know: of the verdict, then of each company on the way."""
    if parties:
        yield Note("", _CONCERT)
    if ring:
        yield Note("", _RING)
    for ballot in ballots:
        if ballot.unread:
            yield Note(ballot.company, _UNREAD)
            continue
        if ballot.executing_partners:
            if len(ballot.voters) > 1:
                yield Note(ballot.company, _SEVERAL)
            continue
        if ballot.inconsistent:
            yield Note(ballot.company, _CONTRADICTION)
        if ballot.own.certain:
            yield Note(ballot.company, _OWN)
        if ballot.remainder:
            rest = fraction(ballot.remainder, ballot.total)
            yield Note(ballot.company, Words(f"{rest} 的持有人未披露", f"holders of {rest} not disclosed"))
        if any(not stake.certain for stake in ballot.stakes):
            yield Note(ballot.company, _UNCERTAIN)
        if any(stake.band for stake in ballot.stakes):
            yield Note(ballot.company, _ROUNDED)
