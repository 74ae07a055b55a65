"""What the process bars say and draw, on small handbooks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from builders import TODAY, a_cycle, a_handbook, a_log, a_metric, a_team, tables
from goalbook.model.values import Period
from goalbook.present import places
from goalbook.present.chart import Drawing, Subject
from goalbook.present.charts import process_bars
from goalbook.words import words

FUNNEL = {
    "calls": a_metric(name="Calls", target="100", per="month"),
    "asks": a_metric(name="Asks", target="50", per="month"),
    "won": a_metric(name="Contracts", target="4", per="month", funnel=["calls", "asks", "won"]),
}
ROWS = ("2026-11-06,calls,110", "2026-11-06,asks,30", "2026-11-06,won,4")


def drawn(
    metrics: Mapping[str, Any],
    rows: Sequence[str],
    *,
    language: str = "en",
    period: Period = Period.MONTH,
    today: date = TODAY,
) -> Drawing | None:
    """The process bars of one team's cycle h2 with the KGI ``won``."""
    agreed = a_cycle(metrics=metrics, kgi="won")
    built = tables(a_handbook(a_team(agreed, logs=[a_log(*rows)])), "steps", today=today)
    subject = Subject(
        team="team", cycle=agreed, words=words(language, places.locales()), first="en", currency="JPY",
        as_of=today, period=period,
    )  # fmt: skip
    return process_bars.CHART.draw(subject, {"steps": built.rows("steps", "team")})


def must(drawing: Drawing | None) -> Drawing:
    assert drawing is not None
    return drawing


def test_each_bar_is_the_share_of_its_own_plan() -> None:
    drawing = must(drawn(FUNNEL, ROWS))

    bars, marks = drawing.figure["data"]
    assert bars["x"][:3] == [1.1, 0.6, 1]
    assert set(marks["x"]) == {1, None}
    assert drawing.title == "November: 2 of 3 steps reached their plan"
    assert drawing.rows[1] == ("Asks", "30", "50", "60.0 %")
    assert drawing.figure["layout"]["xaxis"]["range"][0] <= 0


def test_in_japanese() -> None:
    drawing = must(drawn(FUNNEL, ROWS, language="ja"))

    assert drawing.title == "11月:計画に届いた段階は3つ中2つ"
    assert drawing.rows[1][1] == "30件"


def test_a_step_without_number_has_no_bar_and_no_mark() -> None:
    drawing = must(drawn(FUNNEL, ("2026-11-06,calls,110", "2026-11-06,won,4")))

    bars, marks = drawing.figure["data"]
    assert bars["x"][:3] == [1.1, None, 1]
    assert marks["x"][3:6] == [None, None, None]
    assert drawing.rows[1] == ("Asks", "–", "50", "–")
    assert drawing.title == "November: 2 of 2 steps reached their plan"


def test_a_running_month_says_so() -> None:
    drawing = must(drawn(FUNNEL, ROWS, today=date(2026, 11, 15)))

    assert drawing.title == "November so far: 2 of 3 steps at the plan of the whole period"


def test_one_step_is_no_process() -> None:
    assert drawn(FUNNEL, ROWS[:1]) is None
    assert drawn({"won": a_metric(name="Contracts", target="4")}, ROWS[2:]) is None


def test_height_grows_with_the_steps_and_is_kept_on_a_phone() -> None:
    drawing = must(drawn(FUNNEL, ROWS))

    assert drawing.height == drawing.phone_height == 40 * len(drawing.rows) + 23


def test_names_of_steps_are_safe() -> None:
    metrics = {**FUNNEL, "asks": a_metric(name="<b>R&D</b> &amp;", target="50", per="month")}

    drawing = must(drawn(metrics, ROWS))

    assert "<b>" not in str(drawing.figure)
    assert drawing.rows[1][0] == "<b>R&D</b> &amp;"
