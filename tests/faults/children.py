"""Processes that record and say what is recorded, and can be killed.

They are forked from one that has imported everything, so that a kill hits the recording and not the start.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

Said = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Child:
    """A running process.

    Attributes:
        pid: Its number.
        pipe: What it says, ``SEGMENT VALUE`` a line.
    """

    pid: int
    pipe: int

    def killed_after(self, seconds: float) -> Said:
        """Kill it so long after its first line; returns what it had said by then."""
        first = os.read(self.pipe, 1 << 16)
        time.sleep(seconds)
        os.kill(self.pid, signal.SIGKILL)
        return self._said(first)

    def finished(self) -> Said:
        """Wait for it; returns what it said."""
        return self._said(b"")

    def _said(self, heard: bytes) -> Said:
        while part := os.read(self.pipe, 1 << 16):
            heard += part
        os.close(self.pipe)
        os.waitpid(self.pid, 0)
        lines = heard.decode().splitlines(keepends=True)
        pairs = (tuple(line.split()) for line in lines if line.endswith("\n"))
        return [(pair[0], pair[1]) for pair in pairs if len(pair) == 2]


def start(work: Callable[[Callable[[str], None]], None]) -> Child:
    """Fork a child that works; it is given the function to say a line with."""
    source, sink = os.pipe()
    pid = os.fork()
    if pid:
        os.close(sink)
        return Child(pid, source)
    code = 1
    try:
        work(lambda line: _say(sink, line))
        code = 0
    except BaseException as error:  # noqa: BLE001 - a child must never return into its parent's code
        print(repr(error), file=sys.stderr, flush=True)
    os._exit(code)


def _say(sink: int, line: str) -> None:
    os.write(sink, f"{line}\n".encode())
