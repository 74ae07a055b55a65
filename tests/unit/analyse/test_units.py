"""Units and whether they combine."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, strategies as st

from goalbook.analyse import units
from goalbook.model.cycle import Cycle

Make = Callable[..., Cycle]


@pytest.mark.parametrize(
    ("text", "powers", "scale"),
    [
        ("円/件", {"JPY": 1, "件": -1}, 1),
        ("円\uff0f件", {"JPY": 1, "件": -1}, 1),
        ("JPY per deal", {"JPY": 1, "deal": -1}, 1),
        ("deals", {"deal": 1}, 1),
        ("companies", {"company": 1}, 1),
        ("boxes", {"box": 1}, 1),
        ("回/人・月", {"回": 1, "人": -1, "月": -1}, 1),
        ("万円", {"JPY": 1}, 10_000),
        ("千円/人", {"JPY": 1, "人": -1}, 1_000),
        ("百万円", {"JPY": 1}, 1_000_000),
        ("%", {}, 1),
        ("¥", {"JPY": 1}, 1),
        ("件/件", {}, 1),
        ("千件", {"千件": 1}, 1),
    ],
)
def test_what_a_unit_means(text: str, powers: dict[str, int], scale: float) -> None:
    unit = units.parse(text)

    assert (dict(unit.powers), unit.scale) == (powers, scale)


def found(cycle: Cycle) -> list[tuple[str, str, str, str | None]]:
    return [(c.metric, str(c.expected), str(c.found), c.part) for c in units.clashes(cycle, "JPY")]


def test_contracts_times_yen_per_contract_is_yen(make_cycle: Make) -> None:
    cycle = make_cycle(
        "revenue",
        revenue={"kind": "amount", "unit": "円", "formula": "contracts × price"},
        contracts={"unit": "件"},
        price={"kind": "ratio", "unit": "円/件", "of": "revenue / contracts"},
    )

    assert found(cycle) == []


def test_what_is_left_out_follows_from_the_kinds(d1: Cycle) -> None:
    assert found(d1) == []
    assert dict(units.unit_of(d1, "average_deal", "JPY").powers) == {"JPY": 1, "?contracts": -1}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("formula", "kinds", "expected"),
    [
        ("b + c", {"a": "amount", "b": "amount", "c": ""}, [("a", "JPY", "c", "c")]),
        ("b × c", {"a": "amount", "b": "", "c": ""}, [("a", "JPY", "b·c", None)]),
        ("b × c", {"a": "amount", "b": "amount", "c": "amount"}, [("a", "JPY", "JPY²", None)]),
        ("b ÷ c", {"a": "件", "b": "件", "c": "人"}, [("a", "件", "件/人", None)]),
        ("b - c", {"a": "件", "b": "件", "c": "人"}, [("a", "件", "人", "c")]),
        ("b + c", {"a": "千円", "b": "円", "c": "千円"}, [("a", "1,000 JPY", "JPY", "b")]),
    ],
)
def test_units_that_do_not_combine(
    make_cycle: Make, formula: str, kinds: dict[str, str], expected: list[tuple[str, str, str, str | None]]
) -> None:
    metrics = {
        name: {"kind": "amount"} if kind == "amount" else {"unit": kind} if kind else {}
        for name, kind in kinds.items()
    }
    metrics["a"]["formula"] = formula

    assert found(make_cycle("a", **metrics)) == expected


@pytest.mark.parametrize(
    ("unit", "clashes"), [("円/件", 0), ("円", 0), ("JPY", 0), ("万円", 1), ("人", 1), ("件/円", 1)]
)
def test_a_ratios_own_unit_is_its_fraction_or_what_stands_above_the_line(
    make_cycle: Make, unit: str, clashes: int
) -> None:
    cycle = make_cycle(
        None,
        revenue={"kind": "amount"},
        won={"unit": "件"},
        price={"kind": "ratio", "unit": unit, "of": "revenue / won"},
    )

    assert len(found(cycle)) == clashes


@pytest.mark.parametrize(("unit", "clashes"), [("%", 0), ("件", 1)])
def test_a_rate_has_no_unit(make_cycle: Make, unit: str, clashes: int) -> None:
    cycle = make_cycle(
        None, won={"unit": "件"}, all={"unit": "人"}, win={"kind": "rate", "unit": unit, "of": "won / all"}
    )

    assert len(found(cycle)) == clashes


def test_what_is_not_known_is_not_judged(make_cycle: Make) -> None:
    cycle = make_cycle(
        "profit",
        profit={"kind": "amount", "formula": "stock × turns"},
        stock={"kind": "level"},
        turns={"kind": "ratio"},
        sum={"formula": "a + b"},
        a={"unit": "件"},
        b={},
    )

    assert found(cycle) == []


@given(st.dictionaries(st.sampled_from("abc"), st.integers(-3, 3).filter(bool)), st.sampled_from([1.0, 1e4]))
def test_a_unit_over_itself_is_one(powers: dict[str, int], scale: float) -> None:
    unit = units.Unit(powers=powers, scale=scale)

    assert unit.times(unit, -1) == units.ONE
    assert unit.fits(unit)
