"""What a running service holds: the store, the key, the accounts, the audit log's writer, the figures."""

from __future__ import annotations

from threading import Lock

from api.access.accounts import Accounts
from api.answering.keys import vault_of
from api.audit import AuditWriter
from api.http.limits import SIGN_IN, Buckets, account_rate
from api.http.metrics import Metrics
from graph.store.opening import open_store
from graph.store.port import Store
from graph.vault import Vault


class Service:
    """One process of the service. The store is opened when it is first asked for, again while it cannot be."""

    def __init__(self, store_url: str, accounts: Accounts | None) -> None:
        """Without ``accounts`` nobody can sign in, and only open routes answer."""
        self.store_url = store_url
        self.accounts = accounts
        self.metrics = Metrics()
        self.rates = Buckets(account_rate())
        self.sign_ins = Buckets(SIGN_IN)
        self.stopping = False
        self._lock = Lock()
        self._store: Store | None = None
        self._vault: Vault | None = None
        self._audit: AuditWriter | None = None

    @property
    def store(self) -> Store:
        """The store. Raises StoreError where it cannot be opened."""
        if self._store is None:
            with self._lock:
                if self._store is None:
                    self._store = open_store(self.store_url)
        return self._store

    @property
    def vault(self) -> Vault:
        """The store's vault. Raises VaultError, StoreError."""
        if self._vault is None:
            self._vault = vault_of(self.store)
        return self._vault

    @property
    def audit(self) -> AuditWriter:
        """Where entries of the audit log go."""
        if self._audit is None:
            with self._lock:
                if self._audit is None:
                    self._audit = AuditWriter(lambda: self.store, self.metrics.committed)
        return self._audit

    def close(self) -> None:
        """Write what waits, then give back what is held."""
        self.stopping = True
        if self._audit is not None:
            self._audit.close()
        if self._store is not None:
            self._store.close()
