"""Segments of a rate beside each other."""

from __future__ import annotations

from math import sqrt
from typing import Any

import pandas as pd
import pytest

from builders import a_cycle, a_handbook, a_log, a_metric, a_team, table

METRICS = {
    "won": a_metric(name="Contracts", funnel=["asks", "won"], per="month", target="60"),
    "asks": a_metric(name="Asks"),
    "rate": a_metric(name="Win rate", kind="rate", of="won / asks", target="30%"),
}


def peers(direction: str = "up", **segments: tuple[int, int]) -> pd.DataFrame:
    """Hits and cases of each segment in November, by segment."""
    rows = [
        f"2026-11-27,{name},{value},{segment}"
        for segment, counts in segments.items()
        for name, value in zip(("won", "asks"), counts, strict=True)
    ]
    metrics: dict[str, Any] = METRICS | {"rate": METRICS["rate"] | {"direction": direction}}
    log = a_log(*rows, columns="date,metric,value,segment")
    found = table(a_handbook(a_team(a_cycle(kgi="won", metrics=metrics), logs=[log])), "peers")
    return found[found["period"] == "month"].set_index("segment")


def test_limits_by_hand() -> None:
    found = peers(web=(60, 200), fair=(30, 100), shop=(90, 300))
    half = 3 * sqrt(0.3 * 0.7 / 100)

    assert found["pooled"].tolist() == pytest.approx([0.3] * 3)
    assert (found.loc["fair", "lower"], found.loc["fair", "upper"]) == pytest.approx((0.3 - half, 0.3 + half))
    assert set(found["standing"]) == {"within"}


def test_the_lower_rate_of_few_cases_is_chance_and_that_of_many_is_not() -> None:
    found = peers(few=(2, 20), many=(140, 700), rest=(438, 1280))

    assert found["rate"].idxmin() == "few"
    assert found["standing"].to_dict() == {"few": "within", "many": "below", "rest": "above"}


@pytest.mark.parametrize(("direction", "side"), [("up", "worse"), ("down", "better")])
def test_a_side_is_good_or_bad_by_the_rates_direction(direction: str, side: str) -> None:
    assert peers(direction, many=(140, 700), rest=(438, 1280)).loc["many", "side"] == side


def test_with_few_expected_hits_nothing_is_said() -> None:
    found = peers(few=(9, 14), rest=(100, 400))

    assert found.loc["few", "standing"] == "thin"
    assert found.loc["few", "side"] == ""


def test_one_segment_has_no_peers() -> None:
    assert peers(web=(60, 200)).empty
