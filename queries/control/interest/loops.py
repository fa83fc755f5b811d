"""Loops of capital (环状持股): companies that have a part of one another, shown as such and never unrolled."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from queries.control.votes import Holdings


def loops(companies: Collection[str], capital: Holdings) -> list[tuple[str, ...]]:
    """The loops among ``companies``, each with its members in order, in order; own shares alone are none."""
    among = set(companies) & capital.ballots.keys()
    found: list[tuple[str, ...]] = []
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    path: list[str] = []
    on_path: set[str] = set()
    for start in sorted(among):
        if start in number:
            continue
        walk: list[tuple[str, Iterator[str]]] = []
        _enter(start, number, lowest, path, on_path)
        walk.append((start, _holders(start, among, capital)))
        while walk:
            current, holders = walk[-1]
            following = next(holders, None)
            if following is None:
                walk.pop()
                if walk:
                    lowest[walk[-1][0]] = min(lowest[walk[-1][0]], lowest[current])
                if lowest[current] == number[current]:
                    members = path[path.index(current) :]
                    del path[-len(members) :]
                    on_path.difference_update(members)
                    if len(members) > 1:
                        found.append(tuple(sorted(members)))
            elif following not in number:
                _enter(following, number, lowest, path, on_path)
                walk.append((following, _holders(following, among, capital)))
            elif following in on_path:
                lowest[current] = min(lowest[current], number[following])
    return sorted(found)


def _enter(company: str, number: dict[str, int], lowest: dict[str, int], path: list[str], on_path: set[str]) -> None:
    number[company] = lowest[company] = len(number)
    path.append(company)
    on_path.add(company)


def _holders(company: str, among: set[str], capital: Holdings) -> Iterator[str]:
    return iter([holder for holder, votes in capital.ballots[company].voters.items() if votes.most and holder in among])
