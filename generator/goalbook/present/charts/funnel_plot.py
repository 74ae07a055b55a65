"""Segments of a rate against their cases, with the range in which chance alone would put them.

Few cases swing widely and many hardly do, so a raw rate says nothing of who is different: only a point
outside the two lines does. Nothing is ranked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from goalbook.analyse import pchart
from goalbook.messages import Message, msg
from goalbook.present import csvtext, figure, formats, measure, text
from goalbook.present.chart import HEIGHT, Chart, Drawing, Rows, Subject
from goalbook.present.figure import Json
from goalbook.present.measure import Scale

_STEPS: Final = 40
_MOST_LABELLED: Final = 6
_MOST_TICKS: Final = 5
_ROOM: Final = 1.1
_COLOURS: Final = {
    "better": "var(--gb-better-graphic)",
    "worse": "var(--gb-worse-graphic)",
    "": figure.ACTUAL,
}
_STANDINGS: Final = {
    "above": msg("above the range of chance"),
    "below": msg("below the range of chance"),
    "within": msg("within the range of chance"),
    "thin": msg("too few cases to judge"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Peers:
    """A rate's segments in the order of the table, and how their rates and cases are written."""

    subject: Subject
    rows: tuple[Any, ...]
    rates: Scale
    cases: Scale

    @property
    def outside(self) -> tuple[Any, ...]:
        return tuple(row for row in self.rows if row.standing in {"above", "below"})

    def name(self, row: Any) -> str:
        return row.segment or self.subject.words.say(msg("without a segment"))


def draw(subject: Subject, rows: Mapping[str, Rows]) -> Drawing | None:
    """The segments of the subject's metric in its period; None where there are not two."""
    metric = subject.cycle.metrics.get(subject.metric)
    found = tuple(
        row
        for row in rows["peers"]
        if row.metric == subject.metric
        and row.cycle == subject.cycle.cycle
        and row.period == subject.period.value
        and row.first == subject.day
    )
    if metric is None or metric.of is None or not found:
        return None
    words, below = subject.words, metric.of.denominator
    rates = [row.rate for row in found]
    peers = _Peers(
        subject=subject,
        rows=found,
        rates=measure.scale(subject.measure(subject.metric), words, *rates),
        cases=measure.scale(subject.measure(below), words, *(row.n for row in found)),
    )
    name, language = subject.full_name(subject.metric)
    header, csv_header = (tuple(words.say(one) for one in names) for names in (_HEADER, _CSV_HEADER))
    return Drawing(
        title=words.say(_finding(peers)),
        name=name,
        language="" if language == words.language else language,
        unit=words.say(
            msg(
                "{unit} by {cases} · line: all together · dashed: range of chance",
                unit=peers.rates.unit,
                cases=subject.name(below)[0],
            )
        ),
        figure=_figure(peers),
        header=header,
        rows=tuple(_row(peers, row) for row in found),
        csv=(csv_header, *(_csv_row(peers, row) for row in found)),
        file=f"{subject.team}-segments-{subject.metric}-{found[0].first.isoformat()}",
    )


CHART = Chart(needs=("peers",), draw=draw)
_HEADER: Final = (msg("Segment"), msg("Actual"), msg("Counts"), msg("Range of chance"), msg("Finding"))
_CSV_HEADER: Final = (
    msg("Segment"), msg("Actual"), msg("Numerator"), msg("Denominator"), msg("Chance from"), msg("Chance to"),
    msg("Finding"),
)  # fmt: skip


def _finding(peers: _Peers) -> Message:
    if peers.outside:
        names = tuple(peers.name(row) for row in peers.outside)
        return msg("Outside the range of chance: {names}", names=names)
    if all(row.standing == "thin" for row in peers.rows):
        return msg("Too few cases to tell segments apart")
    return msg("No segment differs by more than chance")


def _figure(peers: _Peers) -> Json:
    most = max(row.n for row in peers.rows) * _ROOM
    fewest = max(1.0, min(row.n for row in peers.rows) / 4)
    pooled = peers.rows[0].pooled
    counts, *edges = pchart.funnel(pooled, (fewest, most), _STEPS)
    shown = [number for row in peers.rows for number in (row.rate, row.lower, row.upper)]
    axis = figure.line_axis(shown, peers.rates)
    places = [place for place in figure.ticks(0, most, _MOST_TICKS) if place <= most]
    return {
        "data": [
            *(_line(*_within(counts, edge, axis["range"]), figure.DASH) for edge in edges),
            _line([0.0, most], [pooled, pooled], None),
            {
                "type": "scatter",
                "mode": "markers",
                "x": [figure.number(row.n) for row in peers.rows],
                "y": [figure.number(row.rate) for row in peers.rows],
                "marker": {"color": [_COLOURS[row.side] for row in peers.rows], "size": 9},
                "hovertext": [figure.lines(peers.name(row), *_row(peers, row)[1:]) for row in peers.rows],
                "hoverinfo": "text",
                "cliponaxis": False,
            },
        ],
        "layout": {
            "height": HEIGHT,
            "margin": figure.margin(axis, ()),
            "xaxis": {
                "range": [0, figure.number(most)],
                "tickvals": places,
                "ticktext": figure.tick_texts(places, peers.cases),
                "showgrid": False,
            },
            "yaxis": axis,
            "annotations": [_label(peers, row, most) for row in _labelled(peers)],
        },
    }


def _within(
    x: Sequence[float], y: Sequence[float], shown: Sequence[float]
) -> tuple[list[float], list[float]]:
    """The part of a line that the axis shows: at its edge it would read as a limit that it is not."""
    low, high = shown
    points = [(one, other) for one, other in zip(x, y, strict=True) if low <= other <= high]
    return [one for one, _ in points], [other for _, other in points]


def _line(x: Sequence[float], y: Sequence[float], dash: str | None) -> Json:
    line = {"color": figure.PLAN, "width": 1.5}
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [figure.number(one) for one in x],
        "y": [figure.number(one) for one in y],
        "line": line | ({"dash": dash} if dash else {}),
        "hoverinfo": "skip",
    }


def _labelled(peers: _Peers) -> tuple[Any, ...]:
    return peers.rows if len(peers.rows) <= _MOST_LABELLED else peers.outside[:_MOST_LABELLED]


def _label(peers: _Peers, row: Any, most: float) -> Json:
    is_right = row.n > most / 2
    return {
        "text": text.label(peers.name(row)),
        "x": figure.number(row.n),
        "xanchor": "right" if is_right else "left",
        "xshift": -8 if is_right else 8,
        "y": figure.number(row.rate),
        "yanchor": "middle",
        "showarrow": False,
        "borderpad": 0,
        "bgcolor": figure.GROUND,
        "font": {"color": figure.INK},
    }


def _row(peers: _Peers, row: Any) -> tuple[str, ...]:
    words = peers.subject.words
    return (
        peers.name(row),
        peers.rates.value(row.rate),
        formats.fraction(row.k, words, row.n),
        peers.rates.prefix + peers.rates.between(row.lower, row.upper) + peers.rates.suffix,
        words.say(_STANDINGS[row.standing]),
    )


def _csv_row(peers: _Peers, row: Any) -> tuple[str, ...]:
    """Each number in a cell of its own: spreadsheets read 4/27 as a day."""
    numbers = (row.rate, row.k, row.n, row.lower, row.upper)
    standing = peers.subject.words.say(_STANDINGS[row.standing])
    return (peers.name(row), *(csvtext.number(number) for number in numbers), standing)
