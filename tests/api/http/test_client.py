"""A clerk's day with a client generated from the OpenAPI: every answer fits the shape that the description gives it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.access.accounts import Accounts
from api.access.permissions import permissions
from tests.api.http.conftest import PASSWORD
from tests.api.http.generated_client import Generated, generated
from tests.http_server import HOST, HttpServer

SCOPE = "食品经营许可"


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory) -> Generated:
    """The client, generated once."""
    return generated(tmp_path_factory.mktemp("client"))


@pytest.fixture(scope="module")
def served(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real server over a copy of the sample, with a user for each role; its address."""
    folder = tmp_path_factory.mktemp("served")
    for name in ("store.db", "person.key"):
        shutil.copy2(sample_store / name, folder / name)
    accounts = Accounts(folder / "accounts.db")
    accounts.add_office("O1", "某局")
    for role in permissions().roles:
        accounts.add_user(role, "O1", [role], PASSWORD)
    environment = {
        "CREDITGRAPH_STORE": f"sqlite:///{folder / 'store.db'}",
        "CREDITGRAPH_ACCOUNTS": str(folder / "accounts.db"),
        "CREDITGRAPH_KEY_FILE": str(folder / "person.key"),
    }
    with HttpServer(folder / "serve.log", environment) as server:
        yield f"http://{HOST}:{server.port}"


class Clerk:
    """Somebody who signed in with the generated client."""

    def __init__(self, client: Generated, address: str, name: str) -> None:
        self.client, self.address = client, address
        self.models = client.of("models")
        nobody = client.of("client").Client(base_url=address, raise_on_unexpected_status=True)
        form = self.models.BodySigningInToken(grant_type="password", username=name, password=PASSWORD)
        self.token = client.of("api.signing_in.signing_in_token").sync(client=nobody, body=form)
        assert (self.token.token_type, self.token.expires_in > 0) == ("bearer", True)

    def ask(self, operation: str, *arguments: str, **more: Any) -> Any:  # noqa: ANN401 - a model of the client
        """The answer to an operation, as the client understood it."""
        signed_in = self.client.of("client").AuthenticatedClient(
            base_url=self.address, token=self.token.access_token, raise_on_unexpected_status=True
        )
        module = f"api.{operation.split('-')[0]}.{operation.replace('-', '_')}"
        return self.client.of(module).sync(*arguments, client=signed_in, **more)


@pytest.fixture(scope="module")
def clerk(client: Generated, served: str) -> Clerk:
    return Clerk(client, served, "clerk")


@pytest.fixture(scope="module")
def banned(clerk: Clerk) -> Any:  # noqa: ANN401 - a model of the client
    """A measure in force on an enterprise, of the scope of food."""
    measures = clerk.ask("derived-measures", purpose="行政审批", state="active", limit=200).items
    return next(one for one in measures if one.effect == "food_licence_ban")


def asked(clerk: Clerk, **applicant: str) -> Any:  # noqa: ANN401 - a model of the client
    models = clerk.models
    body = models.CheckAsked(
        applicant=models.PartyReference(**applicant),
        purpose="administrative_approval",
        scope=SCOPE,
        case_number="宁审〔2026〕15号",
    )
    return clerk.ask("approvals-check", body=body)


def test_the_generator_has_nothing_to_say_against_the_description(client: Generated) -> None:
    assert "Generating" in client.said
    assert "warning" not in client.said.lower(), client.said
    operations = {path.stem for path in client.folder.glob("api/*/*.py")} - {"__init__"}
    assert len(operations) == len(permissions().routes) - 1, "every route but the description itself"


def test_a_hit_comes_typed_and_is_proved_later(clerk: Clerk, banned: Any) -> None:  # noqa: ANN401 - a model
    answer = asked(clerk, code=banned.subject.code)
    assert isinstance(answer, clerk.models.Check)
    found = next(one for one in answer.measures_in_force if one.id == banned.id)
    assert (found.legal_basis, found.last_day, found.capacities) == (banned.legal_basis, banned.last_day, ["applicant"])
    assert (answer.subject.id, answer.nothing_found) == (banned.subject.id, False)
    assert all(one.text.startswith("「关联提示，不构成惩戒」") for one in answer.alerts)
    given = clerk.models.ApprovalsVerificationGiven.from_dict(answer.to_dict())
    proved = clerk.ask("approvals-verification", body=given)
    assert (proved.genuine, proved.reproduced, proved.rules_changed) == (True, True, False)
    given["nothing_found"] = True
    assert clerk.ask("approvals-verification", body=given).genuine is False


def test_nothing_found_comes_typed_and_is_proved_later(clerk: Clerk) -> None:
    answer = asked(clerk, name="某某从未存在的公司")
    assert (answer.subject, answer.nothing_found) == (None, True)
    assert answer.unknowns[0].kind == "unmatched_person"
    given = clerk.models.ApprovalsVerificationGiven.from_dict(answer.to_dict())
    assert clerk.ask("approvals-verification", body=given).genuine is True


def test_a_batch_answers_line_by_line(client: Generated, served: str, banned: Any) -> None:  # noqa: ANN401 - a model
    officer = Clerk(client, served, "batch_officer")
    models = officer.models
    parties = [
        models.Parties(applicant=models.PartyReference(**one))
        for one in ({"code": banned.subject.code}, {"name": "某某从未存在的公司"})
    ]
    text = officer.ask("approvals-batch", body=models.BatchAsked(purpose="行政审批", scope=SCOPE, items=parties))
    lines = [json.loads(line) for line in text.splitlines()]
    checks = [models.Check.from_dict(line) for line in lines]
    assert [line["index"] for line in lines] == [0, 1]
    assert [one.nothing_found for one in checks] == [False, True]


def test_pages_are_followed_to_the_end(clerk: Clerk) -> None:
    whole = clerk.ask("derived-measures", purpose="行政审批", limit=200)
    seen, cursor = [], clerk.client.of("types").UNSET
    while cursor is not None:
        page = clerk.ask("derived-measures", purpose="行政审批", limit=20, cursor=cursor)
        seen += [one.id for one in page.items]
        cursor = page.next_
    assert seen == [one.id for one in whole.items]
    assert len(seen) > 20


def test_the_overview_and_who_asked(client: Generated, served: str, clerk: Clerk, banned: Any) -> None:  # noqa: ANN401 - a model
    overview = clerk.ask("pictures-overview", purpose="行政审批")
    assert overview.subjects["Enterprise"] > 0
    assert overview.data_version == asked(clerk, code=banned.subject.code).data_version
    mine = clerk.ask("audit-audit", purpose="own_record", subject=banned.subject.id)
    assert "POST /v1/approvals/check" in {one.action for one in mine.items}
    all_of_it = Clerk(client, served, "auditor").ask("audit-audit", purpose="审计", limit=200)
    assert {one.sequence for one in mine.items} <= {one.sequence for one in all_of_it.items}
    assert all_of_it.head


def test_errors_are_problems_with_their_reason(clerk: Clerk) -> None:
    unknown = "O" + "0" * 24
    for operation, arguments, more, status, kind in (
        ("subjects-show", [unknown], {"purpose": "行政审批"}, 404, "subject-unknown"),
        ("derived-measures", [], {}, 403, "purpose-required"),
        ("derived-proposals", [], {"purpose": "行政审批"}, 403, "role"),
        ("derived-measures", [], {"purpose": "审计"}, 403, "purpose-role"),
        ("derived-measures", [], {"purpose": "行政审批", "cursor": "x"}, 422, "cursor"),
        ("derived-measures", [], {"purpose": "行政审批", "limit": 0}, 422, None),
    ):
        problem = clerk.ask(operation, *arguments, **more)
        assert isinstance(problem, clerk.models.Problem)
        wanted = "about:blank" if kind is None else f"urn:creditgraph:problem:{kind}"
        assert (problem.status, problem.type_) == (status, wanted), problem
        assert problem.request_id


def test_signed_out_is_signed_out(client: Generated, served: str) -> None:
    leaving = Clerk(client, served, "investigator")
    assert leaving.ask("signing_in-session").roles == ["investigator"]
    form = leaving.models.BodySigningInRevocation(token=leaving.token.access_token)
    nobody = client.of("client").Client(base_url=served)
    assert client.of("api.signing_in.signing_in_revocation").sync_detailed(client=nobody, body=form).status_code == 200
    after = leaving.ask("signing_in-session")
    assert (after.status, after.type_) == (401, "urn:creditgraph:problem:sign-in")
