"""Builds tables in a second process beside this one, where the logs are long enough for that to pay.

The second process is a fork, so it has the goals and every table built so far without a copy. Each of the two
takes the next table that nobody has taken, whatever most others wait for first. When the second one finds
nothing to do with the tables it knows, it ends, and another is forked as soon as there is work for two.

A table is a function of its inputs and is built whole by one of the two, so which one changes nothing in it.
Where there are no forks, or threads that a fork would break, everything is built in this process.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Final

from goalbook.analyse import forking
from goalbook.analyse.handover import Slot
from goalbook.model.handbook import Handbook

if TYPE_CHECKING:
    import pandas as pd

ENOUGH: Final = 500_000
"""Rows of all logs from which on two processes are faster than one."""
FEW: Final = 8
"""Tables left from which on a fork is worth its cost: pages of memory that either writes to are copied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Tables to build.

    Attributes:
        needs: Table to the tables it is built from; each stands after all that it needs.
        build: Builds a table from those that were built before.
        here: Tables that are never built beside this process: what is worked out on the way and remembered
            would be lost with the other one.
        fewest: Tables left from which on a fork is worth its cost.
    """

    needs: Mapping[str, tuple[str, ...]]
    build: Callable[[str, Mapping[str, pd.DataFrame]], pd.DataFrame]
    here: frozenset[str] = frozenset()
    fewest: int = FEW

    def awaited(self) -> tuple[str, ...]:
        """The tables, those that most others wait for first."""
        waiting: dict[str, set[str]] = {key: set() for key in self.needs}
        for key in reversed(tuple(self.needs)):
            for need in self.needs[key]:
                waiting[need] |= {key, *waiting[key]}
        return tuple(sorted(self.needs, key=lambda key: -len(waiting[key])))


def pays(handbook: Handbook) -> bool:
    """Whether two processes are possible here, and faster than one."""
    return forking.is_possible() and _has_rows(handbook, ENOUGH)


def alone(work: Work, built: dict[str, pd.DataFrame]) -> Iterator[str]:
    """Build every table in this process.

    Args:
        work: The tables.
        built: Takes them; whoever reads the keys may let go what nothing needs any more.

    Yields:
        The key of each table when it is there.
    """
    for key in work.needs:
        built[key] = work.build(key, built)
        yield key


def both(work: Work, built: dict[str, pd.DataFrame]) -> Iterator[str]:
    """Build every table in this process or in one beside it; arguments and keys as of `alone`."""
    slots = {key: Slot(key) for key in work.needs}
    pair = _Pair(work, built, slots)
    try:
        for _ in work.needs:
            yield pair.next()
    finally:
        pair.end()
        for slot in slots.values():
            slot.close()


def _has_rows(handbook: Handbook, least: int) -> bool:
    rows = (log.data.count(b"\n") for files in handbook.teams.values() for log in files.logs)
    return any(total >= least for total in accumulate(rows))


class _Taken:
    """Which tables one of the two has taken, seen by both."""

    def __init__(self, work: Work) -> None:
        self._needs, self._here = work.needs, work.here
        self._places = {key: place for place, key in enumerate(work.awaited())}
        self._flags = forking.context().Array("b", len(self._places))

    def ready(self, built: Mapping[str, pd.DataFrame]) -> list[str]:
        """What nobody has taken and can be built from these."""
        return [
            key
            for key, is_taken in zip(self._places, self._flags[:], strict=True)
            if not is_taken and all(need in built for need in self._needs[key])
        ]

    def ready_beside(self, built: Mapping[str, pd.DataFrame]) -> list[str]:
        """Those of them that the other process may build."""
        return [key for key in self.ready(built) if key not in self._here]

    def take(self, built: Mapping[str, pd.DataFrame], *, is_beside: bool = False) -> str | None:
        """Take the first of them, for the other process or for this one; None when there is none."""
        with self._flags.get_lock():
            ready = self.ready_beside(built) if is_beside else self.ready(built)
            key = next(iter(ready), None)
            if key is not None:
                self._flags[self._places[key]] = 1
        return key

    def by_anybody(self) -> set[str]:
        """What somebody has taken."""
        return {key for key, is_taken in zip(self._places, self._flags[:], strict=True) if is_taken}

    def give_back(self, key: str) -> None:
        """Leave a table to be taken again."""
        self._flags[self._places[key]] = 0


class _Pair:
    """This process and the one beside it.

    Args:
        work: The tables.
        built: Those that this process has.
        slots: Where the other leaves its tables.
    """

    def __init__(self, work: Work, built: dict[str, pd.DataFrame], slots: Mapping[str, Slot]) -> None:
        self._work, self._built, self._slots = work, built, slots
        self._taken = _Taken(work)
        self._done: set[str] = set()
        self._other: tuple[BaseProcess, Connection] | None = None
        self._is_alone = False  # another that ended early would only end early again

    def next(self) -> str:
        """A table that was not there before: the other's if it has one ready, else one built here."""
        key = None
        while key is None:
            key = self._heard(must_wait=not self._taken.ready(self._built)) or self._made()
        self._done.add(key)
        return key

    def end(self) -> None:
        """Part with the other process."""
        if self._other is not None:
            process, told = self._other
            self._other = None
            told.close()
            process.terminate()
            process.join()

    def _made(self) -> str | None:
        key = self._taken.take(self._built)
        if key is not None:
            if self._other is None and self._is_worth_a_fork():
                self._other = self._forked()
            self._built[key] = self._work.build(key, self._built)
        return key

    def _is_worth_a_fork(self) -> bool:
        if self._is_alone or len(self._work.needs) - len(self._taken.by_anybody()) < self._work.fewest:
            return False
        return bool(self._taken.ready_beside(self._built))

    def _heard(self, *, must_wait: bool) -> str | None:
        while self._other is not None and self._other[1].poll(None if must_wait else 0):
            try:
                key, sizes = self._other[1].recv()
            except EOFError:
                self._let_go()
            else:
                self._built[key] = self._slots[key].get(sizes)
                return str(key)
        return None

    def _let_go(self) -> None:
        """The other has ended; what it took and did not finish is built here, and fails here if it must."""
        self.end()
        for key in self._taken.by_anybody() - self._done:
            self._taken.give_back(key)
            self._is_alone = True

    def _forked(self) -> tuple[BaseProcess, Connection]:
        told, tells = forking.context().Pipe(duplex=False)
        process = forking.context().Process(target=self._beside, args=(told, tells), daemon=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # numpy's threads stand still here
            process.start()
        tells.close()
        return process, told

    def _beside(self, told: Connection, tells: Connection) -> None:
        """What the other process does."""
        told.close()
        with suppress(Exception, KeyboardInterrupt), tells:
            while (key := self._taken.take(self._built, is_beside=True)) is not None:
                sizes = self._slots[key].put(self._work.build(key, self._built))
                tells.send((key, sizes))
                self._built[key] = self._slots[key].get(sizes)  # held once for both
