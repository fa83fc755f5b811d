"""The planted stories: what each is about stands in stories.yaml, what it lays out in a function of its key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, TypeAdapter

from graph.data_files import shipped
from loaders.sample.desk import Desk
from loaders.sample.stories import (
    arrears,
    bans,
    companies,
    control,
    courts,
    departures,
    documents,
    identity,
    promises,
    public,
    reforms,
    repair,
    representatives,
)


class Plot(BaseModel):
    """A story yet to be told. ``serial`` numbers its companies and people and never changes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    serial: int
    scenario: int
    title: str
    title_en: str
    facts: str


TELLERS: Mapping[str, Callable[[Desk], None]] = {
    "representative_after_act": representatives.after_act,
    "representative_before_act": representatives.before_act,
    "representative_after_order": departures.after_order,
    "unit_is_debtor": courts.unit_is_debtor,
    "person_is_debtor": courts.person_is_debtor,
    "namesakes": identity.namesakes,
    "fifteen_digits": identity.fifteen_digits,
    "nominee": control.nominee,
    "branch": companies.branch,
    "state_enterprise": public.state_enterprise,
    "official": public.official,
    "one_repaired": repair.one_repaired,
    "judgment_states": courts.judgment_states,
    "penalty_revoked": documents.penalty_revoked,
    "permanent_ban": bans.permanent_ban,
    "deceased": bans.deceased,
    "minor": control.minor,
    "term_end": bans.term_end,
    "renamed": identity.renamed,
    "two_standards": documents.two_standards,
    "amount_units": documents.amount_units,
    "partnership": companies.partnership,
    "ring": control.ring,
    "loop": control.loop,
    "revoked_after_departure": departures.revoked_after_departure,
    "judgment_annulled": courts.judgment_annulled,
    "promise_merger": reforms.merger,
    "promise_abolished": reforms.abolished,
    "promise_split": reforms.split_by_function,
    "promise_renegotiated": promises.renegotiated,
    "arrears": arrears.owed_to_a_small_enterprise,
    "reform_of_reform": reforms.reform_of_reform,
    "body_created_again": reforms.created_again,
    "promise_kept_late": promises.kept_late,
    "several_bodies": promises.several_bodies,
    "promise_broken_again": promises.broken_again,
    "commitment_broken": promises.broken_commitment,
}
"""Who lays out the facts of a story, by its key."""


@lru_cache(maxsize=1)
def plots() -> tuple[Plot, ...]:
    """The stories in the order of stories.yaml."""
    return tuple(TypeAdapter(list[Plot]).validate_python(shipped("loaders.sample.stories", "stories.yaml")))
