from __future__ import annotations

import pytest

from builders import a_cycle, a_handbook, a_log, a_metric, a_team, table

METRICS = {
    "won": a_metric(funnel=["asks", "won"]),
    "asks": a_metric(),
    "win_rate": a_metric(kind="rate", of="won / asks"),
}
ROWS = [
    f"2026-11-{day},{metric},{value},{segment}"
    for day in ("03", "10")
    for segment, won in (("north", 20), ("south", 50))
    for metric, value in (("asks", 100), ("won", won))
]


def test_a_rate_without_a_target_is_held_against_its_best_segment() -> None:
    cycle = a_cycle(metrics=METRICS, kgi="won")
    book = a_handbook(a_team(cycle, logs=[a_log(*ROWS, columns="date,metric,value,segment")]))

    rows = table(book, "evidence")
    month = rows[
        (rows["factor"] == "win_rate") & (rows["period"] == "month") & (rows["first"] == "2026-11-01")
    ]

    assert month["benchmark_kind"].tolist() == ["best-peer"]
    assert month["benchmark"].item() == pytest.approx(0.4549, abs=1e-4)  # Wilson, 100 of 200, z = 1.2816
