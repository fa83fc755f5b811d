"""The secret of the vault: one key file of the user's, outside every store, that nobody else may read.

::

    VaultError
    ├── KeyMissing       there is no key file, and none was to be made
    ├── KeyExposed       others may read the key file
    ├── KeyUnreadable    the key file cannot be read or written, or holds no key
    ├── KeyMismatch      this is not the key the store was sealed with
    └── TokenDamaged     a sealed number was altered, cut short or sealed with another key
"""

from __future__ import annotations

import os
import re
import secrets
import stat
from contextlib import suppress
from pathlib import Path

import platformdirs

VARIABLE = "CREDITGRAPH_KEY_FILE"
"""The environment variable that names another key file."""

_KEY_BYTES = 32
_WRITTEN = re.compile(rb"creditgraph-person-key:1:([0-9a-f]{64})\n")


class VaultError(Exception):
    """Something is wrong with the key or with what it sealed; the message never holds a number or the key."""


class KeyMissing(VaultError):
    """There is no key file where one is needed: what was sealed with it cannot be read again without a copy."""


class KeyExposed(VaultError):
    """The key file may be read by others."""


class KeyUnreadable(VaultError):
    """The key file cannot be read or written, or holds no key."""


class KeyMismatch(VaultError):
    """The key at hand is not the one the store was sealed with."""


class TokenDamaged(VaultError):
    """The sealed number cannot be opened."""


def key_path() -> Path:
    """Where the key file is: ``CREDITGRAPH_KEY_FILE``, else ``person.key`` in the user's data folder."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named).expanduser()
    return platformdirs.user_data_path("creditgraph", appauthor=False) / "person.key"


def read_key(path: Path) -> bytes:
    """The 32 bytes of the key; raises KeyMissing, KeyExposed (any right of group or others), KeyUnreadable."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
    except FileNotFoundError:
        raise KeyMissing(
            f"没有密钥文件 {path}。用它加密的证件号码在找回备份之前无法读出、也无法与新数据比对；"
            f"找回后放回原处，或用 {VARIABLE} 指明位置，或从原始文件重新建库。"
            f" (There is no key file {path}: numbers sealed with it cannot be read or matched without a copy of it. "
            f"Put it back, name it in {VARIABLE}, or load the sources into a new store.)"
        ) from None
    except OSError as error:
        raise KeyUnreadable(f"密钥文件 {path} 打不开 (cannot open the key file): {error.strerror}") from None
    try:
        status = os.fstat(descriptor)
        content = os.read(descriptor, 4096) if stat.S_ISREG(status.st_mode) else b""
    finally:
        os.close(descriptor)
    if os.name == "posix" and stat.S_ISREG(status.st_mode) and status.st_mode & 0o077:
        raise KeyExposed(
            f"密钥文件 {path} 的权限是 {stat.S_IMODE(status.st_mode):04o}，他人可读；请执行 chmod 600 后重试。"
            f" (Others have rights on the key file; run: chmod 600 '{path}')"
        )
    match = _WRITTEN.fullmatch(content)
    if match is None:
        raise KeyUnreadable(f"{path} 的内容不是密钥，可能已损坏；请恢复备份。 (It holds no key; restore a copy.)")
    return bytes.fromhex(match[1].decode())


def make_key(path: Path) -> bytes:
    """The key of ``path``, made first where there is none: rights 0600, in a folder of 0700 where that is made too.

    The file appears whole or not at all, and once: of processes that start together one makes it and all read it.
    Raises as :func:`read_key`, KeyUnreadable also where it cannot be written.
    """
    try:
        return read_key(path)
    except KeyMissing:
        pass
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _place(path, b"creditgraph-person-key:1:%s\n" % secrets.token_hex(_KEY_BYTES).encode())
    except OSError as error:
        raise KeyUnreadable(
            f"密钥文件 {path} 写不成：{error.strerror}；可用 {VARIABLE} 指明本机磁盘上的位置。"
            f" (Cannot write the key file; name a place on a local disk in {VARIABLE}.)"
        ) from None
    return read_key(path)


def _place(path: Path, content: bytes) -> None:
    """Write beside, then link to the name: the first link wins, and later ones leave its file alone."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "wb", closefd=True) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(beside, path)
    finally:
        beside.unlink()
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
