"""How cycles, their periods and cells lie in rows, so that tables can point at each other by row number.

A column ``<table>_row`` holds row numbers of that table. They are valid within one build only and never leave
it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from goalbook.analyse import frames, periods
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.periods import Ruler
from goalbook.analyse.workdays import Workdays
from goalbook.model.company import Calendar
from goalbook.model.cycle import Cycle
from goalbook.model.metric import Metric
from goalbook.model.values import Direction, Period, Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DAY_BITS: Final = 22  # days since year 1 stay below 2 ** 22
_DAYS_TO_1970: Final = date(1970, 1, 1).toordinal()


def each_cycle(inputs: Inputs) -> Iterator[tuple[str, str, Cycle, Span]]:
    """Team, cycle id, cycle and days of every cycle with known days, as in the table ``cycles``."""
    return iter(inputs.cycles)


def rulers(cycles: pd.DataFrame, inputs: Inputs | None = None) -> tuple[Ruler, ...]:
    """The ruler of each row of the table ``cycles``; without `inputs` one that knows no working days."""
    known = _workdays(inputs) if inputs else {}
    spans = map(Span, frames.dates(cycles["first"]), frames.dates(cycles["last"]))
    each = zip(cycles["team"].tolist(), spans, cycles["year_starts"].tolist(), strict=True)
    return tuple(Ruler(span=span, year_starts=month, workdays=known.get(team)) for team, span, month in each)


def _workdays(inputs: Inputs) -> dict[str, Workdays]:
    """Team to its working days; teams with equal calendars share one."""
    made: dict[Calendar, Workdays] = {}
    book = inputs.handbook
    return {team: made.setdefault(book.calendar(team), Workdays(book.calendar(team))) for team in book.teams}


def periods_of(cycles: pd.DataFrame) -> pd.DataFrame:
    """The periods of every cycle, shortest first, each kind in order.

    Returns:
        Columns cycle_row, period, first, last.
    """
    return _laid_out(rulers(cycles), _periods, ("period", "first", "last"))


def cells_of(cycles: pd.DataFrame) -> pd.DataFrame:
    """The cells of every cycle in order.

    Returns:
        Columns cycle_row, first, last, and for each kind of period ``in_<kind>``: the row in `periods_of`
        that holds it.
    """
    found = rulers(cycles)
    within = [f"in_{kind.value}" for kind in periods.SHOWN]
    frame = _laid_out(found, _cells, ("first", "last", *within))
    counts = [len(_periods(ruler)[0]) for ruler in found]
    before = np.cumsum([0, *counts])[:-1] if counts else np.array([], dtype=int)
    frame[within] = frame[within].add(before[frame["cycle_row"]], axis="index")
    return frame


def cell_rows(calendar: pd.DataFrame, team: pd.Series, day: pd.Series) -> NDArray[np.int64]:
    """The row in ``calendar`` of each team's day; -1 for a day outside the team's cycles.

    Args:
        calendar: Sorted by team and first day.
        team: Category with the same teams as `calendar`.
        day: Days.
    """
    if calendar.empty:
        return np.full(len(team), -1)
    begins, lengths = _runs(_keys(team, day))  # a team's rows of one day mostly stand together
    team, day = team.iloc[begins], day.iloc[begins]
    row = cells_until(calendar, team, day)
    held = np.maximum(row, 0)
    is_inside = calendar["last"].to_numpy()[held] >= day.to_numpy()
    is_same = calendar["team"].cat.codes.to_numpy()[held] == team.cat.codes.to_numpy()
    return np.repeat(np.where((row >= 0) & is_inside & is_same, row, -1), lengths)


def cells_until(calendar: pd.DataFrame, team: pd.Series, day: pd.Series) -> NDArray[np.int64]:
    """The last row of ``calendar`` that begins on or before each team's day; -1 before the first row."""
    return np.searchsorted(_keys(calendar["team"], calendar["first"]), _keys(team, day), side="right") - 1


def numbers(rows: pd.DataFrame, column: str, metrics: pd.DataFrame, table: pd.DataFrame) -> NDArray[np.int64]:
    """A number for each pair of a metric and a cell or period of its cycle, growing with metric, then row.

    They count every such pair from 0, so that what is known by them is found by its place.

    Args:
        rows: Columns metric_row and `column`.
        column: Holds rows of `table`.
        metrics: The table ``metrics``.
        table: The table ``calendar`` or ``periods``.
    """
    cycle, own = table["cycle_row"].to_numpy(), metrics["cycle_row"].to_numpy()
    count = 1 + max(int(cycle.max(initial=-1)), int(own.max(initial=-1)))
    low, high = np.full(count, len(table)), np.full(count, -1)
    np.minimum.at(low, cycle, np.arange(len(table)))
    np.maximum.at(high, cycle, np.arange(len(table)))
    lengths = np.maximum(high - low + 1, 0)[own]
    before = np.cumsum(lengths) - lengths - low[own]
    found: NDArray[np.int64] = before[rows["metric_row"].to_numpy()] + rows[column].to_numpy()
    return found


def day_numbers(day: pd.Series) -> NDArray[np.int64]:
    """Days since year 1; no day is a large negative number."""
    return day.to_numpy().astype("datetime64[D]").astype("int64") + _DAYS_TO_1970


def _runs(keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the same number begins to stand again and again, and how often it then does."""
    begins = np.flatnonzero(np.diff(keys, prepend=keys[:1] - 1))
    return begins, np.diff(begins, append=len(keys))


def _keys(team: pd.Series, day: pd.Series) -> NDArray[np.int64]:
    return team.cat.codes.to_numpy().astype("int64") * 2**_DAY_BITS + day_numbers(day)


def _laid_out(
    found: Sequence[Ruler], make: Callable[[Ruler], tuple[Any, ...]], names: Sequence[str]
) -> pd.DataFrame:
    made = [make(ruler) for ruler in found] or [make(Ruler(span=Span(date.min, date.min)))]
    counts = [len(arrays[0]) for arrays in made]
    columns = {name: np.concatenate([arrays[place] for arrays in made]) for place, name in enumerate(names)}
    frame = pd.DataFrame({"cycle_row": np.repeat(np.arange(len(made)), counts), **columns})
    return frame if found else frame.iloc[:0]


@lru_cache(maxsize=1024)
def _periods(ruler: Ruler) -> tuple[Any, ...]:
    found = [(kind.value, piece) for kind in periods.SHOWN for piece in periods.split(ruler, kind)]
    return (np.array([kind for kind, _ in found]), *_ends([piece for _, piece in found]))


@lru_cache(maxsize=1024)
def _cells(ruler: Ruler) -> tuple[Any, ...]:
    found = periods.cells(ruler)
    return (*_ends(found), *_places(ruler))


def _places(ruler: Ruler) -> Iterator[NDArray[np.int64]]:
    """For each kind of period, which of the ruler's periods holds each cell."""
    firsts = [cell.first for cell in periods.cells(ruler)]
    before = 0
    for kind in periods.SHOWN:
        begins = [piece.first for piece in periods.split(ruler, kind)]
        yield np.searchsorted(frames.days(begins), frames.days(firsts), side="right") - 1 + before
        before += len(begins)


def _ends(pieces: Sequence[Span]) -> tuple[Any, Any]:
    return frames.days(piece.first for piece in pieces), frames.days(piece.last for piece in pieces)


def band(metric: Metric) -> tuple[float, float]:
    """Lowest and highest of a metric that shall stay within a band; NaN for any other."""
    if metric.direction is not Direction.BAND or metric.band is None:
        return math.nan, math.nan
    baseline = metric.baseline.value if metric.baseline else None
    low, high = (bound.resolved(baseline) for bound in metric.band)
    return (math.nan, math.nan) if low is None or high is None else (low, high)


def kind_column(kind: Period) -> str:
    """The column of ``calendar`` that says which period of a kind holds a cell."""
    return f"in_{kind.value}"
