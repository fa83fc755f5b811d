"""Runs a command for as long as somebody holds a lock file, and ends it when he lets go or dies.

``python neo4j_guard.py LOCK PIDFILE PATIENCE COMMAND…``: SIGTERM to the guard ends the command too. The command gets
SIGTERM and, PATIENCE seconds later, SIGKILL. While it runs, ``alive.lock`` beside the pidfile is held. No imports
beyond the standard library: it starts quickly and from any folder.
"""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path


def main(lock: str, pidfile: str, patience: str, *command: str) -> int:
    """Run ``command`` until it ends by itself, the guard is told to stop, or ``lock`` is free; its exit code."""
    alive = Path(pidfile).with_name("alive.lock").open("wb")
    fcntl.flock(alive, fcntl.LOCK_EX)
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL)

    def end(*_: object) -> None:
        child.terminate()
        killer = threading.Timer(float(patience), child.kill)
        killer.daemon = True
        killer.start()

    def wait_for_owner() -> None:
        with open(lock, "rb") as free:
            fcntl.flock(free, fcntl.LOCK_EX)
        end()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    written = Path(pidfile).with_suffix(".new")
    written.write_text(str(child.pid), encoding="ascii")
    os.replace(written, pidfile)
    threading.Thread(target=wait_for_owner, daemon=True).start()
    code = child.wait()
    alive.close()
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
