"""Parts of a derivation worked out by this process and by others beside it, and handed over in their order.

The others only read, the store from its file and the records they are given; this one alone writes, so that there is
one order of writing whoever works. They are a help and no need: a part whose process did not come up, failed or died
is worked out here, where whatever was wrong is told.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Self

from graph.live import Live
from graph.store.opening import is_file, open_store
from graph.store.port import Store
from queries.propagation.part import Part, part_of, seldom_collected, unpacked
from queries.rulebook import Rulebook

_WORTH_WHILE = 4_000
"""So many records take longer than another process takes to come up."""

_MOST = 3
"""More processes would wait for the one that writes."""

_GIVEN, _AHEAD = 3, 10
"""Parts that a process has at a time, and how far ahead of the next one to be handed over any part is, for each."""

_COMMAND = "import sys; sys.path[:] = sys.argv[2:]; from queries.propagation.hands import work; work(int(sys.argv[1]))"
"""What another process runs: never the program that this one runs, which may do more than derive."""

_CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def hands_for(store: Store, records: int) -> int:
    """How many processes to work with beside this one: none with one core, for few records, or without a file."""
    alone = records < _WORTH_WHILE or not is_file(store.url) or os.name != "posix"
    return 0 if alone else min(_CORES - 1, _MOST)


class Hands:
    """So many processes beside this one, until the end of the ``with`` they are made for."""

    def __init__(self, count: int, url: str, book: Rulebook) -> None:
        self.at_work = [hand for _ in range(count) if (hand := _Hand.made(url, book)) is not None]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for hand in self.at_work:
            hand.dismiss()

    def in_order(self, parts: Sequence[Sequence[str]], work: Callable[[Sequence[str]], Part]) -> Iterator[Part]:
        """What each part gives, in order; ``work`` is how a part is worked out here."""
        waiting, done = deque(range(len(parts))), dict[int, Part]()
        for turn in range(len(parts)):
            while turn not in done:
                for hand in list(self.at_work):
                    if not hand.go_on(parts, waiting, done, turn + _AHEAD * len(self.at_work)):
                        self.at_work.remove(hand)
                        hand.dismiss()
                        waiting = deque(sorted([*waiting, *hand.given]))
                if turn in done:
                    break
                if waiting and (not self.at_work or waiting[0] < turn + _AHEAD * len(self.at_work)):
                    mine = waiting.popleft()
                    done[mine] = work(parts[mine])
                elif self.at_work:
                    wait([hand.line for hand in self.at_work])
            yield done.pop(turn)


class _Hand:
    """One process, and the parts it has been given."""

    def __init__(self, url: str, book: Rulebook) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603 - this very interpreter, and words of our own
                [sys.executable, "-c", _COMMAND, str(theirs.fileno()), *sys.path],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        self.line: Connection = Connection(ours.detach())
        self.given: deque[int] = deque()
        with suppress(OSError):
            self.line.send((url, book))

    @classmethod
    def made(cls, url: str, book: Rulebook) -> Self | None:
        """A process, or None where the system has none to give."""
        with suppress(OSError):
            return cls(url, book)
        return None

    def go_on(self, parts: Sequence[Sequence[str]], waiting: deque[int], done: dict[int, Part], before: int) -> bool:
        """Take what is done and give what is next, nothing from ``before`` on; whether the process is still at work."""
        try:
            while self.given and self.line.poll():
                done[self.given[0]] = unpacked(self.line.recv_bytes())
                self.given.popleft()
            while len(self.given) < _GIVEN and waiting and waiting[0] < before:
                self.line.send(parts[waiting[0]])
                self.given.append(waiting.popleft())
        except (EOFError, OSError):
            return False
        return True

    def dismiss(self) -> None:
        """Let the process go, whatever it is at."""
        self.line.close()
        self.process.terminate()
        self.process.wait()


def work(handle: int) -> None:
    """Work out parts until nobody asks any more. Who fails here falls silent: the part is then worked out there."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    line: Connection = Connection(handle)
    with suppress(Exception), seldom_collected():
        url, book = line.recv()
        store = open_store(url)
        live = Live(store)
        while True:
            line.send_bytes(part_of(store, live, line.recv(), book).packed())
