"""Accounts: secrets are kept only as hashes, tokens expire and are revoked at once, wrong passwords run out."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.access import credentials
from api.access.accounts import (
    COOKIE_LIFE,
    FAILURE_WINDOW,
    MOST_FAILURES,
    TOKEN_LIFE,
    Accounts,
)
from api.access.actor import Actor
from api.access.errors import AccountError, TooManyFailures
from api.cli.main import run as run_command
from graph.store.opening import open_store

PASSWORD = "correct horse battery"


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(tmp_path: Path, clock: Clock) -> Accounts:
    made = Accounts(tmp_path / "deeper" / "accounts.db", clock)
    made.add_office("O1", "银川市某局", "6401")
    made.add_user("王", "O1", ["clerk", "auditor"], PASSWORD)
    return made


def test_signing_in_and_out(accounts: Accounts) -> None:
    issued = accounts.sign_in("王", PASSWORD)
    assert issued is not None
    actor = Actor("王", "O1", frozenset({"clerk", "auditor"}), "6401", "token")
    assert accounts.who(issued.secret, "token") == actor
    assert accounts.who(issued.secret, "cookie", "key") is None, "a token is not taken for a cookie"
    accounts.sign_out(issued.secret)
    assert accounts.who(issued.secret, "token") is None


@pytest.mark.parametrize(("kind", "life"), [("token", TOKEN_LIFE), ("cookie", COOKIE_LIFE)])
def test_a_credential_expires_on_the_second(accounts: Accounts, clock: Clock, kind: str, life: int) -> None:
    issued = accounts.sign_in("王", PASSWORD, kind)
    assert issued is not None
    clock.now += life - 1
    assert accounts.who(issued.secret, kind) is not None
    clock.now += 1
    assert accounts.who(issued.secret, kind) is None


@pytest.mark.parametrize(("name", "password"), [("王", "wrong horse battery"), ("李", PASSWORD), ("王", ""), ("", "")])
def test_the_wrong_password_gives_nothing(accounts: Accounts, name: str, password: str) -> None:
    assert accounts.sign_in(name, password) is None


def test_a_wrong_password_can_be_tried_only_so_often(accounts: Accounts, clock: Clock) -> None:
    for _ in range(MOST_FAILURES):
        assert accounts.sign_in("王", "wrong horse battery") is None
    with pytest.raises(TooManyFailures):
        accounts.sign_in("王", PASSWORD)
    clock.now += FAILURE_WINDOW - 1
    with pytest.raises(TooManyFailures):
        accounts.sign_in("王", PASSWORD)
    clock.now += 1
    assert accounts.sign_in("王", PASSWORD) is not None
    assert accounts.sign_in("王", "wrong horse battery") is None
    assert accounts.sign_in("王", PASSWORD) is not None, "the count begins anew"


def test_a_system(accounts: Accounts) -> None:
    secret = accounts.add_system("平台", "O1", ["clerk"])
    assert accounts.sign_in_system("平台", secret[:-1]) is None
    assert accounts.sign_in_system("王", "") is None
    assert accounts.sign_in_system("", "") is None
    assert accounts.sign_in("平台", secret) is None, "a system has no password"
    issued = accounts.sign_in_system("平台", secret)
    assert issued is not None
    assert accounts.who(issued.secret, "token") == Actor("平台", "O1", frozenset({"clerk"}), "6401", "token")


def test_a_key_until_it_ends(accounts: Accounts, clock: Clock) -> None:
    issued = accounts.add_key("王", 2)
    clock.now += 2 * 86_400 - 1
    assert accounts.who(issued.secret, "key") is not None
    clock.now += 1
    assert accounts.who(issued.secret, "key") is None
    with pytest.raises(AccountError):
        accounts.add_key("李")


def test_revoking_is_seen_by_another_process_at_once(accounts: Accounts, clock: Clock) -> None:
    other = Accounts(accounts.path, clock)
    key, token = accounts.add_key("王"), accounts.sign_in("王", PASSWORD)
    assert token is not None
    other.revoke(key.id)
    assert (accounts.who(key.secret, "key"), accounts.who(token.secret, "token") is None) == (None, False)
    other.revoke("王")
    assert accounts.who(token.secret, "token") is None
    assert accounts.sign_in("王", PASSWORD) is None
    assert accounts.listed()[0]["disabled"] is True
    with pytest.raises(AccountError):
        accounts.revoke("nobody")


def test_new_roles_end_what_was_held(accounts: Accounts) -> None:
    token = accounts.sign_in("王", PASSWORD)
    assert token is not None
    accounts.add_user("王", "O1", ["clerk"], PASSWORD)
    assert accounts.who(token.secret, "token") is None


def test_no_secret_is_in_the_file(accounts: Accounts, tmp_path: Path) -> None:
    secrets = [PASSWORD, accounts.add_system("平台", "O1", ["clerk"]), accounts.add_key("王").secret]
    token = accounts.sign_in("王", PASSWORD)
    assert token is not None
    content = b"".join(file.read_bytes() for file in (tmp_path / "deeper").iterdir())
    for secret in [*secrets, token.secret]:
        assert secret.encode() not in content
    assert b"$argon2id$" in content
    assert accounts.path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "wrong",
    [
        lambda made: made.add_office("", "x"),
        lambda made: made.add_office("O2", "x", "64a1"),
        lambda made: made.add_office("O2", "x", "640"),
        lambda made: made.add_user("李", "O9", ["clerk"], PASSWORD),
        lambda made: made.add_user("李", "O1", ["boss"], PASSWORD),
        lambda made: made.add_user("李", "O1", [], PASSWORD),
        lambda made: made.add_user(" 李", "O1", ["clerk"], PASSWORD),
        lambda made: made.add_user("李", "O1", ["clerk"], "x" * 11),
    ],
)
def test_what_cannot_be_is_refused(accounts: Accounts, wrong: object) -> None:
    before = accounts.listed()
    with pytest.raises(AccountError):
        wrong(accounts)  # type: ignore[operator]
    assert accounts.listed() == before


def test_another_file_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("not a database, nor anything like one; " * 100)
    before = (tmp_path / "x").read_bytes()
    with pytest.raises(AccountError):
        Accounts(tmp_path / "x")
    assert (tmp_path / "x").read_bytes() == before


@pytest.mark.parametrize(
    ("place", "region", "may"),
    [("", "640104", True), ("6401", "640104", True), ("6401", "640204", False), ("640104", "6401", False),
     ("6401", None, True), ("6401", "", True)],
)  # fmt: skip
def test_the_place_of_an_office(place: str, region: str | None, may: bool) -> None:
    assert Actor("王", "O1", frozenset(), place).may_see(region) is may


def test_what_a_page_says_beside_its_cookie_follows_from_the_cookie_alone() -> None:
    assert credentials.csrf_of("a") == credentials.csrf_of("a") != credentials.csrf_of("b")
    assert "a" * 8 not in credentials.csrf_of("a" * 8)


def test_changes_of_accounts_are_on_record_without_any_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    monkeypatch.setenv("CREDITGRAPH_ACCOUNTS", str(tmp_path / "accounts.db"))
    monkeypatch.setenv("CREDITGRAPH_KEY_FILE", str(tmp_path / "person.key"))
    monkeypatch.setenv("CREDITGRAPH_ACTOR", "管某")
    office = ["--store", url, "account", "office", "O1", "某局"]
    assert run_command(office) == 0  # there is no store yet: nothing to ask, nothing on record
    store = open_store(url, create=True)
    for verb in (["system", "s", "--office", "O1", "--role", "clerk"], ["key", "s"], ["revoke", "s"]):
        assert run_command(["--store", url, "account", *verb]) == 0
    entries = store.audit_log()
    store.close()
    assert [(one.who, one.action, one.detail) for one in entries] == [
        ("管某", "account system", "s O1 clerk"),
        ("管某", "account key", "s"),
        ("管某", "account revoke", "s"),
    ]
