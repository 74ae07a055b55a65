"""Actual against plan at each step of the process.

Steps have counts of very different size, 2,500 calls and 6 contracts, so each bar is the share of its own
plan that was reached, from zero, with a mark at the plan; the counts stand beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from goalbook.messages import Message, msg
from goalbook.model.values import Direction, Period
from goalbook.present import csvtext, figure, formats, measure, periods, text
from goalbook.present.chart import Chart, Drawing, Rows, Subject
from goalbook.present.figure import Json

_ROW_HEIGHT: Final = 40
_FEWEST: Final = 2
_NAME_WIDTH: Final = 190
_INDENT: Final = 12
_STEP: Final = "step"


def draw(subject: Subject, rows: Mapping[str, Rows]) -> Drawing | None:
    """The steps of one period; None without two steps that have a number and a plan."""
    steps = _steps(subject, rows["steps"])
    if sum(_share(subject, row) is not None and row.role == _STEP for row in steps) < _FEWEST:
        return None
    words = subject.words
    header = (msg("Step"), msg("Actual"), msg("Plan"), msg("Share of plan"))
    return Drawing(
        title=words.say(_finding(subject, steps)),
        name=words.say(msg("Actual against plan by step")),
        language="",
        unit=words.say(msg("% of plan")),
        figure=_figure(subject, steps),
        header=tuple(words.say(name) for name in header),
        rows=tuple(_row(subject, row) for row in steps),
        csv=(tuple(words.say(name) for name in header), *(_csv_row(subject, row) for row in steps)),
        file=f"{subject.team}-process-{steps[0].first.isoformat()}",
    )


CHART = Chart(needs=("steps",), draw=draw)


def _steps(subject: Subject, rows: Rows) -> list[Any]:
    """The rows of the period that holds the subject's day, in the order of the process.

    A step that refines itself (appointments, at the end of its own funnel) stands there once.
    """
    day = min(subject.day or subject.as_of, subject.as_of)
    return sorted(
        (
            row
            for row in rows
            if row.cycle == subject.cycle.cycle
            and row.period == subject.period.value
            and row.first <= day <= row.last
            and row.step != row.stage
        ),
        key=lambda row: row.order,
    )


def _share(subject: Subject, row: Any) -> float | None:
    """Actual by plan; None where one is missing, the plan is 0, or more would be worse."""
    metric = subject.cycle.metrics.get(row.step)
    if row.count is None or not row.count_plan or row.count_plan < 0:
        return None
    if metric is not None and metric.direction is not Direction.UP:
        return None
    return float(row.count / row.count_plan)


def _finding(subject: Subject, steps: Sequence[Any]) -> Message:
    """How many steps of the first level reached their plan: a count, no judgement."""
    first, last = _days(steps)
    shares = [_share(subject, row) for row in steps if row.role == _STEP and not row.stage]
    known = [share for share in shares if share is not None]
    said: dict[str, str | int] = {
        "period": _period(subject, first, last),
        "reached": sum(share >= 1 for share in known),
        "steps": len(known),
    }
    if last > subject.as_of:
        return msg("{period} so far: {reached} of {steps} steps at the plan of the whole period", **said)
    return msg("{period}: {reached} of {steps} steps reached their plan", **said)


def _period(subject: Subject, first: date, last: date) -> str:
    if subject.period is Period.CYCLE:
        return periods.cycle_name(subject.cycle.cycle, subject.words)
    return periods.period_short(first, subject.words, last, subject.period)


def _days(steps: Sequence[Any]) -> tuple[date, date]:
    return steps[0].first, steps[0].last


def _figure(subject: Subject, steps: Sequence[Any]) -> Json:
    shares = [_share(subject, row) for row in steps]
    places = list(range(len(steps)))
    scale = measure.scale(measure.Measure(measure.Style.SHARE), subject.words, 1.0)
    axis = figure.bar_axis([1.0, *(share for share in shares if share is not None)], scale)
    bottom = figure.LINE_HEIGHT + 8
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "x": [figure.number(share) for share in shares],
                "y": places,
                "width": [0.2 if row.stage else 0.32 for row in steps],
                "offset": 0.06,
                "hovertext": [_hover(subject, row) for row in steps],
                "hoverinfo": "text",
                "marker": {"color": figure.ACTUAL},
            },
            {
                "type": "scatter",
                "mode": "lines",
                "x": [x for share in shares for x in ((None, None, None) if share is None else (1, 1, None))],
                "y": [y for place in places for y in (place + 0.03, place + 0.42, None)],
                "line": {"color": figure.PLAN, "width": 2},
                "hoverinfo": "skip",
            },
        ],
        "layout": {
            "height": len(steps) * _ROW_HEIGHT + bottom,
            "margin": {"l": 0, "r": 0, "t": 0, "b": bottom},
            "xaxis": {**axis, "showgrid": False},
            "yaxis": {"range": [len(steps) - 0.5, -0.5], "tickvals": [], "showgrid": False},
            "annotations": [note for place in places for note in _labels(subject, steps[place], place)],
        },
    }


def _labels(subject: Subject, row: Any, place: int) -> tuple[Json, Json]:
    """Name at the left and counts at the right, above the bar."""
    name = figure.short(subject.name(row.step)[0], _NAME_WIDTH)
    counts = formats.pair(row.count, subject.words, row.count_plan, subject.measure(row.step))
    indent = _INDENT if row.stage else 0
    return (
        {**_above(name, place), "x": 0, "xanchor": "left", "xshift": indent, "font": {"color": figure.INK}},
        {**_above(counts, place), "x": 1, "xanchor": "right", "font": {"color": figure.MUTED}},
    )


def _above(said: str, place: int) -> Json:
    where = {"xref": "paper", "y": place, "yref": "y", "yanchor": "bottom"}
    return {"text": text.label(said), **where, "showarrow": False, "borderpad": 0}


def _hover(subject: Subject, row: Any) -> str:
    name, actual, plan, share = _row(subject, row)
    return figure.lines(name, f"{actual} / {plan}", share)


def _row(subject: Subject, row: Any) -> tuple[str, ...]:
    scale = measure.scale(subject.measure(row.step), subject.words, row.count, row.count_plan)
    return (
        subject.name(row.step)[0],
        scale.value(row.count),
        scale.value(row.count_plan),
        formats.attainment(_share(subject, row), subject.words),
    )


def _csv_row(subject: Subject, row: Any) -> tuple[str, ...]:
    numbers = (row.count, row.count_plan, _share(subject, row))
    return (subject.name(row.step)[0], *(csvtext.number(number) for number in numbers))
