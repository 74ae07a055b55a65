"""A metric over time against its plan.

Bars from zero for counts and amounts, a line for everything else; the plan is dashed and steps where it
changed; a light band is the usual range. Gaps stay gaps. A period that is still running is drawn pale and
said to be so far, with the forecast's interval.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from goalbook.analyse import threshold_telling
from goalbook.messages import Message, msg
from goalbook.model.metric import Metric
from goalbook.model.values import Aggregate, Direction, Period
from goalbook.present import csvtext, figure, formats, periods, ranges, timeline, usual_words
from goalbook.present.chart import HEIGHT, Chart, Drawing, Rows, Subject
from goalbook.present.figure import Json
from goalbook.present.measure import NONE, Scale, Style, scale
from goalbook.present.timeline import Slot
from goalbook.words import Words

_MOST_LABELLED: Final = 8
_MOST_MARKED: Final = 24
_FEWEST_WEEKS: Final = threshold_telling.WEEKS_CHARTED.value
_PALE: Final = 0.45
_OFTEN: Final = {
    Period.DAY: msg("daily"),
    Period.WEEK: msg("weekly"),
    Period.MONTH: msg("monthly"),
    Period.QUARTER: msg("quarterly"),
    Period.CYCLE: msg("per cycle"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A period in words: its name, the number, a rate's counts, the plan."""

    period: str
    actual: str
    counts: str
    plan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trend:
    """What is drawn: a metric's periods and the unit they share; `last` is the place the title speaks of."""

    subject: Subject
    slots: tuple[Slot, ...]
    scale: Scale
    last: int
    is_bars: bool
    is_limit: bool
    is_share: bool

    @property
    def has_room(self) -> bool:
        return len(self.slots) <= _MOST_LABELLED


def draw(subject: Subject, rows: Mapping[str, Rows]) -> Drawing | None:
    """The trend of the subject's metric; None without a number, or with too few weeks for a trend."""
    slots = timeline.slots(subject, rows)
    metric = subject.cycle.metrics.get(subject.metric)
    numbered = [place for place, slot in enumerate(slots) if slot.value is not None]
    if metric is None or not numbered or not _is_often_enough(subject, metric, len(numbered)):
        return None
    numbers = [number for slot in slots for number in slot.numbers]
    measure = subject.measure(subject.metric)
    trend = _Trend(
        subject=subject,
        slots=slots,
        scale=scale(measure, subject.words, *numbers),
        last=_spoken_of(subject, slots, numbered),
        is_bars=metric.aggregate is Aggregate.SUM,
        is_limit=metric.direction is Direction.DOWN,
        is_share=measure.style is Style.SHARE,
    )
    said = [_said(trend, slot) for slot in slots]
    name, language = subject.full_name(subject.metric)
    return Drawing(
        title=_title(trend, said[trend.last], rows["signals"]),
        name=name,
        language="" if language == subject.words.language else language,
        unit=_unit(trend),
        figure=_figure(trend, said),
        header=_header(trend),
        rows=tuple(_row(trend, slot, one) for slot, one in zip(slots, said, strict=True)),
        csv=_csv(trend),
        file=f"{subject.team}-{subject.metric}-{subject.period.value}",
    )


CHART = Chart(needs=timeline.NEEDS, draw=draw)


def _is_often_enough(subject: Subject, metric: Metric, numbered: int) -> bool:
    if subject.period is not Period.WEEK:
        return True
    cadence = metric.cadence or subject.cycle.cadence
    return cadence in {Period.DAY, Period.WEEK} and numbered >= _FEWEST_WEEKS


def _spoken_of(subject: Subject, slots: Sequence[Slot], numbered: Sequence[int]) -> int:
    """The last place with a number; among weeks the last whole one, since a few days say nothing."""
    whole = [place for place in numbered if not slots[place].is_running]
    return whole[-1] if subject.period is Period.WEEK and whole else numbered[-1]


def _said(trend: _Trend, slot: Slot) -> _Said:
    words, row = trend.subject.words, slot.actual
    has_counts = trend.is_share and row is not None and slot.value is not None
    return _Said(
        period=_period(trend, slot, periods.period_name),
        actual=trend.scale.value(slot.value),
        counts=formats.fraction(row.numerator, words, row.denominator) if has_counts else "",
        plan=_plan(trend, slot),
    )


def _title(trend: _Trend, said: _Said, signals: Rows) -> str:
    """What is found; numbers that are judged by shorter periods say what the newest of these says."""
    words, slot = trend.subject.words, trend.slots[trend.last]
    finding = words.say(_finding(trend, said))
    if slot.waits_until is not None or usual_words.of_slot(slot, "") is not None:
        return finding
    beside = usual_words.of_shorter(finding, trend.subject.metric, signals, slot)
    return words.say(beside) if beside else finding


def _finding(trend: _Trend, said: _Said) -> Message:
    """The last number, whether it is a usual one, and its plan."""
    slot = trend.slots[trend.last]
    actual = _with_counts(trend, said)
    judged = usual_words.of_slot(slot, actual)
    known = {
        "period": _period(trend, slot, periods.period_short),
        "actual": trend.subject.words.say(judged) if judged else actual,
        "plan": said.plan,
    }
    if judged and _has_plan(slot):
        return msg("{period}: {actual}; plan {plan}", **known)
    if not _has_plan(slot):
        del known["plan"]
        alone = msg("{period}: {actual}", **known)
        return msg("{period} so far: {actual}", **known) if slot.is_running else alone
    if not slot.is_running:
        return msg("{period}: {actual}, plan {plan}", **known)
    if slot.waits_until is not None:
        known["day"] = trend.subject.words.day(slot.waits_until, "short")
        return msg("{period} so far: {actual}, plan {plan}; cases still open, judged from {day}", **known)
    if not trend.is_bars or slot.expected is None:
        return msg("{period} so far: {actual}, plan {plan}", **known)
    known["expected"] = trend.scale.value(slot.expected)
    return msg("{period} so far: {actual}; plan {plan}, about {expected} by now", **known)


def _period(trend: _Trend, slot: Slot, name: Callable[[date, Words, date, Period], str]) -> str:
    if trend.subject.period is Period.CYCLE and slot.actual is not None:
        return periods.cycle_name(slot.actual.cycle, trend.subject.words)
    return name(slot.first, trend.subject.words, slot.last, trend.subject.period)


def _with_counts(trend: _Trend, said: _Said) -> str:
    if not said.counts:
        return said.actual
    return trend.subject.words.say(msg("{share} ({fraction})", share=said.actual, fraction=said.counts))


def _has_plan(slot: Slot) -> bool:
    return slot.plan is not None or slot.band is not None


def _plan(trend: _Trend, slot: Slot) -> str:
    write = trend.scale.trimmed if trend.is_share else trend.scale.value
    if slot.band is not None:
        low, high = slot.band
        return trend.subject.words.say(msg("{low} to {high}", low=write(low), high=write(high)))
    plan = write(slot.plan)
    return formats.limit(plan, trend.subject.words) if trend.is_limit and slot.plan is not None else plan


def _unit(trend: _Trend) -> str:
    words = trend.subject.words
    often = _OFTEN[trend.subject.period]
    unit = words.say(
        msg("{unit}, {often}", unit=trend.scale.unit, often=often) if trend.scale.unit else often
    )
    return " · ".join((unit, *ranges.said(trend.slots, words)))


def _figure(trend: _Trend, said: Sequence[_Said]) -> Json:
    numbers = [number for slot in trend.slots for number in slot.drawn]
    axis = (figure.bar_axis if trend.is_bars else figure.line_axis)(numbers, trend.scale)
    notes = _notes(trend, axis)
    actual = {
        "x": list(range(len(trend.slots))),
        "y": [figure.number(slot.value) for slot in trend.slots],
        "hovertext": [_hover(trend, slot, one) for slot, one in zip(trend.slots, said, strict=True)],
        "hoverinfo": "text",
        **(_bars(trend) if trend.is_bars else _line(trend)),
    }
    return {
        "data": [*ranges.usual(trend.slots), actual, *_plan_lines(trend), *ranges.ahead(trend.slots)],
        "layout": {
            "height": HEIGHT,
            "margin": figure.margin(axis, notes),
            "xaxis": _time_axis(trend),
            "yaxis": axis,
            "annotations": [*_bar_labels(trend), *notes],
        },
    }


def _plan_lines(trend: _Trend) -> list[Json]:
    """The plan's line, or the two of a band."""
    bands = [slot.band or (None, None) for slot in trend.slots]
    courses = ([slot.plan for slot in trend.slots], [low for low, _ in bands], [high for _, high in bands])
    return [line for course in courses if (line := figure.plan_line(course)) is not None]


def _bars(trend: _Trend) -> Json:
    return {"type": "bar", "width": 0.7, "marker": {"color": figure.ACTUAL, "opacity": _opacity(trend)}}


def _bar_labels(trend: _Trend) -> list[Json]:
    """Every value, where there are few."""
    if not trend.is_bars or not trend.has_room:
        return []
    labels = [
        (place, slot.value, trend.scale.bare(slot.value))
        for place, slot in enumerate(trend.slots)
        if slot.value is not None
    ]
    return figure.bar_labels(labels, len(trend.slots))


def _line(trend: _Trend) -> Json:
    size = 6 if len(trend.slots) <= _MOST_MARKED else 4
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "line": {"color": figure.ACTUAL, "width": 2},
        "marker": {"color": figure.ACTUAL, "size": size, "opacity": _opacity(trend)},
        "cliponaxis": False,
    }


def _opacity(trend: _Trend) -> list[float]:
    return [_PALE if slot.is_running else 1 for slot in trend.slots]


def _time_axis(trend: _Trend) -> Json:
    """Months named once; weeks carry the name of the month in which they are the first."""
    labels: list[str] = []
    before = None
    for slot in trend.slots:
        month = (slot.first.year, slot.first.month)
        labels.append("" if month == before else _months(trend, slot))
        before = month
    return figure.place_axis(labels, [str(slot.first.year) for slot in trend.slots])


def _months(trend: _Trend, slot: Slot) -> str:
    first, last = (trend.subject.words.day(day, "month-short") for day in (slot.first, slot.last))
    if first == last or trend.subject.period in {Period.DAY, Period.WEEK}:
        return first
    return trend.subject.words.say(msg("{first} to {last}", first=first, last=last))


def _notes(trend: _Trend, axis: Json) -> list[Json]:
    """Direct labels in the right margin: the last number where bars have none, and the plan."""
    end = trend.slots[-1]
    value = None if trend.is_bars and trend.has_room else end.value
    level = sum(end.band) / 2 if end.band else end.plan
    up = down = 0.0
    if value is not None and level is not None:
        up, down = figure.apart(value, level, axis)
    notes = []
    if value is not None:
        notes.append(figure.note(trend.scale.bare(value), y=value, colour=figure.INK, shift=up))
    if level is not None:
        notes.append(figure.note(_plan_label(trend, end), y=level, colour=figure.MUTED, shift=down))
    return notes


def _plan_label(trend: _Trend, slot: Slot) -> str:
    words = trend.subject.words
    if slot.band is not None:
        return words.say(msg("plan {plan}", plan=_plan(trend, slot)))
    plan = trend.scale.trimmed(slot.plan) if trend.is_share else trend.scale.bare_trimmed(slot.plan)
    return words.say(msg("limit {plan}", plan=plan) if trend.is_limit else msg("plan {plan}", plan=plan))


def _hover(trend: _Trend, slot: Slot, said: _Said) -> str:
    plan = (trend.subject.words.say(msg("plan {plan}", plan=said.plan)),) if _has_plan(slot) else ()
    return figure.lines(said.period, _with_counts(trend, said), *plan)


def _header(trend: _Trend) -> tuple[str, ...]:
    counts = (msg("Counts"),) if trend.is_share else ()
    usual = (msg("Usual range"),) if any(slot.usual for slot in trend.slots) else ()
    ahead = (msg("Forecast"),) if any(slot.forecast for slot in trend.slots) else ()
    names = (msg("Period"), msg("Actual"), *counts, msg("Plan"), *usual, *ahead)
    return tuple(trend.subject.words.say(name) for name in names)


def _row(trend: _Trend, slot: Slot, said: _Said) -> tuple[str, ...]:
    period = said.period
    if slot.is_running:
        period = trend.subject.words.say(msg("{period} (so far)", period=period))
    has_usual = any(one.usual for one in trend.slots)
    usual = (ranges.of(slot.usual, trend.scale) or NONE,) if has_usual else ()
    ahead = (ranges.forecast(slot, trend.scale),) if any(one.forecast for one in trend.slots) else ()
    return (
        period,
        said.actual,
        *((said.counts or NONE,) if trend.is_share else ()),
        said.plan,
        *usual,
        *ahead,
    )


def _csv(trend: _Trend) -> tuple[tuple[str, ...], ...]:
    names = (
        msg("First day"), msg("Last day"), msg("Actual"), msg("Numerator"), msg("Denominator"), msg("Plan"),
        msg("Usual from"), msg("Usual to"),
    )  # fmt: skip
    header = tuple(trend.subject.words.say(name) for name in names)
    return (header, *(_csv_row(slot) for slot in trend.slots))


def _csv_row(slot: Slot) -> tuple[str, ...]:
    row = slot.actual
    counts = (None, None) if row is None else (row.numerator, row.denominator)
    numbers = (slot.value, *counts, slot.plan, *(slot.usual or (None, None)))
    return (slot.first.isoformat(), slot.last.isoformat(), *(csvtext.number(number) for number in numbers))
