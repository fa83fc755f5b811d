"""The official tables that can be loaded: one file each, one line here each."""

from __future__ import annotations

from loaders.formats import (
    abnormal_operation,
    adjudicated_relation,
    changes,
    consumption_restriction,
    contributors,
    control_declaration,
    credit_repair,
    dishonest_debtor,
    document_status,
    judgment,
    licence_2018,
    licence_old,
    officers,
    official_posts,
    penalty_2018,
    penalty_old,
    person_status,
    public_bodies,
    registration,
    related_parties,
    responsibility_finding,
    serious_violation,
    transfers,
)
from loaders.layout import Format

FORMATS: tuple[Format, ...] = (
    registration.FORMAT,
    officers.FORMAT,
    contributors.FORMAT,
    changes.FORMAT,
    transfers.FORMAT,
    abnormal_operation.FORMAT,
    serious_violation.FORMAT,
    penalty_2018.FORMAT,
    penalty_old.FORMAT,
    licence_2018.FORMAT,
    licence_old.FORMAT,
    dishonest_debtor.FORMAT,
    consumption_restriction.FORMAT,
    judgment.FORMAT,
    responsibility_finding.FORMAT,
    document_status.FORMAT,
    adjudicated_relation.FORMAT,
    control_declaration.FORMAT,
    related_parties.FORMAT,
    public_bodies.FORMAT,
    official_posts.FORMAT,
    credit_repair.FORMAT,
    person_status.FORMAT,
)
"""Every format, in the order in which they are shown."""
