"""The still picture: the same numbers as the live one, at any width, with nothing that runs."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from goalbook.errors import RenderError
from goalbook.present import figure, svg, text
from goalbook.present.chart import Drawing

HOSTILE = (Path(__file__).resolve().parents[2] / "cases/text/hostile.txt").read_text("utf-8").splitlines()
BAR = {"type": "bar", "x": [0, 1, 2], "y": [10, None, 5], "marker": {"color": "var(--gb-actual)"}}
LINE = {
    "type": "scatter",
    "mode": "lines+markers",
    "x": [0, 1, 2, 3, 4],
    "y": [1, 2, None, 4, 5],
    "line": {"color": "var(--gb-actual)", "width": 2, "dash": figure.DASH},
    "marker": {"color": "var(--gb-actual)", "size": 6, "opacity": [1, 1, 1, 1, 0.45]},
}


def a_drawing(*traces: Any, **layout: Any) -> Drawing:
    """A drawing of five places and values from 0 to 10."""
    shown = {
        "height": 240,
        "margin": {"l": 40, "r": 60, "t": 10, "b": 30},
        "xaxis": {
            "range": [-0.5, 4.5],
            "tickvals": [0, 4],
            "ticktext": ["Apr<br>2026", "Aug"],
            "showgrid": False,
        },
        "yaxis": {"range": [0, 10], "tickvals": [0, 5, 10], "ticktext": ["0", "5", "10"]},
        **layout,
    }
    return Drawing(
        title="November: 4, plan 6", name="Contracts", language="", unit="monthly",
        figure={"data": list(traces), "layout": shown},
        header=("Period",), rows=(("November",),), csv=(("Period",), ("November",)), file="contracts",
    )  # fmt: skip


def _parsed(markup: str) -> ET.Element:
    return ET.fromstring(markup)  # noqa: S314 - our own


def _all(root: ET.Element, tag: str) -> list[ET.Element]:
    return list(root.iter(tag))


def test_bars_stand_where_the_numbers_say_and_gaps_stay_gaps() -> None:
    bars = _all(_parsed(svg.picture(a_drawing(BAR))), "rect")

    assert [(bar.get("x"), bar.get("y"), bar.get("width"), bar.get("height")) for bar in bars] == [
        ("3%", "0%", "14%", "100%"),
        ("43%", "50%", "14%", "50%"),
    ]


def test_level_bars_and_negative_bars() -> None:
    level = {**BAR, "orientation": "h", "x": [10, 5], "y": [0, 1], "width": [0.5, 0.25], "offset": 0}
    below = {**BAR, "y": [-5, None, 5]}
    frame = {"xaxis": {"range": [0, 10], "tickvals": []}, "yaxis": {"range": [1.5, -0.5], "tickvals": []}}

    first, second = _all(_parsed(svg.picture(a_drawing(level, **frame))), "rect")
    negative = _all(
        _parsed(svg.picture(a_drawing(below, yaxis={"range": [-10, 10], "tickvals": []}))), "rect"
    )[0]

    assert (first.get("x"), first.get("width"), first.get("height")) == ("0%", "100%", "25%")
    assert (second.get("width"), second.get("height")) == ("50%", "12.5%")
    assert (negative.get("y"), negative.get("height")) == ("50%", "25%")


def test_a_line_breaks_at_a_gap() -> None:
    root = _parsed(svg.picture(a_drawing(LINE)))

    assert [line.get("points") for line in _all(root, "polyline")] == ["10,90 30,80", "70,60 90,50"]
    assert {line.get("vector-effect") for line in _all(root, "polyline")} == {"non-scaling-stroke"}
    assert len(_all(root, "circle")) == 4
    assert _all(root, "circle")[-1].get("opacity") == "0.45"


def test_words_keep_their_size_at_any_width() -> None:
    root = _parsed(svg.picture(a_drawing(BAR)))

    assert root.get("viewBox") is None
    assert root.get("height") == "240"
    assert root.get("style") == "padding:10px 60px 30px 40px"
    assert [tick.text for tick in _all(root, "text")] == ["0", "5", "10", "Apr", "Aug"]
    assert [line.text for line in _all(root, "tspan")] == ["2026"]


def test_it_says_what_it_shows() -> None:
    for root in (_parsed(svg.picture(a_drawing(BAR))), _parsed(svg.thumbnail(a_drawing(BAR)))):
        assert root.get("role") == "img"
        assert _all(root, "title")[0].text == "Contracts: November: 4, plan 6"


def test_a_thumbnail_has_traces_only() -> None:
    root = _parsed(svg.thumbnail(a_drawing(BAR, LINE)))

    assert root.get("height") == "64"
    assert _all(root, "text") == []
    assert len(_all(root, "rect")) == 2


@pytest.mark.parametrize("payload", HOSTILE)
def test_words_of_authors_are_text(payload: str) -> None:
    drawing = replace(
        a_drawing(
            BAR,
            annotations=[figure.note(payload, y=5, colour=figure.INK)],
            yaxis={"range": [0, 10], "tickvals": [5], "ticktext": [text.label(payload)]},
        ),
        title=payload,
        name=payload,
    )

    root = _parsed(svg.picture(drawing))

    tags = {element.tag for element in root.iter()}
    assert tags <= {"svg", "title", "line", "rect", "text", "tspan"}
    assert {name for element in root.iter() for name in element.attrib if name.startswith("on")} == set()
    assert [node.text for node in _all(root, "text")][:1] == [payload]
    assert [node.text for node in _all(root, "text")][-1] == payload
    assert _all(root, "title")[0].text == f"{payload}: {payload}"


def test_colours_are_names_of_the_style_sheet() -> None:
    markup = str(svg.picture(a_drawing(BAR, LINE, annotations=[figure.bar_label("4", x=0, y=10)])))

    colours = re.findall(r'(?:fill|stroke)="([^"]+)"', markup)

    assert colours
    assert {colour for colour in colours if not re.fullmatch(r"var\(--gb-[a-z]+\)|none", colour)} == set()


def test_a_trace_that_has_no_still_picture_is_our_own_mistake() -> None:
    with pytest.raises(RenderError, match="pie"):
        svg.picture(a_drawing({"type": "pie"}))


def test_a_sparkline_has_a_bar_for_each_number() -> None:
    root = _parsed(svg.sparkline([3, None, -1, 4], 'Twelve months of "R&D"'))

    assert root.get("aria-label") == 'Twelve months of "R&D"'
    assert root.get("role") == "img"
    assert [bar.get("height") for bar in _all(root, "rect")] == ["60%", "20%", "80%"]
    assert svg.sparkline([None, None], "nothing") == ""
    assert svg.sparkline([], "nothing") == ""
    assert "rect" in svg.sparkline([0, 0], "zero")
