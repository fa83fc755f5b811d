"""Scenario 19: a public institution owes a small enterprise, by contracts with and without a term."""

from __future__ import annotations

from datetime import date

from loaders.sample.desk import Desk
from loaders.sample.integrity import debt


def owed_to_a_small_enterprise(desk: Desk) -> None:
    """Scenario 19."""
    one = desk.company("永宁例十九商贸有限公司", desk.person("祝待付"), county="640121")
    by = desk.agency("例十九中学", "640121", date(2010, 1, 1), body_class="事业单位")
    capped, silent, settled = "永采合例〔2025〕191号", "永采合例〔2025〕192号", "永采合例〔2025〕193号"
    delivered = date(2025, 7, 1)
    desk.row("arrears", debt(by, one, capped, delivered, accepted=date(2025, 7, 10), days=90, acceptance=True,
             complaint="永诉例〔2025〕3号", complained=date(2025, 10, 9), transferred=date(2025, 10, 15)))  # fmt: skip
    desk.row("arrears", debt(by, one, silent, delivered))
    desk.row("arrears", debt(by, one, settled, delivered, paid="50", paid_on=date(2025, 7, 31)))
    desk.expect("worklist", by, "arrears_overdue", record=capped, note="2025-09-08 到期")
    desk.expect("worklist", by, "arrears_overdue", record=silent, note="2025-07-31 到期")
    desk.nothing(by, of="worklist", effect="arrears_overdue", record=settled)
