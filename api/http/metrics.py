"""What Prometheus may count: requests by route, method and status, how long they took, entries to a commit."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

CONTENT_TYPE = CONTENT_TYPE_LATEST
_SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)
_ENTRIES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)


class Metrics:
    """The figures of one process. Labels are routes as they are written in the table, never what was asked."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "creditgraph_requests_total", "Requests answered.", ("route", "method", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "creditgraph_request_seconds", "Time to answer.", ("route",), buckets=_SECONDS, registry=self._registry
        )
        self._entries = Histogram(
            "creditgraph_audit_commit_entries", "Audit entries to a commit.", buckets=_ENTRIES, registry=self._registry
        )
        self._running = Gauge("creditgraph_requests_running", "Requests under way.", registry=self._registry)

    def began(self) -> None:
        """A request came."""
        self._running.inc()

    def answered(self, route: str, method: str, status: int, seconds: float) -> None:
        """A request was answered."""
        self._running.dec()
        self._requests.labels(route, method, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def committed(self, entries: int) -> None:
        """Audit entries went to disk together."""
        self._entries.observe(entries)

    def text(self) -> bytes:
        """All figures in Prometheus's text format."""
        return generate_latest(self._registry)
