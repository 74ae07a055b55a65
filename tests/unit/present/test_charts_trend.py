"""What a trend says and draws, on small handbooks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from builders import TODAY, a_cycle, a_handbook, a_log, a_metric, a_team, tables
from goalbook.model.values import Period
from goalbook.present import places
from goalbook.present.chart import Drawing, Subject
from goalbook.present.charts import trend
from goalbook.words import words

MONTHLY = ("2026-10-06,calls,100", "2026-11-06,calls,80")
NOT_YET = "no usual range yet"
RATE = {
    "won": a_metric(name="Contracts"),
    "asked": a_metric(name="Proposals"),
    "win_rate": a_metric(name="Win rate", kind="rate", of="won / asked", target="20%"),
}
RATE_ROWS = ("2026-10-06,won,5", "2026-10-06,asked,20", "2026-11-06,won,4", "2026-11-06,asked,27")


def drawn(  # noqa: PLR0913 - a test names the one thing it is about
    metrics: Mapping[str, Any],
    rows: Sequence[str],
    metric: str = "calls",
    *,
    language: str = "en",
    period: Period = Period.MONTH,
    today: date = TODAY,
    first: str = "en",
    **cycle: Any,
) -> Drawing | None:
    """The trend of a metric of one team's cycle h2."""
    agreed = a_cycle(metrics=metrics, **cycle)
    book = a_handbook(a_team(agreed, logs=[a_log(*rows)]))
    built = tables(book, *trend.CHART.needs, today=today)
    subject = Subject(
        team="team", cycle=agreed, words=words(language, places.locales()), first=first, currency="JPY",
        as_of=today, metric=metric, period=period,
    )  # fmt: skip
    return trend.CHART.draw(subject, {need: built.rows(need, "team") for need in trend.CHART.needs})


def must(drawing: Drawing | None) -> Drawing:
    assert drawing is not None
    return drawing


def test_the_title_is_the_last_number_beside_its_plan() -> None:
    drawing = must(drawn({"calls": a_metric(target="90", per="month")}, MONTHLY))

    assert drawing.title == f"November: 80, plan 90; {NOT_YET}"
    assert drawing.unit == "monthly"
    assert drawing.rows == (("October 2026", "100", "90"), ("November 2026", "80", "90"))


def test_in_japanese() -> None:
    drawing = must(drawn({"calls": a_metric(target="90", per="month")}, MONTHLY, language="ja"))

    assert drawing.title == "11月は80件、計画90件。ふだんの幅はまだ出せません"
    assert drawing.unit == "件・月ごと"
    assert drawing.language == "en", "the name is written in the company's first language only"


def test_a_rate_has_its_counts_and_its_fraction() -> None:
    drawing = must(drawn(RATE, RATE_ROWS, "win_rate"))

    assert drawing.title == f"November: 14.8 % (4/27), plan 20 %; {NOT_YET}"
    assert drawing.name == "Win rate (Contracts ÷ Proposals)"
    assert drawing.header == ("Period", "Actual", "Counts", "Plan")
    assert drawing.rows[-1] == ("November 2026", "14.8 %", "4/27", "20 %")
    assert drawing.figure["data"][0]["type"] == "scatter"


def test_counts_are_bars_from_zero() -> None:
    figure = must(drawn({"calls": a_metric()}, MONTHLY)).figure

    assert figure["data"][0]["type"] == "bar"
    assert figure["layout"]["yaxis"]["tickvals"][0] == 0
    assert figure["layout"]["yaxis"]["range"][0] <= 0


def test_a_running_period_is_pale_and_said_to_be_so_far() -> None:
    metrics = {"calls": a_metric(target="90", per="month")}

    drawing = must(drawn(metrics, MONTHLY, today=date(2026, 11, 15)))

    assert drawing.title == f"November so far: 80; plan 90, about 43 by now; {NOT_YET}"
    assert drawing.figure["data"][0]["marker"]["opacity"] == [1, 0.45]
    assert drawing.rows[-1][0] == "November 2026 (so far)"


def test_a_running_rate_has_no_plan_to_date() -> None:
    drawing = must(drawn(RATE, RATE_ROWS, "win_rate", today=date(2026, 11, 15)))

    assert drawing.title == f"November so far: 14.8 % (4/27), plan 20 %; {NOT_YET}"


def test_missing_is_a_gap_and_never_zero() -> None:
    rows = ("2026-10-06,calls,100", "2026-11-06,calls,", "2026-12-06,calls,70")

    drawing = must(drawn({"calls": a_metric()}, rows, today=date(2026, 12, 31)))

    assert drawing.figure["data"][0]["y"] == [100, None, 70]
    assert drawing.rows[1] == ("November 2026", "–", "–")
    assert drawing.csv[2] == ("2026-11-01", "2026-11-30", "", "", "", "", "", "")


def test_a_reported_zero_is_zero() -> None:
    drawing = must(drawn({"calls": a_metric()}, ("2026-10-06,calls,100", "2026-11-06,calls,0")))

    assert drawing.figure["data"][0]["y"] == [100, 0]
    assert drawing.title == f"November: 0; {NOT_YET}"


def test_nothing_after_the_day_is_drawn() -> None:
    drawing = must(drawn({"calls": a_metric(target="90", per="month")}, MONTHLY))

    assert len(drawing.figure["data"][0]["x"]) == 2
    assert drawing.figure["data"][1]["x"] == [-0.5, 1.5]


def test_the_plan_steps_where_it_was_changed() -> None:
    series = [
        {"from": "2026-10-01", "value": "20%"},
        {"from": "2026-11-01", "value": "16%", "why": "new list"},
    ]
    metrics = RATE | {"win_rate": a_metric(name="Win rate", kind="rate", of="won / asked", target=series)}

    plan = must(drawn(metrics, RATE_ROWS, "win_rate")).figure["data"][1]

    assert plan["y"] == [0.2, 0.2, 0.16, 0.16]
    assert plan["x"] == [-0.5, 0.5, 0.5, 1.5]
    assert plan["line"]["dash"] == "6px,4px"


def test_where_lower_is_better_the_plan_is_a_limit() -> None:
    metrics = RATE | {
        "win_rate": a_metric(name="Late", kind="rate", of="won / asked", target="5%", direction="down")
    }

    drawing = must(drawn(metrics, RATE_ROWS, "win_rate"))

    assert drawing.title == f"November: 14.8 % (4/27), plan 5 % or less; {NOT_YET}"
    assert [note["text"] for note in drawing.figure["layout"]["annotations"]] == ["14.8", "limit 5 %"]


def test_a_band_has_two_lines() -> None:
    metrics = {"calls": a_metric(kind="level", direction="band", band=["70", "90"])}

    drawing = must(drawn(metrics, MONTHLY))

    assert drawing.title == f"November: 80, plan 70 to 90; {NOT_YET}"
    assert [line["y"] for line in drawing.figure["data"][1:]] == [[70, 70], [90, 90]]


def test_a_metric_without_plan_has_no_line() -> None:
    drawing = must(drawn({"calls": a_metric()}, MONTHLY))

    assert drawing.title == f"November: 80; {NOT_YET}"
    assert len(drawing.figure["data"]) == 1


@pytest.mark.parametrize(("weeks", "cadence", "drawings"), [(7, "week", 0), (8, "week", 1), (8, "month", 0)])
def test_weeks_are_drawn_when_they_are_logged_and_enough(weeks: int, cadence: str, drawings: int) -> None:
    rows = [f"{TODAY - timedelta(days=3 + 7 * week)},calls,{week + 1}" for week in range(weeks)]

    drawing = drawn({"calls": a_metric()}, rows, period=Period.WEEK, cadence=cadence)

    assert (drawing is not None) == bool(drawings)


def test_a_weekly_title_speaks_of_the_last_whole_week() -> None:
    rows = [f"{TODAY - timedelta(days=7 * week)},calls,{week + 1}" for week in range(8)]

    drawing = must(drawn({"calls": a_metric()}, rows, period=Period.WEEK))

    assert drawing.title == "Week of 23 Nov: 2, within its usual range per working day"
    band, actual = drawing.figure["data"][:2]
    assert actual["y"][-1] == 1
    assert drawing.unit.endswith("weekly · light band: usual range (provisional)")
    assert band["x"] == actual["x"]
    assert all(height > 0 for height in band["y"])


def test_the_forecast_of_a_running_period_is_its_interval_with_the_middle() -> None:
    metrics = {"calls": a_metric(target="90", per="month")}
    rows = [f"2026-11-{day:02},calls,4" for day in (2, 4, 5, 6, 9, 10, 11, 12, 13)]

    drawing = must(drawn(metrics, rows, today=date(2026, 11, 15)))

    fan, middle = drawing.figure["data"][-2:]
    low, mean, high = fan["base"][0], middle["y"][0], fan["base"][0] + fan["y"][0]
    assert 36 < low < mean < high
    assert mean == pytest.approx(36 / 9 * 19, rel=0.05)  # nine of nineteen working days, at this pace
    assert drawing.header[-1] == "Forecast"
    assert drawing.rows[-1][-1] == f"{mean:.0f} ({low:.0f}–{high:.0f})"


def test_eight_bars_are_labelled_and_more_are_not() -> None:
    months = [f"2026-{month:02}-06,calls,{month}" for month in range(4, 13)]
    metrics = {"calls": a_metric()}

    def labels(rows: Sequence[str]) -> list[str]:
        agreed = [a_cycle("h1", metrics=metrics), a_cycle("h2", metrics=metrics)]
        book = a_handbook(a_team(*agreed, logs=[a_log(*rows)]))
        built = tables(book, *trend.CHART.needs, today=date(2026, 12, 31))
        subject = Subject(
            team="team", cycle=agreed[1], words=words("en", places.locales()), first="en", currency="JPY",
            as_of=date(2026, 12, 31), metric="calls",
        )  # fmt: skip
        drawing = trend.CHART.draw(subject, {need: built.rows(need, "team") for need in trend.CHART.needs})
        return [note["text"] for note in must(drawing).figure["layout"]["annotations"]]

    assert labels(months[1:]) == ["5", "6", "7", "8", "9", "10", "11", "12"]
    assert labels(months) == ["12"]


def test_words_of_authors_are_safe_in_every_label() -> None:
    metrics = {"calls": a_metric(name="<b>R&D</b>", kind="level", unit="<i>$x$</i>%{y}", target="90")}

    drawing = must(drawn(metrics, MONTHLY))

    figure = str(drawing.figure)
    assert "<i>" not in figure
    assert "%{" not in figure
    assert drawing.name == "<b>R&D</b>", "templates escape it"


def test_a_metric_that_is_not_known_or_has_no_number_is_not_drawn() -> None:
    assert drawn({"calls": a_metric()}, MONTHLY, "nowhere") is None
    assert drawn({"calls": a_metric()}, ("2026-11-06,calls,",)) is None
    assert drawn({"calls": a_metric()}, ()) is None


def test_a_day_in_the_past_ends_the_picture_there() -> None:
    agreed = a_cycle(metrics={"calls": a_metric()})
    built = tables(a_handbook(a_team(agreed, logs=[a_log(*MONTHLY)])), *trend.CHART.needs)
    rows = {need: built.rows(need, "team") for need in trend.CHART.needs}
    subject = Subject(
        team="team", cycle=agreed, words=words("en", places.locales()), first="en", currency="JPY",
        as_of=TODAY, metric="calls",
    )  # fmt: skip

    assert (
        must(trend.CHART.draw(replace(subject, day=date(2026, 10, 1)), rows)).title
        == f"October: 100; {NOT_YET}"
    )
    assert must(trend.CHART.draw(replace(subject, period=Period.CYCLE), rows)).title.endswith(
        f"so far: 180; {NOT_YET}"
    )
