"""From plan to actual: what each factor contributed, in the order of the process.

Bars float between the totals; strong colour where the factor's own difference is certain, pale otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from goalbook.messages import msg
from goalbook.present import csvtext, figure, measure, text
from goalbook.present.chart import Chart, Drawing, Rows, Subject
from goalbook.present.figure import Json
from goalbook.present.measure import Scale

_CLEAR: Final = frozenset({"strong", "moderate"})
_NAME_WIDTH: Final = 130
_ROW_HEIGHT: Final = 32
_COLOURS: Final = {
    (True, True): "var(--gb-worse-graphic)",
    (True, False): "var(--gb-worse-fill)",
    (False, True): "var(--gb-better-graphic)",
    (False, False): "var(--gb-better-fill)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bar:
    name: str
    base: float
    size: float
    colour: str
    said: str

    @property
    def end(self) -> float:
        return self.base + self.size


def draw(subject: Subject, rows: Mapping[str, Rows]) -> Drawing | None:
    """The factors of one period against the plan; None without any factor below the KGI."""
    found = [row for row in _of(subject, rows["contributions"]) if row.base == "plan"]
    total = next((row for row in found if row.kind == "kgi" and row.contribution is not None), None)
    leaves = [row for row in found if row.kind == "leaf" and row.contribution is not None]
    if total is None or total.value0 is None or not leaves:
        return None
    judged = {(row.stage, row.step): row for row in _of(subject, rows["evidence"])}
    words = subject.words
    scale = measure.scale(subject.measure(total.factor), words, total.value0, total.value1)
    bars = _bars(subject, total, leaves, judged, scale)
    header = tuple(words.say(one) for one in (msg("Factor"), msg("Contribution")))
    name, language = subject.full_name(total.factor)
    gap = scale.delta(total.contribution)
    return Drawing(
        title=words.say(msg("From plan to actual: {gap}", gap=gap)),
        name=name,
        language="" if language == words.language else language,
        unit=scale.unit,
        figure=_figure(bars, scale),
        header=header,
        rows=tuple((bar.name, bar.said) for bar in bars),
        csv=(header, *((bar.name, csvtext.number(bar.size)) for bar in bars)),
        file=f"{subject.team}-waterfall-{total.first.isoformat()}",
    )


CHART = Chart(needs=("contributions", "evidence"), draw=draw)


def _of(subject: Subject, rows: Rows) -> list[Any]:
    return sorted(
        (
            row
            for row in rows
            if row.cycle == subject.cycle.cycle
            and row.period == subject.period.value
            and row.first == subject.day
        ),
        key=lambda row: row.order,
    )


def _bars(
    subject: Subject, total: Any, leaves: Sequence[Any], judged: Mapping[tuple[str, str], Any], scale: Scale
) -> list[_Bar]:
    say = subject.words.say
    at = total.value0
    bars = [_Bar(name=say(msg("Plan")), base=0.0, size=at, colour=figure.PLAN, said=scale.value(at))]
    for row in leaves:
        is_sure = _is_sure(judged.get((row.stage, row.step)), is_drag=row.is_drag)
        bars.append(
            _Bar(
                name=subject.name(row.factor if "/" not in row.factor else row.step)[0],
                base=at,
                size=row.contribution,
                colour=_COLOURS[row.is_drag, is_sure],
                said=scale.delta(row.contribution),
            )
        )
        at += row.contribution
    if total.residual:
        rest, name = total.residual, say(msg("Not explained"))
        bars.append(_Bar(name=name, base=at, size=rest, colour=figure.PLAN, said=scale.delta(rest)))
    end, name = total.value1, say(msg("Actual"))
    bars.append(_Bar(name=name, base=0.0, size=end, colour=figure.ACTUAL, said=scale.value(end)))
    return bars


def _is_sure(row: Any, *, is_drag: bool) -> bool:
    if row is None or row.is_withheld:
        return False
    return (row.level if is_drag else row.level_better) in _CLEAR


def _figure(bars: Sequence[_Bar], scale: Scale) -> Json:
    ends = [end for bar in bars for end in (bar.base, bar.end)]
    axis = figure.bar_axis([*ends, 1.12 * max(ends)], scale)
    places = list(range(len(bars)))
    names = [figure.short(bar.name, _NAME_WIDTH) for bar in bars]
    bottom = figure.LINE_HEIGHT + 8
    left = round(max(figure.width(name) for name in names)) + 8
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "x": [figure.number(bar.size) for bar in bars],
                "y": places,
                "base": [figure.number(bar.base) for bar in bars],
                "width": 0.7,
                "hovertext": [figure.lines(bar.name, bar.said) for bar in bars],
                "hoverinfo": "text",
                "marker": {"color": [bar.colour for bar in bars]},
            },
            {
                "type": "scatter",
                "mode": "lines",
                "x": [x for bar in bars[:-1] for x in (*[figure.number(bar.end)] * 2, None)],
                "y": [y for place in places[:-1] for y in (place - 0.35, place + 1.35, None)],
                "line": {"color": figure.PLAN, "width": 2},
                "hoverinfo": "skip",
            },
        ],
        "layout": {
            "height": len(bars) * _ROW_HEIGHT + bottom,
            "margin": {"l": left, "r": 0, "t": 0, "b": bottom},
            "xaxis": axis,
            "yaxis": {
                "range": [len(bars) - 0.5, -0.5],
                "tickvals": places,
                "ticktext": [text.label(name) for name in names],
                "showgrid": False,
            },
            "annotations": [_label(bar, place) for place, bar in zip(places, bars, strict=True)],
        },
    }


def _label(bar: _Bar, place: int) -> Json:
    """The amount behind the bar's right end, on ground of its own."""
    return {
        "text": text.label(bar.said),
        "x": figure.number(max(bar.base, bar.end)),
        "xanchor": "left",
        "xshift": 6,
        "y": place,
        "yanchor": "middle",
        "showarrow": False,
        "borderpad": 0,
        "bgcolor": figure.GROUND,
        "font": {"color": figure.INK},
    }
