"""Builds the tables that are asked for, each once, and hands out their rows."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from graphlib import TopologicalSorter
from typing import Any, Final

import pandas as pd

from goalbook import registry
from goalbook.analyse import beside, tables as folder
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.rows import Cut
from goalbook.analyse.table import Table
from goalbook.model.handbook import Handbook
from goalbook.registry import Entry

_KEPT: Final = 256
"""How many teams' rows stay made for the next page that asks for them."""


def entries() -> tuple[Entry[Table], ...]:
    """Every table: key, title, columns."""
    return registry.collect(folder, "TABLE", Table)


def build(handbook: Handbook, today: date, needs: Iterable[str]) -> Tables:
    """Build tables and what they are built from; the latter are let go as soon as nothing needs them.

    Args:
        handbook: Goals and proven log bytes.
        today: The day, for teams without an `as_of` of their own or of the company.
        needs: Keys of tables.

    Raises:
        KeyError: There is no such table, a mistake in our own code.
        TypeError: A table is not what it declares, likewise.
    """
    known = {entry.key: entry.value for entry in entries()}
    wanted, order = frozenset(needs), _order(known, needs)
    waiting = Counter(need for key in order for need in known[key].needs)
    inputs, built = Inputs(handbook=handbook, today=today), dict[str, pd.DataFrame]()

    def one(key: str, given: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
        table = known[key]
        return _checked(key, table, table.build(inputs, {need: given[need] for need in table.needs}))

    here = frozenset(key for key in order if known[key].is_remembering)
    work = beside.Work(needs={key: known[key].needs for key in order}, build=one, here=here)
    with _collector_waiting():
        for key in (beside.both if beside.pays(handbook) else beside.alone)(work, built):
            waiting.subtract(known[key].needs)
            for need in (*known[key].needs, key):
                if not waiting[need] and need not in wanted:
                    built.pop(need, None)
    return Tables({key: built[key] for key in order if key in wanted}, handbook.teams)


class Tables:
    """Built tables.

    A table's rows are cut into teams once. Rows are plain Python: None where a number or day is missing,
    `date`, `str` ("" where there is no text), `int`, `float`, `bool`.

    Args:
        built: Key to table.
        teams: Whose rows they hold.
    """

    def __init__(self, built: Mapping[str, pd.DataFrame], teams: Iterable[str] = ()) -> None:
        self._built = dict(built)
        self._teams = frozenset(teams)
        self._cut: dict[str, Cut] = {}
        self._rows = lru_cache(maxsize=_KEPT)(self._made)

    def frame(self, key: str) -> pd.DataFrame:
        """A whole table."""
        return self._built[key]

    def columns(self, key: str) -> tuple[str, ...]:
        """Names of a table's columns."""
        return tuple(map(str, self._built[key].columns))

    def knows(self, team: str) -> bool:
        """Whether a team's rows are here."""
        return team in self._teams

    def rows(self, key: str, team: str) -> tuple[Any, ...]:
        """A team's rows as named tuples with the table's columns as fields, in the table's order."""
        return self._rows(key, team)

    def _made(self, key: str, team: str) -> tuple[Any, ...]:
        if key not in self._cut:
            self._cut[key] = Cut(key, self._built[key])
        return self._cut[key].rows(team)


class Joined(Tables):
    """Tables that were built at different times: a team's rows depend on no other team.

    Args:
        owners: Team to the tables that hold its rows.
    """

    def __init__(self, owners: Mapping[str, Tables]) -> None:
        super().__init__({}, owners)
        self._owners = dict(owners)

    def columns(self, key: str) -> tuple[str, ...]:
        """Names of a table's columns."""
        return next(iter(self._owners.values())).columns(key)

    def rows(self, key: str, team: str) -> tuple[Any, ...]:
        """A team's rows."""
        return self._owners[team].rows(key, team) if team in self._owners else ()


@contextmanager
def _collector_waiting() -> Iterator[None]:
    """Frames go when nothing refers to them: no need to look for cycles among all goals again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _order(known: Mapping[str, Table], needs: Iterable[str]) -> tuple[str, ...]:
    graph: dict[str, tuple[str, ...]] = {}
    waiting = sorted(set(needs))
    while waiting:
        key = waiting.pop()
        if key not in graph:
            graph[key] = known[key].needs
            waiting += graph[key]
    return tuple(TopologicalSorter({key: sorted(graph[key]) for key in sorted(graph)}).static_order())


def _checked(key: str, table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    found = {str(name): str(dtype) for name, dtype in frame.dtypes.items()}
    if list(found.items()) != list(table.columns.items()) or not isinstance(frame.index, pd.RangeIndex):
        raise TypeError(f"Table {key} is not what it declares: {found}")
    return frame
