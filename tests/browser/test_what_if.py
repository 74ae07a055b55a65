"""The what-if panel in Chromium: its numbers are those of the plan, however the sliders stand."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from goalbook.analyse import plan
from goalbook.load.run import load
from goalbook.model.cycle import Cycle
from goalbook.model.handbook import Handbook
from goalbook.model.targets import Targets, TargetStep
from goalbook.model.values import Form, Quantity
from goalbook.tree import WorkingTree

pytestmark = [pytest.mark.browser, pytest.mark.site]

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 11, 30)
STEPS = ("calls", "conversations", "asks", "appointments", "meetings", "proposals", "contracts")
SETTINGS: tuple[dict[str, float], ...] = (
    {},
    {"win_rate": 0.15},
    {"win_rate": 0.25, "appointment_rate": 0.21},
    {"average_deal": 330_000, "connect_rate": 0.5, "meeting_rate": 0.6},
    {"calls": 1700, "ask_rate": 0.1},
)


@cache
def worked() -> tuple[Handbook, Cycle]:
    book = load(WorkingTree(ROOT)).handbook
    return book, book.teams["sales-1"].cycles["fy2026-h2"]


def changed(cycle: Cycle, targets: dict[str, float | None]) -> Cycle:
    """The cycle with other targets; None takes one away."""
    metrics = dict(cycle.metrics)
    for name, value in targets.items():
        step = TargetStep(value=Quantity(text="", value=value or 0.0, form=Form.PLAIN))
        update: dict[str, Any] = {"target": None if value is None else Targets((step,))}
        if value is not None and plan.adds_up(metrics[name]):
            update["per"] = metrics["revenue_new"].per
        metrics[name] = metrics[name].model_copy(update=update)
    return cycle.model_copy(update={"metrics": metrics})


def planned(targets: dict[str, float | None]) -> dict[str, float]:
    book, cycle = worked()
    values = plan.plan_values(changed(cycle, targets), DAY, book.span("fy2026-h2"))
    return {metric: found.value for metric, found in values.items()}


def move(page: Page, setting: dict[str, float]) -> dict[str, float]:
    """Put sliders where a setting says; gives the exact values they have there."""
    reached = {}
    for metric, value in setting.items():
        reached[metric] = page.locator(f"tr[data-metric={metric}] input").evaluate(
            """(input, value) => {
                 const [low, unit] = [Number(input.dataset.low), Number(input.dataset.unit)];
                 input.value = String(Math.round((value - low) / unit));
                 input.dispatchEvent(new Event("input", { bubbles: true }));
                 return low + Number(input.value) * unit;
               }""",
            value,
        )
    return reached


def read(page: Page, kind: str) -> dict[str, float]:
    """Metric to the exact number behind a column: ``now`` or ``need``."""
    found = page.locator(f"output[data-{kind}]").evaluate_all(
        "cells => cells.map((cell) => [cell.closest('tr').dataset.metric, cell.dataset.value])"
    )
    return {metric: float(value) for metric, value in found if value}


@pytest.mark.parametrize("way", ["url", "file"])
def test_the_panel_agrees_with_the_plan(opened: Any, sample: Any, way: str) -> None:
    page = opened(getattr(sample, way)).go("teams/sales-1/plan/index.html")
    for setting in SETTINGS:
        page.locator("button[data-from=plan]").click()
        reached = move(page, setting)
        rates: dict[str, float | None] = {name: value for name, value in reached.items() if name != "calls"}
        back = planned(rates)
        up = planned({**rates, "revenue_new": None, "calls": reached.get("calls", 2500.0)})

        assert reached == pytest.approx(setting)
        now, need = read(page, "now"), read(page, "need")
        assert {metric: now[metric] for metric in up if metric in now} == pytest.approx(
            {metric: up[metric] for metric in up if metric in now}
        ), setting
        assert {step: need[step] for step in STEPS} == pytest.approx({step: back[step] for step in STEPS}), (
            setting
        )


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("teams/sales-1/plan/index.html", "New revenue: ¥1.80M, ¥0.60M below plan."),
        ("ja/teams/sales-1/plan/index.html", "180.0万円"),
    ],
)
def test_a_floor_of_15_percent_is_told_in_the_page_s_language(
    opened: Any, sample: Any, address: str, said: str
) -> None:
    page = opened(sample.url).go(address)
    move(page, {"win_rate": 0.15})

    assert said in page.locator("output[data-result]").inner_text()


def test_keys_move_a_slider_and_the_button_puts_all_back(opened: Any, sample: Any) -> None:
    page = opened(sample.url).go("teams/sales-1/plan/index.html")
    slider = page.locator("tr[data-metric=win_rate] input")

    slider.focus()
    page.keyboard.press("ArrowRight")
    assert read(page, "now")["win_rate"] > 0.2
    assert (
        slider.get_attribute("aria-valuetext")
        == page.locator("tr[data-metric=win_rate] output[data-now]").inner_text()
    )

    page.locator("button[data-from=plan]").press("Enter")
    assert read(page, "now")["win_rate"] == 0.2
    assert read(page, "now")["revenue_new"] == pytest.approx(2_400_000)


def test_it_can_begin_from_what_was_recorded(opened: Any, sample: Any) -> None:
    page = opened(sample.url).go("teams/sales-1/plan/index.html")
    page.locator("button[data-from=recorded]").click()
    now = read(page, "now")

    assert now["revenue_new"] == pytest.approx(1_680_000)
    assert (now["calls"], now["win_rate"]) == (2600, pytest.approx(4 / 27))


def test_what_one_measure_alone_cannot_do_is_said(opened: Any, sample: Any) -> None:
    page = opened(sample.url).go("teams/sales-1/plan/index.html")
    move(page, {"calls": 400})

    assert page.locator("tr[data-metric=meeting_rate] output[data-need]").inner_text() == "not by this alone"


def test_a_team_without_steps_has_no_panel(opened: Any, sample: Any) -> None:
    page = opened(sample.url).go("teams/emergency/plan/index.html")

    assert page.locator(".gb-whatif").count() == 0
