"""Every chart on the sample company: figure, words and table are golden, and Plotly accepts the figure."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

import plotly.graph_objects as go
import pytest

from goalbook import registry
from goalbook.analyse import run
from goalbook.load import run as load
from goalbook.model.handbook import Handbook
from goalbook.model.values import Period
from goalbook.present import charts, places, svg
from goalbook.present.chart import Chart, Drawing, Rows, Subject
from goalbook.tree import WorkingTree
from goalbook.words import words

ROOT: Final = Path(__file__).resolve().parents[3]
TODAY: Final = date(2026, 11, 30)
CHARTS: Final = {entry.key: entry.value for entry in registry.collect(charts, "CHART", Chart)}


class Case(NamedTuple):
    """A chart's subject on the sample."""

    team: str
    metric: str
    period: Period
    day: str
    language: str

    def __str__(self) -> str:
        return f"{self.team} {self.metric} {self.period.value} {self.day} {self.language}"


# Amounts and rates, both directions, months and weeks, both languages.
CASES: Final = (
    Case("sales-1", "revenue_new", Period.MONTH, "2026-11-01", "ja"),
    Case("sales-1", "revenue_new", Period.MONTH, "2026-11-01", "en"),
    Case("sales-1", "win_rate", Period.MONTH, "2026-11-01", "en"),
    Case("sales-1", "appointments", Period.WEEK, "2026-11-30", "ja"),
    Case("emergency", "breach_rate", Period.MONTH, "2019-03-01", "en"),
    Case("pipeline", "revenue", Period.QUARTER, "2017-10-01", "ja"),
    Case("sales-1", "next_appointment_rate", Period.WEEK, "2026-11-30", "ja"),
)
each_chart = pytest.mark.parametrize("key", CHARTS)
each_case = pytest.mark.parametrize("case", CASES, ids=str)


@pytest.fixture(scope="module")
def sample() -> Handbook:
    return load.load(WorkingTree(ROOT)).handbook


@pytest.fixture(scope="module")
def tables(sample: Handbook) -> run.Tables:
    return run.build(sample, TODAY, sorted({need for chart in CHARTS.values() for need in chart.needs}))


Draw = Callable[[str, Case], Drawing | None]


@pytest.fixture(scope="module")
def draw(sample: Handbook, tables: run.Tables) -> Draw:
    """Draws a chart on the sample."""

    def drawn(key: str, case: Case) -> Drawing | None:
        rows: Mapping[str, Rows] = {need: tables.rows(need, case.team) for need in CHARTS[key].needs}
        return CHARTS[key].draw(_subject(sample, case), rows)

    return drawn


def _subject(sample: Handbook, case: Case) -> Subject:
    return Subject(
        team=case.team,
        cycle=sample.teams[case.team].cycles[sample.current_cycle(case.team, TODAY) or ""],
        words=words(case.language, places.locales()),
        first=sample.company.languages[0],
        currency=sample.currency(case.team),
        as_of=sample.as_of(case.team, TODAY),
        metric=case.metric,
        period=case.period,
        day=date.fromisoformat(case.day),
    )


@each_chart
def test_a_chart_is_as_it_was_read(key: str, draw: Draw, golden: Callable[[str, str], None]) -> None:
    drawings: dict[str, Drawing] = {}
    for case in CASES:
        found = draw(key, case)
        # A chart of no metric is the same for several.
        if found is not None and found not in drawings.values():
            drawings[str(case)] = found

    golden(f"charts/{key}.txt", _written(drawings))


@each_chart
@each_case
def test_plotly_accepts_the_figure_and_the_still_picture_can_be_drawn(
    key: str, case: Case, draw: Draw
) -> None:
    drawing = draw(key, case)
    if drawing is None:
        return

    figure = go.Figure(drawing.figure).to_plotly_json()

    assert len(figure["data"]) == len(drawing.figure["data"])
    assert json.loads(json.dumps(drawing.figure)) == drawing.figure, "lists and plain values only"
    assert "template" not in drawing.figure["layout"]
    assert "</svg>" in svg.picture(drawing)


@each_chart
def test_every_chart_draws_something_on_the_sample(key: str, draw: Draw) -> None:
    drawings = [found for case in CASES if (found := draw(key, case))]

    assert drawings
    for drawing in drawings:
        assert drawing.title
        assert drawing.name
        assert drawing.rows
        assert {len(row) for row in drawing.rows} == {len(drawing.header)}
        assert {len(row) for row in drawing.csv} == {len(drawing.csv[0])}
        assert len(drawing.csv) == len(drawing.rows) + 1


@each_chart
@each_case
def test_without_rows_nothing_is_drawn(key: str, case: Case, sample: Handbook) -> None:
    assert CHARTS[key].draw(_subject(sample, case), dict.fromkeys(CHARTS[key].needs, ())) is None


def _written(drawings: Mapping[str, Drawing]) -> str:
    """One line for each part, so that a difference can be read."""
    lines = []
    for name, drawing in drawings.items():
        lines.append(f"# {name}")
        parts: dict[str, Any] = {
            "title": drawing.title,
            "name": drawing.name,
            "language": drawing.language,
            "unit": drawing.unit,
            "file": drawing.file,
            **{f"data {number}": trace for number, trace in enumerate(drawing.figure["data"])},
            **{f"layout {key}": value for key, value in drawing.figure["layout"].items()},
            "header": drawing.header,
        }
        lines += [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in parts.items()]
        lines += [f"row: {' | '.join(row)}" for row in drawing.rows]
        lines += [f"csv: {','.join(row)}" for row in drawing.csv[:2]]
    return "\n".join(lines) + "\n"
