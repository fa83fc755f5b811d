"""What a running service holds: the store, the key, the accounts, the audit log's writer, the figures."""

from __future__ import annotations

from threading import Lock

from api.access.accounts import Accounts
from api.access.permissions import permissions
from api.answering.keys import vault_of
from api.audit import AuditWriter
from api.http.limits import KNOCKS, SIGN_IN, Buckets, account_rate
from api.http.metrics import Metrics
from api.runs import Runs
from graph.lives import Lives
from graph.store.opening import open_store
from graph.store.port import Store
from graph.vault import Vault
from queries.approvals.policy import approval_policy
from queries.rulecheck import read_rules


class Service:
    """One process of the service. The store is opened when it is first asked for, again while it cannot be."""

    def __init__(self, store_url: str, accounts: Accounts | None) -> None:
        """Without ``accounts`` nobody can sign in, and only open routes answer."""
        self.store_url = store_url
        self.accounts = accounts
        self.runs = Runs(accounts.path.with_name(f"{accounts.path.stem}-runs.db")) if accounts is not None else None
        self.metrics = Metrics()
        self.rates = Buckets(account_rate())
        self.sign_ins = Buckets(SIGN_IN)
        self.knocks = Buckets(KNOCKS)
        self.stopping = False
        self._lock = Lock()
        self._store: Store | None = None
        self._lives: Lives | None = None
        self._vault: Vault | None = None
        self._audit: AuditWriter | None = None

    @property
    def store(self) -> Store:
        """The store. Raises StoreError where it cannot be opened."""
        store = self._store
        if store is None:
            with self._lock:
                if self._store is None:
                    self._store = open_store(self.store_url)
                store = self._store
        return store

    @property
    def lives(self) -> Lives:
        """What questions have read of the store, for the next ones. Raises StoreError."""
        lives = self._lives
        if lives is None:
            lives = self._lives = Lives(self.store)
        return lives

    @property
    def vault(self) -> Vault:
        """The store's vault. Raises VaultError, StoreError."""
        if self._vault is None:
            self._vault = vault_of(self.store)
        return self._vault

    @property
    def audit(self) -> AuditWriter:
        """Where entries of the audit log go."""
        audit = self._audit
        if audit is None:
            with self._lock:
                if self._audit is None:
                    self._audit = AuditWriter(lambda: self.store, self.metrics.committed)
                audit = self._audit
        return audit

    def begin(self) -> None:
        """The service starts, perhaps again: what every answer needs is read before the first question comes."""
        import queries.propagation.bring_up  # noqa: F401 - what tells how fresh an answer is takes long to load

        read_rules(), approval_policy(), permissions()
        self.stopping = False

    def close(self) -> None:
        """Write what waits, then give back what is held; it is opened anew should the service start again."""
        self.stopping = True
        with self._lock:
            audit, self._audit = self._audit, None
        if audit is not None:
            audit.close()
        with self._lock:
            store, self._store, self._lives = self._store, None, None
        if store is not None:
            store.close()
