"""The KPI tree: edges, roots, loops, stages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, strategies as st

from goalbook.analyse import kpi_tree
from goalbook.model.cycle import Cycle

Make = Callable[..., Cycle]


def test_a_formula_and_a_funnel_with_its_rates_are_plan_edges(d1: Cycle) -> None:
    tree = kpi_tree.build_tree(d1)

    assert tree.children("revenue") == ("contracts", "average_deal")
    assert tree.children("contracts") == (
        "calls", "appointments", "meeting_rate", "meetings", "proposal_rate", "proposals", "win_rate",
    )  # fmt: skip
    assert tree.children("appointments") == (
        "calls",
        "connect_rate",
        "conversations",
        "ask_rate",
        "asks",
        "appointment_rate",
    )
    assert tree.children("calls") == tree.children("nobody") == ()


def test_measured_edges_may_close_a_loop_and_arrows_carry_no_arithmetic(d1: Cycle) -> None:
    tree = kpi_tree.build_tree(d1)

    assert tree.measured["average_deal"] == ("revenue", "contracts")
    assert tree.supports == {"discovery_rate": ("win_rate",)}
    assert tree.loops == ()
    assert tree.roots == ("revenue",)


def test_leaves_are_the_first_step_and_the_rates_and_what_only_counts(d1: Cycle) -> None:
    leaves = set(kpi_tree.build_tree(d1).leaves())

    assert {"calls", "connect_rate", "win_rate", "average_deal"} <= leaves
    assert leaves.isdisjoint({"revenue", "contracts", "appointments", "discovery_rate"})


def test_parents_come_before_their_parts(d1: Cycle) -> None:
    tree = kpi_tree.build_tree(d1)
    order = tree.parents_first()

    assert sorted(order) == sorted(d1.metrics)
    assert all(
        order.index(metric) < order.index(child) for metric in order for child in tree.children(metric)
    )


def test_two_stages_of_the_method(d1: Cycle) -> None:
    found = kpi_tree.stages(d1)

    assert [(stage.previous, stage.step, stage.rate, stage.level) for stage in found] == [
        (None, "calls", None, 1),
        ("calls", "appointments", None, 1),
        ("appointments", "meetings", "meeting_rate", 1),
        ("meetings", "proposals", "proposal_rate", 1),
        ("proposals", "contracts", "win_rate", 1),
    ]
    assert [(part.previous, part.step, part.rate, part.level) for part in found[1].parts] == [
        ("calls", "conversations", "connect_rate", 2),
        ("conversations", "asks", "ask_rate", 2),
        ("asks", "appointments", "appointment_rate", 2),
    ]
    assert len(list(kpi_tree.flat(found))) == 8


def test_a_first_step_with_a_funnel_of_its_own_opens_from_its_beginning(make_cycle: Make) -> None:
    cycle = make_cycle(
        "contracts",
        contracts={"funnel": ["appointments", "contracts"]},
        appointments={"funnel": ["calls", "appointments"]},
        calls={},
    )

    first, second = kpi_tree.stages(cycle)

    assert [(part.previous, part.step) for part in first.parts] == [
        (None, "calls"),
        ("calls", "appointments"),
    ]
    assert second.parts == ()


def test_a_funnel_that_begins_elsewhere_does_not_refine_the_link(make_cycle: Make) -> None:
    cycle = make_cycle(
        "contracts",
        contracts={"funnel": ["leads", "appointments", "contracts"]},
        appointments={"funnel": ["calls", "appointments"]},
        leads={},
        calls={},
    )

    assert all(stage.parts == () for stage in kpi_tree.stages(cycle))


def test_several_funnels_stand_one_after_the_other_those_below_the_kgi_first(make_cycle: Make) -> None:
    cycle = make_cycle(
        "revenue",
        hires={"funnel": ["applications", "hires"]},
        applications={},
        revenue={"formula": "new + repeat"},
        repeat={"funnel": ["offers", "repeat"]},
        new={"funnel": ["calls", "new"]},
        offers={},
        calls={},
    )

    steps = [stage.step for stage in kpi_tree.stages(cycle)]

    assert steps == ["calls", "new", "offers", "repeat", "applications", "hires"]
    assert kpi_tree.build_tree(cycle).roots == ("revenue", "hires")


def test_a_kgi_that_is_a_rate_is_a_root_without_parts(make_cycle: Make) -> None:
    cycle = make_cycle(
        "breach_rate", breach_rate={"kind": "rate", "of": "breaches / seen"}, breaches={}, seen={}
    )

    tree = kpi_tree.build_tree(cycle)

    assert (tree.roots, tree.leaves(), kpi_tree.stages(cycle)) == (("breach_rate",), ("breach_rate",), ())
    assert tree.measured == {"breach_rate": ("breaches", "seen")}


def test_no_kgi_and_no_metrics_is_an_empty_tree(make_cycle: Make) -> None:
    tree = kpi_tree.build_tree(make_cycle())

    assert (tree.kgi, tree.roots, tree.parts, kpi_tree.stages(make_cycle())) == (None, (), {}, ())


@pytest.mark.parametrize(
    ("formulas", "loops"),
    [
        ({"a": "b × c", "b": "c + a"}, (("a", "b"),)),
        ({"a": "a + b"}, (("a",),)),
        ({"d": "a + b", "a": "b + c", "b": "c + a", "c": "a + b"}, (("a", "b"),)),
        ({"a": "b + b", "b": "a + a", "c": "d + d", "d": "c + c"}, (("a", "b"), ("c", "d"))),
    ],
)
def test_loops_are_told_once_and_cut(
    make_cycle: Make, formulas: dict[str, str], loops: tuple[tuple[str, ...], ...]
) -> None:
    metrics = {name: {"formula": formulas[name]} if name in formulas else {} for name in "abcd"}
    tree = kpi_tree.build_tree(make_cycle("a", **metrics))

    assert tree.loops == loops
    assert sorted(tree.parents_first()) == sorted(metrics)


def test_a_funnel_can_close_a_loop_too(make_cycle: Make) -> None:
    cycle = make_cycle("a", a={"formula": "b + c"}, b={"funnel": ["a", "b"]}, c={})

    assert kpi_tree.build_tree(cycle).loops == (("a", "b"),)


def test_unknown_names_are_passed_over(make_cycle: Make) -> None:
    cycle = make_cycle(
        "nobody",
        a={"formula": "b × gone", "supports": ["gone"]},
        b={"funnel": ["gone", "c", "b"]},
        c={},
        r={"kind": "rate", "of": "gone / c"},
    )

    tree = kpi_tree.build_tree(cycle)

    assert (tree.kgi, tree.children("a"), tree.measured, tree.supports["a"]) == (None, ("b",), {}, ())
    assert [stage.step for stage in kpi_tree.stages(cycle)] == ["c", "b"]


@pytest.mark.parametrize(
    ("metric", "way"),
    [
        ("revenue", ("revenue",)),
        ("win_rate", ("win_rate", "contracts", "revenue")),
        ("asks", ("asks", "appointments", "contracts", "revenue")),
        ("discovery_rate", ("discovery_rate", "win_rate", "contracts", "revenue")),
        ("nobody", ()),
    ],
)
def test_the_way_to_the_kgi(d1: Cycle, metric: str, way: tuple[str, ...]) -> None:
    assert kpi_tree.build_tree(d1).way_to_kgi(metric) == way


def test_a_number_that_the_kgi_is_measured_by_leads_to_it(make_cycle: Make) -> None:
    cycle = make_cycle("rate", rate={"kind": "rate", "of": "bad / all"}, bad={}, all={}, other={})
    tree = kpi_tree.build_tree(cycle)

    assert tree.way_to_kgi("bad") == ("bad", "rate")
    assert tree.way_to_kgi("other") == ()


IDS = ["a", "b", "c", "d", "e", "f"]


@given(
    st.dictionaries(
        st.sampled_from(IDS), st.lists(st.sampled_from(IDS), min_size=2, max_size=3), max_size=len(IDS)
    )
)
def test_whatever_the_edges_every_metric_gets_its_turn_once_the_loops_are_cut(
    make_cycle: Make, edges: dict[str, list[str]]
) -> None:
    metrics = {name: {"formula": " + ".join(edges[name])} if name in edges else {} for name in IDS}
    tree = kpi_tree.build_tree(make_cycle("a", **metrics))

    assert sorted(tree.parents_first()) == IDS
    told = [metric for loop in tree.loops for metric in loop]
    assert len(told) == len(set(told))
    for loop in tree.loops:
        assert all(after in edges[before] for before, after in zip(loop, (*loop[1:], loop[0]), strict=True))
