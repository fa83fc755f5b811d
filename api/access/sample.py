"""Accounts to try the sample with: one for each role, with new passwords every time."""

from __future__ import annotations

from api.access.accounts import Accounts
from api.access.credentials import new_password
from api.access.permissions import permissions

OFFICE = ("sample-office", "演示机关")


def sample_accounts(accounts: Accounts, authority: tuple[str, str] | None) -> list[tuple[str, str, str]]:
    """Make (or renew) an account for each role; returns name, role and password of each.

    They belong to the ``authority`` (code and name) where there is one: it can then decide on its proposals.
    """
    code, name = authority or OFFICE
    accounts.add_office(code, name)
    made = []
    for role, words in permissions().roles.items():
        password = new_password()
        accounts.add_user(f"demo-{role.replace('_', '-')}", code, [role], password)
        made.append((f"demo-{role.replace('_', '-')}", words.name, password))
    return made
