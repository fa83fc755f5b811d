"""Accounts: offices, users, systems and their credentials, in an SQLite file of its own beside the person key.

Facts are for the world, kept for ever and carried by backups; accounts are changed in place, hold hashes of secrets and
concern this installation alone. So they are in no store, need no second adapter, and are the same whichever store is
asked. Worker processes of one machine share the file; what one revokes, all refuse at once.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from threading import local
from typing import Any, NamedTuple

import orjson

from api.access import credentials
from api.access.actor import Actor
from api.access.errors import AccountError, TooManyFailures
from api.access.permissions import permissions
from graph.key_file import key_path

VARIABLE = "CREDITGRAPH_ACCOUNTS"
"""The environment variable that names another file."""

TOKEN_LIFE = 30 * 60
COOKIE_LIFE = 4 * 60 * 60
MOST_FAILURES = 10
FAILURE_WINDOW = 15 * 60
_APPLICATION = 1129464643


class Issued(NamedTuple):
    """A credential just made: its secret is shown this once."""

    id: str
    secret: str
    expires: int | None


def accounts_path() -> Path:
    """Where accounts are: ``CREDITGRAPH_ACCOUNTS``, else ``accounts.db`` beside the person key."""
    named = os.environ.get(VARIABLE)
    return Path(named).expanduser() if named else key_path().with_name("accounts.db")


class Accounts:
    """The accounts in one file, made on first use, readable by its owner alone. Threads may share it."""

    def __init__(self, path: Path, now: Callable[[], float] = time.time) -> None:
        self.path = path
        self._now = now
        self._local = local()
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        with self._writing() as connection:
            (mark,) = connection.execute("PRAGMA application_id").fetchone()
            if mark == 0:
                for statement in _statements():
                    connection.execute(statement)
            elif mark != _APPLICATION:
                raise AccountError(f"这不是账户文件：{path} (not a file of accounts)")

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self.path, timeout=30, isolation_level=None)
            try:
                connection.execute("PRAGMA foreign_keys = ON")
                connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.DatabaseError:
                connection.close()
                raise AccountError(f"账户文件不能读取：{self.path} (the file of accounts cannot be read)") from None
            self._local.connection = connection
        return connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        connection = self._connection()
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise

    def _rows(self, sql: str, *values: Any) -> list[Any]:  # noqa: ANN401 - bound values of a statement
        return self._connection().execute(sql, values).fetchall()

    # -- keeping ------------------------------------------------------------------------------------------------
    def add_office(self, code: str, name: str, place: str = "") -> None:
        """Add an office, or change its name and place. Raises AccountError for a place that is no prefix of a code."""
        if not code.strip() or not name.strip():
            raise AccountError("机关须有代码和名称 / an office has a code and a name")
        if place and not (place.isdecimal() and len(place) in (2, 4, 6, 9)):
            raise AccountError("行政区划前缀应为 2、4、6 或 9 位数字 / a place is 2, 4, 6 or 9 digits")
        with self._writing() as connection:
            connection.execute(
                "INSERT INTO office VALUES (?, ?, ?) ON CONFLICT (code) DO UPDATE SET name = excluded.name, "
                "place = excluded.place",
                (code.strip(), name.strip(), place),
            )

    def add_user(self, name: str, office: str, roles: Iterable[str], password: str) -> None:
        """Add a user, or give an existing one other roles and another password: what he held is revoked."""
        try:
            kept = credentials.hashed(password)
        except ValueError as error:
            raise AccountError(str(error)) from None
        self._add(name, "user", office, roles, kept, None)

    def add_system(self, name: str, office: str, roles: Iterable[str]) -> str:
        """Add a system; returns its secret, which is not kept. An existing one is given a new secret."""
        secret = credentials.new_secret()
        self._add(name, "system", office, roles, None, credentials.digest(secret))
        return secret

    def _add(
        self, name: str, kind: str, office: str, roles: Iterable[str], password: str | None, secret: str | None
    ) -> None:
        wanted = sorted(set(roles))
        if not name.strip() or name != name.strip() or len(name) > 100:
            raise AccountError("账户须有名称，首尾无空格 / an account has a name without spaces around it")
        if not wanted or set(wanted) - set(permissions().roles):
            known = "、".join(permissions().roles)
            raise AccountError(f"没有这些角色 / no such roles: {'、'.join(wanted)}；可用 / known: {known}")
        if not self._rows("SELECT 1 FROM office WHERE code = ?", office):
            raise AccountError(f"没有这个机关 / no such office: {office}")
        with self._writing() as connection:
            connection.execute(
                "INSERT INTO account (name, kind, office, roles, password, secret) VALUES (?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, office = excluded.office, "
                "roles = excluded.roles, password = excluded.password, secret = excluded.secret, disabled = 0, "
                "failures = 0",
                (name, kind, office, orjson.dumps(wanted).decode(), password, secret),
            )
            connection.execute("DELETE FROM credential WHERE account = ?", (name,))

    def add_key(self, account: str, days: int | None = 365) -> Issued:
        """Make an API key for an account."""
        if not self._rows("SELECT 1 FROM account WHERE name = ? AND NOT disabled", account):
            raise AccountError(f"没有这个账户 / no such account: {account}")
        return self._issue(account, "key", None if days is None else days * 86_400)

    def revoke(self, what: str) -> None:
        """Revoke an account (it is disabled, and all it held) or one credential by its id."""
        with self._writing() as connection:
            gone = connection.execute("DELETE FROM credential WHERE id = ?1 OR account = ?1", (what,)).rowcount
            gone += connection.execute("UPDATE account SET disabled = 1 WHERE name = ?", (what,)).rowcount
        if not gone:
            raise AccountError(f"没有这个账户或凭据 / no such account or credential: {what}")

    def listed(self) -> list[dict[str, Any]]:
        """Accounts with their offices and how many credentials each holds; no secret and no hash."""
        found = self._rows(
            "SELECT account.name, kind, office, office.name, place, roles, disabled, "
            "(SELECT count(*) FROM credential WHERE account = account.name AND credential.kind = 'key') "
            "FROM account JOIN office ON office.code = account.office ORDER BY account.name"
        )
        names = ("name", "kind", "office", "office_name", "place", "roles", "disabled", "keys")
        return [
            {**dict(zip(names, row, strict=True)), "roles": orjson.loads(row[5]), "disabled": bool(row[6])}
            for row in found
        ]

    # -- signing in ---------------------------------------------------------------------------------------------
    def sign_in(self, name: str, password: str, kind: str = "token") -> Issued | None:
        """A token (or a cookie's) for who knows the password; None where he does not. Raises TooManyFailures."""
        found = self._rows("SELECT password, failures, failed_at FROM account WHERE name = ? AND NOT disabled", name)
        kept, failures, failed_at = found[0] if found else (None, 0, 0)
        if failures >= MOST_FAILURES and failed_at + FAILURE_WINDOW > self._now():
            raise TooManyFailures("口令错误次数过多，请稍后再试 / too many wrong passwords, try later")
        if not credentials.matches(password, kept):
            with self._writing() as connection:
                connection.execute(
                    "UPDATE account SET failures = CASE WHEN failed_at + ? > ? THEN failures + 1 ELSE 1 END, "
                    "failed_at = ? WHERE name = ?",
                    (FAILURE_WINDOW, int(self._now()), int(self._now()), name),
                )
            return None
        return self._issue(name, kind, COOKIE_LIFE if kind == "cookie" else TOKEN_LIFE)

    def sign_in_system(self, name: str, secret: str) -> Issued | None:
        """A token for a system that knows its secret (client credentials); None where it does not."""
        found = self._rows("SELECT secret FROM account WHERE name = ? AND kind = 'system' AND NOT disabled", name)
        kept = found[0][0] if found else credentials.digest("")
        if not credentials.same(credentials.digest(secret), kept) or not found:
            return None
        return self._issue(name, "token", TOKEN_LIFE)

    def _issue(self, account: str, kind: str, life: int | None) -> Issued:
        now = int(self._now())
        issued = Issued(
            f"{kind}-{secrets.token_hex(6)}", credentials.new_secret(), None if life is None else now + life
        )
        with self._writing() as connection:
            connection.execute("DELETE FROM credential WHERE expires < ?", (now,))
            connection.execute(
                "INSERT INTO credential VALUES (?, ?, ?, ?, ?, ?)",
                (credentials.digest(issued.secret), kind, issued.id, account, now, issued.expires),
            )
            connection.execute("UPDATE account SET failures = 0 WHERE name = ?", (account,))
        return issued

    def sign_out(self, secret: str) -> None:
        """Revoke one token, cookie or key; one that is none is no error (RFC 7009)."""
        with self._writing() as connection:
            connection.execute("DELETE FROM credential WHERE digest = ?", (credentials.digest(secret),))

    def who(self, secret: str, *kinds: str) -> Actor | None:
        """Whom a credential of one of these kinds stands for; None where it is unknown, expired or revoked."""
        found = self._rows(
            "SELECT account.name, account.office, account.roles, office.place, credential.kind, expires "
            "FROM credential JOIN account ON account.name = credential.account "
            "JOIN office ON office.code = account.office WHERE digest = ? AND NOT disabled",
            credentials.digest(secret),
        )
        if not found:
            return None
        name, office, roles, place, kind, expires = found[0]
        if kind not in kinds or (expires is not None and expires <= self._now()):
            return None
        return Actor(name, office, frozenset(orjson.loads(roles)), place, kind)


def _statements() -> Iterator[str]:
    statement = ""
    text = files("api.access").joinpath("schema.sql").read_text(encoding="utf-8")
    for line in text.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
