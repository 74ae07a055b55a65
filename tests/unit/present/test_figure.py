"""Ticks, labels and the plan's line."""

from __future__ import annotations

import html
import json

import pytest
from hypothesis import given, strategies as st

from goalbook.present import figure, measure, places
from goalbook.present.measure import Measure, Style
from goalbook.words import words

EN = words("en", places.locales())
NUMBERS = st.floats(-1e9, 1e9, allow_subnormal=False).map(lambda number: round(number, 6))


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 2_460_000, [0, 1_000_000, 2_000_000, 3_000_000]),
        (0, 60, [0, 20, 40, 60]),
        (0.1, 0.3, [0.1, 0.15, 0.2, 0.25, 0.3]),
        (0, 1, [0, 0.25, 0.5, 0.75, 1]),
        (-3, 8, [-5, 0, 5, 10]),
        (5, 5, [4, 6, 8, 10]),
        (0, 0, [0, 0.25, 0.5, 0.75, 1]),
    ],
)
def test_ticks_are_round(low: float, high: float, ticks: list[float]) -> None:
    assert figure.ticks(low, high) == ticks


@given(NUMBERS, NUMBERS)
def test_ticks_enclose_and_are_few(one: float, other: float) -> None:
    low, high = sorted((one, other))

    ticks = figure.ticks(low, high)

    assert 2 <= len(ticks) <= figure.MOST_TICKS
    assert ticks[0] <= low + (high - low) * 1e-6
    assert high <= ticks[-1] + (high - low) * 1e-6
    assert ticks == sorted(set(ticks))


@pytest.mark.parametrize(
    ("ticks", "style", "texts"),
    [
        ([0, 0.0025, 0.005], Style.SHARE, ["0", "0.25", "0.5"]),
        ([0, 1_000_000, 2_000_000], Style.MONEY, ["0", "1", "2"]),
        ([0, 2500, 5000], Style.COUNT, ["0", "2,500", "5,000"]),
        ([-0.5, 0, 0.5], Style.NUMBER, ["−0.5", "0", "0.5"]),
    ],
)
def test_ticks_have_the_decimals_of_their_step(ticks: list[float], style: Style, texts: list[str]) -> None:
    scale = measure.scale(Measure(style, "JPY" if style is Style.MONEY else ""), EN, *ticks)

    assert figure.tick_texts(ticks, scale) == texts


def test_bars_begin_at_zero_and_lines_need_not() -> None:
    scale = measure.scale(Measure(Style.COUNT), EN, 90)

    bars, line = figure.bar_axis([80.0, 90.0], scale), figure.line_axis([80.0, 90.0], scale)

    assert bars["tickvals"][0] == 0
    assert -2 < bars["range"][0] < 0
    assert bars["range"][1] > 90
    assert line["tickvals"][0] == 80
    assert figure.bar_axis([-5.0, 5.0], scale)["range"][0] < -5


def test_labels_that_do_not_fit_a_phone_are_left_out_and_the_last_stays() -> None:
    labels = [f"Label {number}" for number in range(36)]

    axis = figure.place_axis(labels, [str(2024 + number // 12) for number in range(36)])

    room = figure.NARROWEST / 36
    apart = [later - earlier for earlier, later in zip(axis["tickvals"], axis["tickvals"][1:], strict=False)]
    assert axis["tickvals"][-1] == 35
    assert min(apart) * room >= figure.width("Label 35")
    assert sum("<br>2025" in text for text in axis["ticktext"]) == 1
    assert figure.place_axis([], [])["tickvals"] == []


def test_bar_labels_that_would_touch_on_a_phone_are_named() -> None:
    narrow = figure.bar_labels([(place, 1, "4") for place in range(8)], 8)
    wide = figure.bar_labels([(place, 1, "198.0") for place in range(8)], 8)

    assert {note.get("name") for note in narrow} == {None}
    assert {note.get("name") for note in wide} == {figure.WIDE}
    assert figure.bar_labels([], 8) == []


def test_the_plan_steps_where_it_changes_and_stops_where_there_is_none() -> None:
    line = figure.plan_line([2.0, 2.0, 3.0, None, 3.0])

    assert line is not None
    assert line["x"] == [-0.5, 1.5, 1.5, 2.5, None, 3.5, 4.5]
    assert line["y"] == [2.0, 2.0, 3.0, 3.0, None, 3.0, 3.0]
    assert figure.plan_line([None, None]) is None


def test_labels_in_the_margin_never_overlap() -> None:
    axis = {"range": [0, 100]}

    up, down = figure.apart(50, 49, axis)
    far = figure.apart(90, 10, axis)

    plot = figure.PHONE_HEIGHT - 3 * figure.LINE_HEIGHT
    assert up - down + plot / 100 >= figure.LINE_HEIGHT - 0.2
    assert figure.apart(49, 50, axis)[0] == down
    assert far == (0, 0)


def test_long_names_are_cut_and_short_ones_are_not() -> None:
    assert figure.short("契約数", 100) == "契約数"
    assert figure.short("予定の質問を聞けた商談数", 100) == "予定の質問を聞…"
    assert figure.width(figure.short("x" * 100, 50)) <= 50


@given(st.text(max_size=40))
def test_a_figure_survives_its_attribute(said: str) -> None:
    whole = {"data": [{"name": said}]}

    attribute = figure.attribute(whole)

    assert "'" not in attribute
    assert "<" not in attribute
    assert json.loads(html.unescape(attribute)) == whole


def test_a_number_that_is_none_cannot_reach_a_page() -> None:
    with pytest.raises(ValueError, match="JSON"):
        figure.attribute({"data": [{"y": [float("nan")]}]})


def test_numbers_keep_six_digits_and_gaps_stay_gaps() -> None:
    assert figure.number(0.14814814814814814) == 0.148148
    assert figure.number(None) is None
    assert figure.number(0) == 0
