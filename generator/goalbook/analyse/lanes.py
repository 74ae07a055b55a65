"""The three lanes of a team's page: act on, find out, above plan; never two answers to the same question.

* Act on: of the controllable steps that are below their benchmark with enough evidence, the finest ones (a
  stage gives way to a part of it that also has the evidence), and of these the one with the highest priority
  ``lift · min(1, P / clear) · controllability``.
* Find out: the largest negative contribution without enough evidence. Unknown evidence is not a pass.
* Above plan: the largest positive contributions.

An empty lane stays empty: no bottleneck is named where every step is within chance.

Source: method: three lanes; all levels are house defaults.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from goalbook.analyse import thresholds
from goalbook.analyse.arrays import BoolArray, FloatArray, IntArray, floats
from goalbook.analyse.evidence import Bands
from goalbook.analyse.groups import Groups

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NOISE = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """Steps or factors of many results, those of one result and period together, in the process's order.

    Attributes:
        result: Which result and period a step belongs to.
        name: A number for its metric.
        stage: The number of the stage that it refines; -1 on the first level.
        contribution: Its part of the result's gap, below 0 where it held the result back; NaN when not known.
        lift: What the result would gain at the benchmark; NaN when not known.
        p_worse: Probability that it is on the bad side of its benchmark; NaN when not known.
        is_withheld: Too few cases to judge: never sure, however high the probability.
        is_open: Cases may still add to its number: no KPI is recommended on it yet.
        controllability: 0 when the team cannot move it, 1 when it can, .5 between.
    """

    result: IntArray
    name: IntArray
    stage: IntArray
    contribution: FloatArray
    lift: FloatArray
    p_worse: FloatArray
    is_withheld: BoolArray
    is_open: BoolArray
    controllability: FloatArray

    def is_refined(self, parts: BoolArray) -> BoolArray:
        """Which steps are a stage of any of some parts of their result."""
        size = int(max(self.name.max(initial=0), self.stage.max(initial=0))) + 1
        stages = (self.result * size + self.stage)[parts & (self.stage >= 0)]
        found: BoolArray = np.isin(self.result * size + self.name, stages)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """Where each step goes; an empty lane is an answer, too.

    Attributes:
        lane: ``act``, ``find``, ``above`` or "" for none.
        place: Within its lane, from 0.
        priority: See `priority`.
        rank: Where to set KPIs, from 1; 0 for a stage, which is made of ranked parts.
        is_recommended: Among the first of these, stages included.
        is_largest: The largest drag of its result.
    """

    lane: NDArray[np.object_]
    place: IntArray
    priority: FloatArray
    rank: IntArray
    is_recommended: BoolArray
    is_largest: BoolArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The thresholds of the lanes."""

    bands: Bands = field(default_factory=Bands)
    above: int = thresholds.ABOVE_PLAN_STEPS.value
    chosen: int = thresholds.KPIS_PER_TEAM.value


def lanes(steps: Steps, rules: Rules | None = None) -> Sorted:
    """Sort the steps of every result into the lanes, and rank where to set KPIs.

    KPIs belong on the steps to act on, then on those to find out about, each by priority. Ties keep the order
    of the process, so that the same numbers always give the same page.
    """
    used = rules or Rules()
    worth, share = priority(steps, used.bands), np.nan_to_num(steps.contribution)
    noise = _NOISE * _of_result(np.maximum, np.abs(share), steps)
    is_finest = ~steps.is_refined(np.ones(len(share), dtype=np.bool_))
    is_act, is_sure = _to_act_on(steps, used)
    is_find = is_finest & ~is_sure & (share < -noise)
    act = _places(steps, is_act, -worth)
    find, above = _places(steps, is_find, share), _places(steps, is_finest & (share > noise), -share)
    lane = np.where((above >= 0) & (above < used.above), "above", "").astype(object)
    lane[find == 0] = "find"
    lane[act == 0] = "act"
    is_ready = (is_act | is_find) & ~steps.is_open
    wanted = _places(steps, is_ready, np.where(is_act, 0, 1), -worth, np.where(is_find, share, 0.0))
    is_wanted = (wanted >= 0) & (wanted < used.chosen)
    lowest = _of_result(np.minimum, np.where(is_finest, share, 0.0), steps)
    return Sorted(
        lane=lane,
        place=np.where(lane == "above", above, 0),
        priority=worth,
        rank=1 + _places(steps, is_finest, np.where(is_wanted, wanted, used.chosen), -worth),
        is_recommended=is_wanted,
        is_largest=is_finest & (lowest < 0) & (share == lowest),
    )


def priority(steps: Steps, bands: Bands | None = None) -> FloatArray:
    """``lift · min(1, P / clear) · controllability``, in the result's unit; 0 where something is unknown."""
    clear = (bands or Bands()).strong
    sure = np.minimum(1.0, np.nan_to_num(steps.p_worse) / clear)
    return floats(np.nan_to_num(steps.lift) * sure * steps.controllability)


def _to_act_on(steps: Steps, rules: Rules) -> tuple[BoolArray, BoolArray]:
    """The finest steps with enough evidence that the team can move; and all with enough evidence."""
    with np.errstate(invalid="ignore"):
        is_sure = (steps.p_worse >= rules.bands.moderate) & ~steps.is_withheld
        can_act = is_sure & (steps.controllability > 0) & (steps.lift > 0)
    return can_act & ~steps.is_refined(can_act), is_sure


def _of_result(extreme: np.ufunc, values: FloatArray, steps: Steps) -> FloatArray:
    """The largest or smallest of each result, on each of its steps."""
    if not len(values):
        return values
    groups = Groups.of(steps.result)
    return groups.spread(extreme.reduceat(values, groups.starts))


def _places(steps: Steps, where: BoolArray, *keys: ArrayLike) -> IntArray:
    """The place of some steps among those of their result, from 0, by keys from small to large; else -1."""
    rows = np.flatnonzero(where)
    ordered = [np.asarray(key)[rows] for key in reversed(keys)]
    order = rows[np.lexsort((*ordered, steps.result[rows]))]
    result = steps.result[order]
    begins = np.flatnonzero(np.diff(result, prepend=-1))
    found = np.full(len(where), -1)
    found[order] = np.arange(len(order)) - np.repeat(begins, np.diff(begins, append=len(order)))
    return found
