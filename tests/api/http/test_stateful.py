"""The API walked along its links: what one answer names is asked about next, as each role and as nobody."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Iterator, Set
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings

from api.access.accounts import Accounts
from api.access.permissions import permissions
from api.app import application
from api.runs import UNDER_WAY
from tests.api.http.conftest import PASSWORD, PURPOSES
from tests.api.http.test_description import CHECKS

RUNS = "/v1/propagation/runs"
NEEDED = {"q", "from", "to", "scope", "applicant", "items", "number", "reason", "subject", "rule", "record", "ids"}
NEEDED |= {"id", "text", "outcome", "document", "date", "grant_type", "username", "password", "name", "token"}
"""What a question cannot do without, wherever it is asked."""

WITHOUT_PURPOSE = {"/v1/token", "/v1/token/revocation", "/v1/session", "/v1/approvals/verification"}

SETTINGS = settings(
    max_examples=8,
    stateful_step_count=8,
    phases=[Phase.generate],
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


class Site:
    """The service as each walk finds it: a copy of what it was before the first one, so that no walk minds another."""

    def __init__(self, sample: Path, folder: Path) -> None:
        self.folder = folder
        self.kept = folder / "kept"
        self.kept.mkdir()
        for name in ("store.db", "person.key"):
            shutil.copy2(sample / name, self.kept / name)
        accounts = Accounts(self.kept / "accounts.db")
        accounts.add_office("O1", "某局")
        self.tokens = {}
        for role in PURPOSES:
            accounts.add_user(role, "O1", [role], PASSWORD)
            issued = accounts.sign_in(role, PASSWORD)
            assert issued is not None
            self.tokens[role] = issued.secret
        self._app: Any = None
        self.open()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - as ASGI has it
        await self._app(scope, receive, send)

    @property
    def service(self) -> Any:  # noqa: ANN401 - the service of the application as it is
        return self._app.state.service

    def open(self) -> None:
        """Begin anew."""
        now = self.folder / "now"
        shutil.rmtree(now, ignore_errors=True)
        shutil.copytree(self.kept, now)
        self._app = application(f"sqlite:///{now / 'store.db'}", Accounts(now / "accounts.db"))

    def until_it_ends(self, run: str) -> None:
        """Wait for a propagation run: how far it has come would differ from walk to walk."""
        until = time.monotonic() + 60
        while self.service.runs.get(self.service.store.url, run)["state"] in UNDER_WAY:
            assert time.monotonic() < until
            time.sleep(0.02)


@pytest.fixture
def site(sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    made = Site(sample_store, tmp_path)
    monkeypatch.setenv("CREDITGRAPH_KEY_FILE", str(made.kept / "person.key"))
    yield made
    made.service.close()


def walks(site: Site, role: str | None, routes: Set[str], walked: Counter[str]) -> Any:  # noqa: ANN401 - the library's class
    """Walks of somebody (None: nobody) over some routes."""

    def on_the_way(context: Any) -> bool:  # noqa: ANN401 - the library's context
        return _route(context.operation) in routes

    machine: Any = schemathesis.openapi.from_asgi("/openapi.json", site).include(on_the_way).as_state_machine()

    class Walk(machine):  # type: ignore[misc]  # the library makes it from the description
        def step(self, input: Any) -> Any:  # noqa: ANN401 - the library's classes, here and below
            case, linked = input.case, {name for _, name in input.applied_parameters}
            if len(repr((case.query, case.body))) % 2:  # half of the questions say no more than they must
                case.query = {key: case.query[key] for key in case.query or {} if key in linked | NEEDED}
                if isinstance(case.body, dict) and None not in linked:
                    case.body = {key: case.body[key] for key in case.body if key in NEEDED}
            if role is not None and case.method == "GET" and isinstance(case.query, dict):
                case.query["purpose"] = PURPOSES[role]
            elif role is not None and isinstance(case.body, dict) and case.operation.path not in WITHOUT_PURPOSE:
                case.body["purpose"] = PURPOSES[role]
            return super().step(input)

        def get_call_kwargs(self, case: Any) -> dict[str, Any]:  # noqa: ANN401
            return {} if role is None else {"headers": {"Authorization": f"Bearer {site.tokens[role]}"}}

        def validate_response(self, response: Any, case: Any, **more: Any) -> None:  # noqa: ANN401
            case.validate_response(response, checks=CHECKS)
            walked[f"{_route(case)} {response.status_code}"] += 1
            if response.status_code < 300:
                assert permissions().routes[_route(case)].admits(None if role is None else frozenset({role}))
                if case.operation.path.startswith(RUNS) and case.method == "POST":
                    site.until_it_ends(response.json()["id"])

        def teardown(self) -> None:
            site.service.close()
            site.open()

    return Walk


def _route(operation: Any) -> str:  # noqa: ANN401 - an operation or a case of the library
    path = getattr(operation, "operation", operation).path
    return f"{operation.method.upper()} {path}"


def test_every_step_keeps_to_the_description(site: Site) -> None:
    walked: dict[str | None, Counter[str]] = {role: Counter() for role in (*PURPOSES, None)}
    for role, steps in walked.items():
        roles = frozenset({role}) if role is not None else None
        his = {name for name, route in permissions().routes.items() if role is None or route.admits(roles)}
        walks(site, role, {name for name in his if RUNS not in name}, steps).run(settings=SETTINGS)
    found = {role: sum(n for name, n in steps.items() if name.endswith(" 200")) for role, steps in walked.items()}
    assert found[None] == 0, walked
    assert min(steps.total() for steps in walked.values()) > len(PURPOSES), walked
    assert sum(found.values()) > 10 * len(PURPOSES), "most walks find something, whatever a single one comes across"


def test_runs_started_and_gone_on_with_keep_to_the_description(site: Site) -> None:
    walked: Counter[str] = Counter()
    runs = {name for name in permissions().routes if RUNS in name}
    walks(site, "batch_officer", runs, walked).run(settings=settings(SETTINGS, max_examples=2, stateful_step_count=4))
    assert walked[f"POST {RUNS} 202"] > 0, walked
