"""Reading ahead what an approval will look at: a few large reads, one for each level up, instead of many small ones."""

from __future__ import annotations

from collections.abc import Sequence

from graph.live import Live

LEVELS = 3
_UP = ("SHAREHOLDER_OF", "EXECUTING_PARTNER_OF")
_ASIDE = ("CONCERNS", "RELATED_TO")
_SAME = "SAME_AS"


def read_ahead(live: Live, root: str, roles: Sequence[str], others: Sequence[str]) -> None:
    """The applicant with his ties, who holds a role or a stake in him, and who holds stakes in those, and so on.

    What lies further is read when it is asked for: the answer is the same either way.
    """
    seen: set[str] = set()
    edge, kinds = {root, *others}, list(dict.fromkeys([_SAME, "BRANCH_OF", *roles, *_UP, *_ASIDE]))
    arriving = [*roles, *_UP]
    for _ in range(LEVELS):
        edge -= seen
        if not edge:
            return
        nodes = _with_aliases(live, edge, kinds)
        seen |= nodes
        edge = {tie.source for node in nodes for kind in arriving for tie in live.arriving(node, kind)}
        kinds, arriving = [_SAME, *_UP, *_ASIDE], [*_UP]
    _with_aliases(live, edge - seen, [_SAME])


def _with_aliases(live: Live, edge: set[str], kinds: Sequence[str]) -> set[str]:
    """Read subjects and whoever was found to be the same."""
    if not edge:
        return set()
    live.read(sorted(edge), kinds)
    same = {
        end
        for node in edge
        for tie in (*live.leaving(node, _SAME), *live.arriving(node, _SAME))
        for end in (tie.source, tie.target)
    } - edge
    if same:
        live.read(sorted(same), kinds)
    return edge | same
