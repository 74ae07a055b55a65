"""Which way is better follows from the formulas that lead to the KGI; what is written stands above it."""

from __future__ import annotations

from typing import Any

import pytest

from builders import a_cycle, a_metric
from goalbook.model.cycle import Cycle
from goalbook.model.effects import effects

COUNT: dict[str, Any] = a_metric()


def sides(cycle: Cycle) -> dict[str, str]:
    return {name: metric.direction.value for name, metric in cycle.metrics.items()}


def test_what_makes_up_a_number_that_should_fall_should_fall() -> None:
    metrics = {
        "complaints": a_metric(direction="down", formula="deliveries × rate"),
        "deliveries": COUNT,
        "rate": a_metric(kind="rate", of="complaints / deliveries"),
        "calls": COUNT,
    }

    found = sides(a_cycle(metrics=metrics, kgi="complaints"))

    assert found == {"complaints": "down", "deliveries": "down", "rate": "down", "calls": "up"}


def test_a_cost_is_better_when_it_falls_and_so_are_its_parts() -> None:
    metrics = {
        "profit": a_metric(kind="amount", formula="revenue - cost"),
        "revenue": a_metric(kind="amount"),
        "cost": a_metric(kind="amount", formula="hours × wage"),
        "hours": a_metric(kind="duration"),
        "wage": a_metric(kind="ratio", of="cost / hours"),
    }

    found = sides(a_cycle(metrics=metrics, kgi="profit"))

    assert found == {"profit": "up", "revenue": "up", "cost": "down", "hours": "down", "wage": "down"}


def test_below_the_line_the_side_changes_and_a_second_time_it_changes_back() -> None:
    metrics = {
        "unit_cost": a_metric(kind="ratio", of="cost / pieces", formula="cost ÷ pieces", direction="down"),
        "cost": a_metric(kind="amount"),
        "pieces": a_metric(formula="made - scrap"),
        "made": COUNT,
        "scrap": COUNT,
    }

    found = sides(a_cycle(metrics=metrics, kgi="unit_cost"))

    assert found == {"unit_cost": "down", "cost": "down", "pieces": "up", "made": "up", "scrap": "down"}


def test_steps_and_rates_of_a_funnel_go_with_its_end() -> None:
    metrics = {
        "losses": a_metric(direction="down", funnel=["visits", "faults"]),
        "visits": COUNT,
        "faults": COUNT,
        "fault_rate": a_metric(kind="rate", of="faults / visits"),
        "loss_rate": a_metric(kind="rate", of="losses / faults"),
    }

    assert set(sides(a_cycle(metrics=metrics, kgi="losses")).values()) == {"down"}


def test_a_duration_in_a_sum_that_should_rise_rises() -> None:
    metrics = {
        "practised": a_metric(kind="duration", direction="up", formula="alone + together"),
        "alone": a_metric(kind="duration"),
        "together": a_metric(kind="duration"),
        "waiting": a_metric(kind="duration"),
    }

    found = sides(a_cycle(metrics=metrics, kgi="practised"))

    assert found == {"practised": "up", "alone": "up", "together": "up", "waiting": "down"}


def test_what_is_written_stands_above_the_formula_though_its_effect_is_the_formulas() -> None:
    metrics = {
        "complaints": a_metric(direction="down", formula="deliveries × rate"),
        "deliveries": a_metric(direction="up"),
        "rate": a_metric(kind="rate", of="complaints / deliveries"),
    }
    cycle = a_cycle(metrics=metrics, kgi="complaints")

    assert sides(cycle)["deliveries"] == "up"
    assert effects("complaints", cycle.metrics)["deliveries"].value == "down"


def test_what_pulls_both_ways_has_no_effect_of_its_own() -> None:
    metrics = {
        "margin": a_metric(kind="amount", formula="revenue - cost"),
        "revenue": a_metric(kind="amount", formula="pieces × price"),
        "cost": a_metric(kind="amount", formula="pieces × spent"),
        "pieces": COUNT,
        "price": a_metric(kind="ratio", of="revenue / pieces"),
        "spent": a_metric(kind="ratio", of="cost / pieces"),
    }
    cycle = a_cycle(metrics=metrics, kgi="margin")

    assert "pieces" not in effects("margin", cycle.metrics)
    assert sides(cycle) == {
        "margin": "up",
        "revenue": "up",
        "cost": "down",
        "pieces": "up",
        "price": "up",
        "spent": "down",
    }


def test_what_a_rate_counts_falls_with_it_and_what_it_is_counted_in_does_not() -> None:
    metrics = {
        "late": a_metric(kind="rate", of="breaches / patients", direction="down"),
        "breaches": COUNT,
        "patients": COUNT,
    }

    assert sides(a_cycle(metrics=metrics, kgi="late")) == {
        "late": "down",
        "breaches": "down",
        "patients": "up",
    }


@pytest.mark.parametrize("kgi", [None, "gone", "stock"])
def test_without_a_side_of_the_kgi_nothing_follows(kgi: str | None) -> None:
    metrics = {
        "stock": a_metric(kind="level", direction="band", band=["10", "20"], formula="here + there"),
        "here": a_metric(kind="level"),
        "there": a_metric(kind="level"),
    }

    cycle = a_cycle(metrics=metrics, kgi=kgi)

    assert effects(kgi, cycle.metrics) == {}
    assert sides(cycle) == {"stock": "band", "here": "up", "there": "up"}


def test_formulas_that_lead_back_end() -> None:
    metrics = {"a": a_metric(formula="b × c"), "b": a_metric(formula="a - c"), "c": COUNT}

    assert sides(a_cycle(metrics=metrics, kgi="a")) == {"a": "up", "b": "up", "c": "up"}


def test_the_side_is_no_field_so_equal_files_are_equal() -> None:
    plain, led = (
        a_cycle(metrics={"a": a_metric(formula="b - c"), "b": COUNT, "c": COUNT}, kgi=kgi)
        for kgi in (None, "a")
    )

    assert plain.metrics == led.metrics
    assert led.metrics["c"].direction is not plain.metrics["c"].direction
    assert led.model_copy(update={"cycle": "h3"}).metrics["c"].direction is led.metrics["c"].direction
