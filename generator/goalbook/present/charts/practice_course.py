"""Practice and the measure it should move, week by week, in two panels on one time axis.

Nothing is claimed of one about the other. A week that nobody recorded is a gap, not a zero.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from goalbook.messages import Message, msg
from goalbook.model.metric import Metric
from goalbook.model.values import Period
from goalbook.present import csvtext, figure, formats, periods, timeline
from goalbook.present.chart import Chart, Drawing, Rows, Subject
from goalbook.present.figure import Json
from goalbook.present.measure import NONE, Measure, Scale, Style, scale
from goalbook.present.timeline import Slot

HEIGHT: Final = 320
_BEFORE: Final = 8
"""Weeks shown before the first repetition."""
_UPPER: Final = (0.62, 1.0)
_LOWER: Final = (0.0, 0.5)
_SIGNALS: Final = {
    "none": msg("no signal"),
    "above": msg("a point above its usual range"),
    "below": msg("a point below its usual range"),
    "run-above": msg("a run above its centre"),
    "run-below": msg("a run below its centre"),
    "near-above": msg("points near the top of its usual range"),
    "near-below": msg("points near the bottom of its usual range"),
}
_UNTOLD: Final = msg("too few to tell")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Course:
    """What is drawn: weeks, how often was practised in each, limits where they are known."""

    subject: Subject
    slots: tuple[Slot, ...]
    reps: tuple[int | None, ...]
    limits: tuple[Any, ...]
    scale: Scale
    counts: Scale
    is_share: bool


def draw(subject: Subject, rows: Mapping[str, Rows]) -> Drawing | None:
    """Both courses; None without a repetition or without a number of the measure."""
    subject = replace(subject, period=Period.WEEK)
    metric = subject.cycle.metrics.get(subject.metric)
    reps = _reps(rows["repetitions"], subject)
    slots = _shown(timeline.slots(subject, rows), reps)
    if metric is None or not reps or not any(slot.value is not None for slot in slots):
        return None
    course = _course(subject, metric, slots, reps, rows["signals"])
    name, language = subject.full_name(subject.metric)
    return Drawing(
        title=subject.words.say(_finding(course, name, rows["signals"])),
        name=name,
        language="" if language == subject.words.language else language,
        unit=subject.words.say(msg("repetitions a week above, the measure below")),
        figure=_figure(course),
        header=_header(course),
        rows=tuple(_row(course, place) for place in range(len(slots))),
        csv=_csv(course),
        file=f"{subject.team}-practice-{subject.metric}",
    )


CHART = Chart(needs=("repetitions", "actuals", "targets", "signals", "pace"), draw=draw)


def _reps(rows: Rows, subject: Subject) -> dict[date, int]:
    """First day of each week to how often the practices of a measure were done in it."""
    found: defaultdict[date, int] = defaultdict(int)
    for row in rows:
        if row.metric == subject.metric and row.first <= subject.as_of:
            found[row.first] += row.reps
    return dict(found)


def _shown(slots: Sequence[Slot], reps: Mapping[date, int]) -> tuple[Slot, ...]:
    first = min(reps, default=date.max)
    place = next((place for place, slot in enumerate(slots) if slot.first >= first), len(slots))
    return tuple(slots[max(0, place - _BEFORE) :])


def _course(
    subject: Subject, metric: Metric, slots: tuple[Slot, ...], reps: Mapping[date, int], signals: Rows
) -> _Course:
    measure = subject.measure(subject.metric)
    limits = {
        row.first: row
        for row in signals
        if row.metric == subject.metric and row.period == Period.WEEK.value and not row.is_thin
    }
    known = [limits.get(slot.first) for slot in slots]
    ends = [end for row in known if row is not None for end in (row.lower, row.upper) if end is not None]
    numbers = [slot.value for slot in slots if slot.value is not None]
    return _Course(
        subject=subject,
        slots=slots,
        reps=tuple(reps.get(slot.first) for slot in slots),
        limits=tuple(known),
        scale=scale(measure, subject.words, *numbers, *ends),
        counts=scale(Measure(Style.COUNT), subject.words, *reps.values()),
        is_share=metric.kind.is_fraction and measure.style is Style.SHARE,
    )


def _finding(course: _Course, name: str, signals: Rows) -> Message:
    """How often was practised, and whether the measure says anything: two facts side by side."""
    until = course.slots[-1].last
    judged = [
        row
        for row in signals
        if row.metric == course.subject.metric and row.period == Period.WEEK.value
        and row.is_complete and row.last <= until and row.signal != "unknown"
    ]  # fmt: skip
    newest = max(judged, key=lambda row: row.first, default=None)
    said = _UNTOLD if newest is None or newest.is_thin else _SIGNALS.get(newest.signal, _UNTOLD)
    total = sum(number for number in course.reps if number is not None)
    return msg("Repetitions: {reps} / {measure}: {signal}", reps=total, measure=name, signal=said)


def _figure(course: _Course) -> Json:
    counts = [number for number in course.reps if number is not None]
    ends = [
        end for row in course.limits if row is not None for end in (row.lower, row.upper) if end is not None
    ]
    values = [slot.value for slot in course.slots if slot.value is not None]
    upper = {**_whole(figure.bar_axis(counts, course.counts)), "domain": list(_UPPER)}
    lower = {**figure.line_axis([*values, *ends], course.scale), "domain": list(_LOWER), "anchor": "x"}
    notes = _notes(course)
    left = max((upper, lower), key=lambda axis: max(figure.width(said) for said in axis["ticktext"]))
    return {
        "data": [_bars(course), *_limits(course), _line(course)],
        "layout": {
            "height": HEIGHT,
            "margin": figure.margin(left, notes),
            "xaxis": {**_time_axis(course), "anchor": "y2"},
            "yaxis": upper,
            "yaxis2": lower,
            "annotations": notes,
        },
    }


def _whole(axis: Json) -> Json:
    """The axis without ticks between two whole numbers: nothing is done half a time."""
    ticks = [
        (value, said)
        for value, said in zip(axis["tickvals"], axis["ticktext"], strict=True)
        if value == round(value)
    ]
    return {**axis, "tickvals": [value for value, _ in ticks], "ticktext": [said for _, said in ticks]}


def _bars(course: _Course) -> Json:
    return {
        "type": "bar",
        "x": list(range(len(course.slots))),
        "y": list(course.reps),
        "width": 0.7,
        "marker": {"color": figure.ACTUAL},
        "hovertext": [_hover(course, place) for place in range(len(course.slots))],
        "hoverinfo": "text",
    }


def _limits(course: _Course) -> list[Json]:
    """The usual range as a pale band, week by week where it is known."""
    places = [place for place, row in enumerate(course.limits) if row is not None and row.upper is not None]
    if not places:
        return []
    rows = [course.limits[place] for place in places]
    return [
        {
            "type": "bar",
            "x": places,
            "y": [figure.number(row.upper - row.lower) for row in rows],
            "base": [figure.number(row.lower) for row in rows],
            "width": 1,
            "marker": {"color": "var(--gb-track)"},
            "hoverinfo": "skip",
            "yaxis": "y2",
        }
    ]


def _line(course: _Course) -> Json:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": list(range(len(course.slots))),
        "y": [figure.number(slot.value) for slot in course.slots],
        "line": {"color": figure.ACTUAL, "width": 2},
        "marker": {"color": figure.ACTUAL, "size": 6},
        "cliponaxis": False,
        "hovertext": [_hover(course, place) for place in range(len(course.slots))],
        "hoverinfo": "text",
        "yaxis": "y2",
    }


def _time_axis(course: _Course) -> Json:
    labels: list[str] = []
    before = None
    for slot in course.slots:
        month = (slot.first.year, slot.first.month)
        labels.append("" if month == before else course.subject.words.day(slot.first, "month-short"))
        before = month
    return figure.place_axis(labels, [str(slot.first.year) for slot in course.slots])


def _notes(course: _Course) -> list[Json]:
    end = next(slot.value for slot in reversed(course.slots) if slot.value is not None)
    last = figure.note(course.scale.bare(end), y=end, colour=figure.INK)
    return [{**last, "yref": "y2"}]


def _hover(course: _Course, place: int) -> str:
    reps = course.reps[place]
    times = course.subject.words.say(msg("Repetitions: {number}", number=NONE if reps is None else reps))
    return figure.lines(_week(course, place), times, _value(course, place))


def _week(course: _Course, place: int) -> str:
    slot = course.slots[place]
    return periods.period_name(slot.first, course.subject.words, slot.last, Period.WEEK)


def _value(course: _Course, place: int) -> str:
    slot, words = course.slots[place], course.subject.words
    shown = course.scale.value(slot.value)
    if not course.is_share or slot.value is None:
        return shown
    counts = formats.fraction(slot.actual.numerator, words, slot.actual.denominator)
    return words.say(msg("{share} ({fraction})", share=shown, fraction=counts))


def _header(course: _Course) -> tuple[str, ...]:
    words = course.subject.words
    name, _ = course.subject.name(course.subject.metric)
    return (words.say(msg("Week")), words.say(msg("Repetitions")), name)


def _row(course: _Course, place: int) -> tuple[str, ...]:
    reps = course.reps[place]
    times = NONE if reps is None else formats.number(reps, course.subject.words)
    return (_week(course, place), times, _value(course, place))


def _csv(course: _Course) -> tuple[tuple[str, ...], ...]:
    header = ("first", "last", "repetitions", course.subject.metric)
    rows = (
        (
            slot.first.isoformat(),
            slot.last.isoformat(),
            csvtext.number(reps),
            csvtext.number(slot.value),
        )
        for slot, reps in zip(course.slots, course.reps, strict=True)
    )
    return (header, *rows)
