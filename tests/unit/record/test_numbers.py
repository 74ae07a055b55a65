"""``calls=520`` is read as meant or refused with the fix in words."""

from __future__ import annotations

from pathlib import Path

import pytest

import yaml_cases
from builders import a_cycle, a_metric
from goalbook.present import places
from goalbook.record import numbers
from goalbook.words import words

ENGLISH = words("en", places.locales())
CASES = Path(__file__).resolve().parents[2] / "cases/record/numbers.yml"
REFUSED: dict[str, str] = yaml_cases.read(CASES)
METRICS = a_cycle(
    metrics={
        "calls": a_metric(name={"en": "Calls", "ja": "電話数"}, was=["phone_calls"]),
        "new_asks": a_metric(name="New asks"),
        "revenue": a_metric(name="Revenue", kind="amount"),
        "mood": a_metric(name="Mood", kind="score"),
        "stock": a_metric(name="Stock", kind="level"),
        "visits": a_metric(name="Visits", external="true"),
        "ask_rate": a_metric(name="Ask rate", kind="rate", of="new_asks / calls"),
        "odd_rate": a_metric(name="Odd rate", kind="rate"),
        "twin_a": a_metric(name="Twin"),
        "twin_b": a_metric(name="Twin"),
    }
).metrics


@pytest.mark.parametrize(
    ("typed", "metric", "value"),
    [
        ("calls=520", "calls", "520"),
        ("calls=0", "calls", "0"),
        ("calls=5.0", "calls", "5"),
        (" calls = 2,600 ", "calls", "2600"),
        ("ｃａｌｌｓ＝５２０", "calls", "520"),
        ("Calls=520", "calls", "520"),
        ("電話数=520", "calls", "520"),
        ("phone_calls=520", "calls", "520"),
        ("new-asks=1", "new_asks", "1"),
        ("New asks=1", "new_asks", "1"),
        ("revenue=240万円", "revenue", "2400000"),
        ("revenue=1億2,000万", "revenue", "120000000"),
        ("revenue=△1,200", "revenue", "-1200"),
        ("revenue=¥1.5M", "revenue", "1500000"),
        ("mood=4.25", "mood", "4.25"),
        ("stock=¥100", "stock", "100"),
    ],
)
def test_read_as_meant(typed: str, metric: str, value: str) -> None:
    reading = numbers.read([typed], METRICS)

    assert reading.refusals == ()
    assert [(each.metric, each.value) for each in reading.numbers] == [(metric, value)]


@pytest.mark.parametrize(("typed", "said"), REFUSED.items())
def test_refused_with_the_fix(typed: str, said: str) -> None:
    reading = numbers.read([typed], METRICS)

    assert reading.numbers == ()
    told = [
        f"{ENGLISH.say(each.message)} {ENGLISH.say(each.hint) if each.hint else ''}"
        for each in reading.refusals
    ]
    assert told == [said]


def test_all_mistakes_are_told_at_once() -> None:
    reading = numbers.read(["calls=1", "cals=5", "calls=2", "電話数=3", "mood=x"], METRICS)

    assert [each.value for each in reading.numbers] == ["1"]
    assert [each.typed for each in reading.refusals] == ["cals=5", "calls=2", "電話数=3", "mood=x"]
