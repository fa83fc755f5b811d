"""Structured logs: a JSON line a request, with its id and its route, and nothing that anybody asked."""

from __future__ import annotations

import sys
from typing import Any

import structlog


def request_log() -> Any:  # noqa: ANN401 - structlog's own bound logger
    """A logger that writes JSON lines to standard error."""
    return structlog.wrap_logger(
        structlog.PrintLogger(sys.stderr),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.BoundLogger,
    )
