"""How far a number's log reaches."""

from __future__ import annotations

from datetime import date

import builders


def test_a_day_before_1970_belongs_to_its_own_measure() -> None:
    fields = {"target": "60", "per": "month"}
    cycle = builders.a_cycle(
        "old", metrics={"calls": builders.a_metric(**fields), "asks": builders.a_metric(**fields)}
    )
    logs = [builders.a_log("1969-11-07,calls,9", "1969-11-14,asks,8")]
    book = builders.a_handbook(builders.a_team(cycle, logs=logs), spans={"old": "1969-10-01..1970-03-31"})
    found = builders.table(book, "pace", date(1969, 11, 18))

    month = found[(found["period"] == "month") & (found["first"].dt.month == 11)]
    assert dict(zip(month["metric"], month["until"].dt.date, strict=True)) == {
        "calls": date(1969, 11, 7),
        "asks": date(1969, 11, 14),
    }
