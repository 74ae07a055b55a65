"""Confidence held against what came of it."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from goalbook.analyse import brier

shares = st.lists(st.floats(0, 1, allow_nan=False), min_size=1, max_size=9)


def score(*statements: tuple[str, float, bool]) -> pd.Series:
    frame = pd.DataFrame(statements, columns=["key_result", "share", "is_reached"]).assign(team="team")
    return brier.scores(frame, ("team", "key_result"), "team").loc["team"]


def test_a_worked_number() -> None:
    # (.8 - 1)² = .04, (.6 - 0)² = .36, mean .2
    found = score(("a", 0.8, True), ("b", 0.6, False))

    assert found["brier"] == pytest.approx(0.2)
    assert found["share"] == pytest.approx(0.7)
    assert (found["key_results"], found["reached"]) == (2, 1)


def test_a_key_result_stated_every_week_weighs_no_more_than_another() -> None:
    often = [("a", 1.0, True)] * 9

    assert score(*often, ("b", 1.0, False))["brier"] == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("share", "outcome", "expected"),
    [(1, 1, 0), (0, 0, 0), (1, 0, 1), (0, 1, 1), (0.5, 1, 0.25), (0.5, 0, 0.25)],
)
def test_exact_is_0_sure_and_wrong_is_1_one_half_is_a_quarter(
    share: float, outcome: int, expected: float
) -> None:
    assert score(("a", share, bool(outcome)))["brier"] == expected


@given(shares, st.integers(0, 1))
def test_it_stays_within_0_and_1_whatever_the_order(stated: list[float], outcome: int) -> None:
    rows = [(f"k{place}", share, bool(outcome)) for place, share in enumerate(stated)]

    found, turned = score(*rows)["brier"], score(*reversed(rows))["brier"]

    assert 0 <= found <= 1
    assert turned == pytest.approx(found)
