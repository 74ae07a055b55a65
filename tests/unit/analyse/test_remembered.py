"""What follows from a cycle is worked out once for each cycle, and forgotten with it."""

from __future__ import annotations

import gc
import inspect
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from builders import a_cycle, a_metric
from goalbook.analyse import funnel_links, kpi_tree, lines, plan, process, remembered
from goalbook.analyse.remembered import once, once_alike
from goalbook.model.cycle import Cycle


def test_each_cycle_is_worked_out_once() -> None:
    asked: list[int] = []

    @once
    def known(cycle: Cycle) -> int:
        asked.append(id(cycle))
        return len(asked)

    one, other = (Cycle.model_validate({"cycle": "h2", "kgi": None}) for _ in range(2))

    assert [known(one), known(other), known(one), known(other)] == [1, 2, 1, 2]
    assert len(asked) == 2


def test_a_changed_copy_is_another_cycle() -> None:
    @once
    def name(cycle: Cycle) -> str:
        return cycle.cycle

    cycle = Cycle.model_validate({"cycle": "h2", "kgi": None})

    assert [name(cycle), name(cycle.model_copy(update={"cycle": "h3"})), name(cycle)] == ["h2", "h3", "h2"]


def test_nothing_is_kept_of_a_cycle_that_nobody_holds() -> None:
    @once
    def known(cycle: Cycle) -> list[str]:
        return [cycle.cycle]

    for _ in range(100):
        known(Cycle.model_validate({"cycle": "h2", "kgi": None}))
    gc.collect()
    held = next(
        cell.cell_contents for cell in known.__closure__ or () if isinstance(cell.cell_contents, dict)
    )

    assert held == {}


MADE = {
    "calls": a_metric(),
    "asks": a_metric(funnel=["calls", "asks"]),
    "ask_rate": a_metric(kind="rate", of="asks / calls"),
    "deal": a_metric(kind="amount", supports=["asks"]),
    "revenue": a_metric(kind="amount", formula="asks × deal"),
}
OF_MAKEUP = (
    *(kpi_tree.build_tree, kpi_tree.declared_rates, kpi_tree.stages, plan.equations),
    *(process.of_cycle, lines.of_cycle, lines.tree_of, funnel_links.links),
)


class Bare(SimpleNamespace):
    """What has these attributes and no others; unlike its base it may be held weakly."""


@pytest.mark.parametrize("function", OF_MAKEUP, ids=lambda function: str(function.__qualname__))
def test_what_is_shared_reads_nothing_but_the_makeup(function: Callable[[Any], object]) -> None:
    cycle = a_cycle(metrics=MADE, kgi="revenue", kpis={"ask_rate": {}})
    bare = Bare(
        kgi=cycle.kgi,
        kpis=dict.fromkeys(cycle.kpis),
        metrics={
            name: SimpleNamespace(
                kind=metric.kind,
                formula=metric.formula,
                funnel=metric.funnel,
                of=metric.of,
                supports=metric.supports,
            )
            for name, metric in cycle.metrics.items()
        },
    )

    worked_out: Any = inspect.unwrap(function)
    assert worked_out(bare) == function(cycle)


def test_cycles_made_alike_are_worked_out_once() -> None:
    asked: list[str] = []

    @once_alike
    def known(cycle: Cycle) -> str:
        asked.append(cycle.cycle)
        return cycle.cycle

    more = {**MADE, "calls": a_metric(target="40", per="month", was=["dials"])}
    other = {**MADE, "ask_rate": a_metric(kind="rate", of="calls / asks")}
    made = {"h1": MADE, "h2": more, "h3": other, "h4": dict(reversed(MADE.items())), "h5": MADE}
    found = [known(a_cycle(name, metrics=metrics, kgi="revenue")) for name, metrics in made.items()]

    assert found == ["h1", "h1", "h3", "h4", "h1"]
    assert asked == ["h1", "h3", "h4"]
    assert known(a_cycle("h6", metrics=MADE, kgi="asks")) == "h6"
    assert known(a_cycle("h7", metrics=MADE, kgi="revenue", kpis={"asks": {}})) == "h7"


def test_no_more_makeups_than_a_company_has_are_kept_in_mind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "_MOST", 2)
    monkeypatch.setattr(remembered, "_numbers", {})
    held = once_alike(lambda cycle: cycle.kgi)
    named = [a_cycle(metrics=MADE, kgi=name) for name in MADE]

    assert [held(cycle) for cycle in named] == list(MADE)
    assert [held(cycle.model_copy()) for cycle in named] == list(MADE)
