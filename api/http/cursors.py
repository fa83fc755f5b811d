"""Cursors: where a list goes on, in a text that says nothing to others and cannot be made up by them."""

from __future__ import annotations

import base64
import binascii
import hmac
from typing import Any

import orjson

from graph.vault import Vault

_MAC = 16


class CursorError(ValueError):
    """A text that is no cursor of this installation, or one of another list."""


def write_cursor(vault: Vault, question: str, after: str | int) -> str:
    """A cursor of a question (its route and filters) that goes on after a key."""
    content = orjson.dumps([question, after])
    mac = bytes.fromhex(vault.sign(b"cursor" + content))[:_MAC]
    return base64.urlsafe_b64encode(mac + content).decode().rstrip("=")


def read_cursor(vault: Vault, question: str, text: str) -> Any:  # noqa: ANN401 - the key that was written
    """The key to go on after. Raises CursorError."""
    try:
        held = base64.b64decode(text.encode() + b"=" * (-len(text) % 4), b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise CursorError("游标无效 / not a cursor") from None
    mac, content = held[:_MAC], held[_MAC:]
    if not hmac.compare_digest(mac, bytes.fromhex(vault.sign(b"cursor" + content))[:_MAC]):
        raise CursorError("游标无效 / not a cursor")
    asked, after = orjson.loads(content)
    if asked != question:
        raise CursorError("游标属于另一个查询 / the cursor is of another question")
    return after
