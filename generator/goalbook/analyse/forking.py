"""Whether a second process may be started beside this one, as a fork that has all values without a copy."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext

_TWO: Final = 2


def is_possible() -> bool:
    """Whether there are forks here, a processor for one more, and no threads that a fork would break."""
    return (
        sys.platform == "linux"
        and len(os.sched_getaffinity(0)) >= _TWO
        and threading.active_count() == 1  # a fork takes only one along
        and not multiprocessing.current_process().daemon  # which may have no process of its own
    )


def context() -> ForkContext:
    """Starts processes as forks; asked for late, for Windows has none."""
    return multiprocessing.get_context("fork")
