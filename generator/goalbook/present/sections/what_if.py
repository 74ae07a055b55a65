"""What if: the plan to try out in the browser, one slider for each rate, volume and other factor."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from goalbook.analyse import volumes, what_if
from goalbook.analyse.what_if import WhatIf
from goalbook.model.values import Kind, Span
from goalbook.present import plans, readings
from goalbook.present.indicator import Indicator
from goalbook.present.readings import Readings, Stretch
from goalbook.present.section import Section
from goalbook.present.subject import Subject

_STEPS: Final = 400
"""About so many places a slider has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slider:
    """A leaf that can be moved; its places are whole numbers, so that every browser counts them alike.

    Attributes:
        low: The value at its first place.
        unit: The value from one place to the next.
        places: Its last place; the first is 0.
        place: Where it stands at first.
    """

    low: float
    unit: float
    places: int
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measure.

    Attributes:
        indicator: Which.
        plan: What the plan asks, exact; None for a leaf that it leaves open.
        recorded: What was recorded in the period, or None.
        slider: For a leaf.
    """

    indicator: Indicator
    plan: float | None
    recorded: float | None
    slider: Slider | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """The panel.

    Attributes:
        stretch: The period that its numbers speak of.
        kgi: The KGI.
        rows: From the KGI back to the first step.
        tree: Relations and numbers for the script, by metric id.
        is_recorded: Whether every leaf was recorded, so that the panel can begin from there.
    """

    stretch: Stretch
    kgi: Indicator
    rows: tuple[Row, ...]
    tree: Mapping[str, Any]
    is_recorded: bool


def _build(subject: Subject) -> Panel | None:
    work, stretch = plans.work(subject), readings.shown(subject)
    if work is None or stretch is None:
        return None
    known = Readings.of(subject, subject.rows("attainment"))
    actual = {metric: known.at(metric, stretch).actual for metric in work.cycle.metrics}
    recorded = {metric: value for metric, value in actual.items() if value is not None}
    found = what_if.what_if(work, Span(stretch.first, stretch.last), recorded)
    if found is None:
        return None
    order = volumes.backwards(work.cycle, work.tree)
    names = {found.kgi, *found.plan, *found.leaves, *(relation.result for relation in found.relations)}
    metrics = dict.fromkeys((*(metric for metric in order if metric in names), *sorted(names)))
    return Panel(
        stretch=stretch,
        kgi=subject.indicator(found.kgi),
        rows=tuple(_row(subject.indicator(metric), found, recorded) for metric in metrics),
        tree=_tree(found, recorded),
        is_recorded=all(leaf in recorded for leaf in found.leaves),
    )


def _row(indicator: Indicator, found: WhatIf, recorded: Mapping[str, float]) -> Row:
    metric = indicator.id
    start = found.start.get(metric)
    known = [number for number in (start, recorded.get(metric)) if number is not None]
    return Row(
        indicator=indicator,
        plan=found.plan.get(metric),
        recorded=recorded.get(metric),
        slider=None if start is None else _slider(indicator.kind, start, known),
    )


def _slider(kind: Kind, start: float, known: list[float]) -> Slider:
    """From 0 to twice the largest number known, a rate not beyond 100 %, in round steps."""
    top = 2 * max((*known, 0.0)) or 1.0
    low = 2 * min((*known, 0.0))
    if kind is Kind.RATE:
        low, top = 0.0, min(1.0, top)
    unit = _round_unit((top - low) / _STEPS)
    if kind is Kind.COUNT:
        unit = max(1.0, unit)
    low = unit * math.floor(low / unit)
    places = math.ceil(round((top - low) / unit, 6))
    return Slider(low=low, unit=unit, places=places, place=min(places, round((start - low) / unit)))


def _round_unit(least: float) -> float:
    """The next of 1, 2 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(times * power for times in (1, 2, 5, 10) if times * power >= least * (1 - 1e-9))


def _tree(found: WhatIf, recorded: Mapping[str, float]) -> Mapping[str, Any]:
    return {
        "kgi": found.kgi,
        "goal": found.plan[found.kgi],
        "relations": [
            [relation.result, relation.operator.value, list(relation.parts)] for relation in found.relations
        ],
        "plan": {leaf: found.start[leaf] for leaf in found.leaves},
        "recorded": {leaf: recorded[leaf] for leaf in found.leaves if leaf in recorded},
        "single": sorted(found.ways),
    }


SECTION = Section(needs=("attainment", *readings.NEEDS), build=_build)
