"""The vault that a store's identity numbers were sealed with: the user's own key, and no other."""

from __future__ import annotations

from graph.store.port import Store
from graph.vault import Vault

KEY_FINGERPRINT = "person_key"
"""Under this name a store keeps the fingerprint of the key its identity numbers were sealed with."""


def vault_of(store: Store) -> Vault:
    """The vault of a store; a new store takes the user's key, made on first use. Raises VaultError."""
    fingerprint = store.kept(KEY_FINGERPRINT)
    vault = Vault.default(create=fingerprint is None)
    if fingerprint is None:
        store.keep(KEY_FINGERPRINT, vault.fingerprint)
    else:
        vault.check(fingerprint)
    return vault
