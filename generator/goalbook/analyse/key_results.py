"""Key results as rows: what each is asked, from which numbers, before any number is read."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple

import pandas as pd

from goalbook.analyse import cohorts, frames, layout, scoring, windows
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.periods import Ruler
from goalbook.analyse.scoring import Measured, Stretch
from goalbook.analyse.windows import Scored, Wait
from goalbook.model.cycle import Cycle
from goalbook.model.handbook import TeamFiles
from goalbook.model.objective import KeyResult
from goalbook.model.values import Direction, Kind, Period, Span

_PERIODS: Final = {period.value for period in Period}


@dataclass(frozen=True, kw_only=True)
class Place:
    """One cycle of a team among its cycles.

    Attributes:
        row: Row of the table ``cycles``.
        team, name: Team and cycle.
        cycle: What was agreed.
        ruler: Its days.
        as_of: The team's day.
        files: The team's files.
        earlier: The team's cycles before this one, latest first.
    """

    row: int
    team: str
    name: str
    cycle: Cycle
    ruler: Ruler
    as_of: date
    files: TeamFiles
    earlier: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What key results refer to.

    Attributes:
        metric_rows: (row of ``cycles``, metric) to the row of ``metrics``.
        plans: Row of ``metrics`` to its plan, in order of days.
    """

    metric_rows: Mapping[tuple[int, str], int]
    plans: Mapping[int, Sequence[Stretch]]


class Ask(NamedTuple):
    """A number that a key result asks for: of which result, whether for its baseline, which metric and days.

    Attributes:
        metric_row: Row of the table ``metrics``.
    """

    result: int
    is_baseline: bool
    metric_row: int
    first: date
    last: date


@dataclass(slots=True)
class Rows:
    """Rows as they grow: key results, and the numbers they ask for.

    Attributes:
        results: One for each key result.
        asks: The numbers that they ask for.
    """

    results: list[dict[str, Any]] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)


def places(inputs: Inputs, cycles: pd.DataFrame) -> Iterator[Place]:
    """Every cycle of every team, in the order of the table ``cycles``."""
    book, before = inputs.handbook, defaultdict[str, tuple[Place, ...]](tuple)
    for row, ((team, name, cycle, _), ruler) in enumerate(
        zip(layout.each_cycle(inputs), layout.rulers(cycles, inputs), strict=True)
    ):
        place = Place(
            row=row,
            team=team,
            name=name,
            cycle=cycle,
            ruler=ruler,
            as_of=book.as_of(team, inputs.today),
            files=book.teams[team],
            earlier=before[team],
        )
        yield place
        before[team] = (place, *before[team])


def book_of(inputs: Inputs, metrics: pd.DataFrame, plans: pd.DataFrame) -> Book:
    """What key results refer to, from the tables ``metrics`` and ``plans``."""
    keys = zip(metrics["cycle_row"].tolist(), metrics["metric"].tolist(), strict=True)
    rows = {key: row for row, key in enumerate(keys)}
    named = {
        rows.get((place, key_result.metric or ""), -1)
        for place, (_, _, cycle, _) in enumerate(layout.each_cycle(inputs))
        for goal in cycle.objectives.values()
        for key_result in goal.key_results.values()
    }
    plans = plans[plans["metric_row"].isin(named)]
    stretches = defaultdict[int, list[Stretch]](list)
    days = map(Span, *(frames.dates(plans[name]) for name in ("since", "until")))
    numbers = (plans[name] for name in ("metric_row", "per", "value", "low", "high"))
    for held, row, per, value, low, high in zip(days, *numbers, strict=True):
        stretches[row].append(Stretch(days=held, per=Period(per), value=value, low=low, high=high))
    return Book(metric_rows=rows, plans=stretches)


def rows_of(found: Iterator[Place], book: Book) -> Rows:
    """Every key result of every cycle, in the order of the files."""
    rows = Rows()
    for place in found:
        for objective, goal in place.cycle.objectives.items():
            for name, key_result in goal.key_results.items():
                named = {"team": place.team, "cycle": place.name, "objective": objective, "key_result": name}
                rows.results.append(named | _row(place, key_result, book, rows))
    return rows


def _row(place: Place, key_result: KeyResult, book: Book, rows: Rows) -> dict[str, Any]:
    metric = place.cycle.metrics.get(key_result.metric or "")
    when = windows.scored(key_result, place.ruler, place.as_of, _wait(place.cycle, key_result.metric))
    if metric is None:
        return _blank(key_result, when) | (_rubric(key_result, when) if key_result.rubric else {})
    plans = book.plans.get(book.metric_rows[place.row, key_result.metric or ""], ())
    measured = Measured(
        key_result=key_result,
        metric=metric,
        ruler=place.ruler,
        when=when,
        plan=plans,
        members=len(place.files.team.members),
    )
    days = _ask(place, measured, book, rows)
    return _blank(key_result, when) | _measured(measured, days)


def _wait(cycle: Cycle, metric: str | None) -> Wait | None:
    days = cohorts.wait_days(cycle).get(metric or "", 0)
    return Wait(days=days, is_pooled=cycle.metrics[metric].kind is Kind.RATE) if metric and days else None


def _ask(place: Place, measured: Measured, book: Book, rows: Rows) -> Span:
    """Note which numbers are asked for; returns the days of the current one that the team has goals for."""
    names = (measured.key_result.metric or "", *measured.metric.was)
    known = [
        (other, row)
        for other in (place, *place.earlier)
        if (row := _metric_row(book, other, names)) is not None
    ]
    days = scoring.reach_back(measured.when.days, [other.ruler.span for other, _ in known])
    number = len(rows.results)
    for other, row in known:
        span = other.ruler.span
        if span.overlaps(days):
            rows.asks.append(
                Ask(
                    number,
                    is_baseline=False,
                    metric_row=row,
                    first=max(days.first, span.first),
                    last=min(days.last, span.last),
                )
            )
        if other.name == measured.key_result.baseline_from and other is not place:
            rows.asks.append(
                Ask(
                    number,
                    is_baseline=True,
                    metric_row=row,
                    first=span.first,
                    last=min(span.last, place.as_of),
                )
            )
    return days


def _metric_row(book: Book, place: Place, names: Sequence[str]) -> int | None:
    return next((row for name in names if (row := book.metric_rows.get((place.row, name))) is not None), None)


def _blank(key_result: KeyResult, when: Scored) -> dict[str, Any]:
    return {
        "metric": key_result.metric or "",
        "first": when.days.first,
        "last": when.days.last,
        "per": when.per,
        "period": when.per if when.per in _PERIODS else "",
        "is_complete": when.is_complete,
        "has_score": when.is_begun,
        "waits_until": when.waits_until,
        "heads": 1,
        "shared_by": 1.0,
        "baseline_times": 1.0,
        "unit": "",
        "baseline_unit": "",
        "direction": Direction.UP.value,
        "is_rubric": False,
        "is_each": False,
        "is_shared": False,
        **dict.fromkeys(("baseline", "target", "relative", "points", "low", "high", "level"), math.nan),
    }


def _rubric(key_result: KeyResult, when: Scored) -> dict[str, Any]:
    target = key_result.target.on(when.days.last) if key_result.target else None
    return {
        "per": "",
        "is_rubric": True,
        "level": math.nan if key_result.level is None else float(key_result.level),
        "target": target.value if target else float(len(key_result.rubric)),
    }


def _measured(measured: Measured, days: Span) -> dict[str, Any]:
    target, (low, high) = measured.target, measured.band
    is_cut = days != measured.when.days
    return {
        "first": days.first,
        "per": measured.per,
        "is_complete": measured.when.is_complete and not is_cut,
        "has_score": measured.when.is_begun and not (is_cut and measured.adds_up),
        "heads": measured.heads,
        "is_each": measured.key_result.each is not None,
        "is_shared": measured.is_shared,
        "shared_by": float(measured.shared_by),
        "unit": measured.unit.value if measured.unit else "",
        "baseline": measured.baseline,
        "baseline_unit": measured.baseline_unit.value if measured.baseline_unit else "",
        "baseline_times": measured.baseline_times,
        "target": target.value,
        "relative": target.relative,
        "points": target.points,
        "low": low,
        "high": high,
        "direction": measured.metric.direction.value,
    }
