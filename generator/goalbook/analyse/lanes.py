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

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from goalbook.analyse import thresholds
from goalbook.analyse.evidence import Bands

_NOISE = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step or factor of a result, in the order of the process.

    Attributes:
        metric: Its metric's id.
        stage: The metric of the stage that it refines; None on the first level.
        contribution: Its part of the result's gap, below 0 where it held the result back; None when not
        known.
        lift: What the result would gain at the benchmark; None when not known.
        p_worse: Probability that the step is on the bad side of its benchmark; None when not known.
        controllability: 0 when the team cannot move it, 1 when it can, .5 between.
    """

    metric: str
    stage: str | None = None
    contribution: float | None = None
    lift: float | None = None
    p_worse: float | None = None
    controllability: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanes:
    """Where each step goes; None and empty are answers, too.

    Attributes:
        act_on: The step to act on.
        find_out: The step to find out about.
        above: Steps that went better than planned, largest first.
    """

    act_on: Step | None
    find_out: Step | None
    above: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The thresholds of the lanes."""

    bands: Bands = field(default_factory=Bands)
    above: int = thresholds.ABOVE_PLAN_STEPS.value
    chosen: int = thresholds.KPIS_PER_TEAM.value


def lanes(steps: Sequence[Step], rules: Rules | None = None) -> Lanes:
    """Sort the steps of one result and period into the lanes.

    Ties keep the order of the process, so that the same numbers always give the same page.
    """
    used = rules or Rules()
    act = _to_act_on(steps, used)
    find = [step for step in _to_find_out(steps, used) if step not in act[:1]]
    noise = _noise(steps)
    rose = [step for step in _finest(steps) if _contribution(step) > noise]
    return Lanes(
        act_on=act[0] if act else None,
        find_out=find[0] if find else None,
        above=tuple(sorted(rose, key=_contribution, reverse=True)[: used.above]),
    )


def recommended(steps: Sequence[Step], rules: Rules | None = None) -> tuple[Step, ...]:
    """Where to set KPIs, best first: the steps to act on, then those to find out about, each by priority."""
    used = rules or Rules()
    act = _to_act_on(steps, used)
    find = [step for step in _to_find_out(steps, used) if step not in act]
    find.sort(key=lambda step: priority(step, used.bands), reverse=True)
    return (*act, *find)[: used.chosen]


def priority(step: Step, bands: Bands | None = None) -> float:
    """``lift · min(1, P / clear) · controllability``, in the result's unit; 0 where something is unknown."""
    clear = (bands or Bands()).strong
    return (step.lift or 0.0) * min(1.0, (step.p_worse or 0.0) / clear) * step.controllability


def _to_act_on(steps: Sequence[Step], rules: Rules) -> list[Step]:
    sure = [
        step for step in steps if _is_sure(step, rules) and step.controllability > 0 and (step.lift or 0) > 0
    ]
    refined = {step.stage for step in sure}
    finest = [step for step in sure if step.metric not in refined]
    return sorted(finest, key=lambda step: priority(step, rules.bands), reverse=True)


def _to_find_out(steps: Sequence[Step], rules: Rules) -> list[Step]:
    noise = _noise(steps)
    fell = [step for step in _finest(steps) if _contribution(step) < -noise]
    return sorted((step for step in fell if not _is_sure(step, rules)), key=_contribution)


def _is_sure(step: Step, rules: Rules) -> bool:
    return step.p_worse is not None and step.p_worse >= rules.bands.moderate


def _finest(steps: Iterable[Step]) -> list[Step]:
    rows = list(steps)
    refined = {step.stage for step in rows}
    return [step for step in rows if step.metric not in refined]


def _contribution(step: Step) -> float:
    return step.contribution or 0.0


def _noise(steps: Iterable[Step]) -> float:
    return _NOISE * max((abs(_contribution(step)) for step in steps), default=0.0)
