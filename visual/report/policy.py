"""What the page may run and load: its own script and style, known by their hashes, and nothing else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence


def source_hash(content: str) -> str:
    """The CSP source expression of an in-line element's content (CSP Level 3, §2.3.1): ``'sha256-…'``."""
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def content_security_policy(scripts: Sequence[str], styles: Sequence[str]) -> str:
    """The policy for a page with exactly these in-line scripts and styles; images only as ``data:``."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src " + (" ".join(map(source_hash, scripts)) or "'none'"),
            "style-src " + " ".join(map(source_hash, styles)),
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
