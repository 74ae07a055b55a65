"""A cycle's process as rows, without numbers: the funnel's steps, the other factors of the KGI, the KGI."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Final, NamedTuple

import pandas as pd

from goalbook.analyse import frames, kpi_tree, layout
from goalbook.analyse.inputs import Inputs
from goalbook.analyse.kpi_tree import Stage
from goalbook.analyse.remembered import once_alike
from goalbook.model.cycle import Cycle

_TEXTS: Final = ("role", "stage", "step", "rate_metric", "previous", "numerator", "denominator")
_COLUMNS: Final = ("cycle_row", "order", "level", *_TEXTS, "is_kpi")


class Role(Enum):
    """What a row of the process is."""

    STEP = "step"
    FACTOR = "factor"
    KGI = "kgi"


class Row(NamedTuple):
    """A row of one cycle's process; see `rows`."""

    level: int
    role: str
    stage: str
    step: str
    rate_metric: str
    previous: str
    numerator: str
    denominator: str
    is_kpi: bool


def rows(inputs: Inputs) -> pd.DataFrame:
    """The rows of every cycle's process, in order.

    Returns:
        cycle_row, order (from 0 in each cycle), level (1 = of the funnel itself), role, stage (the step that
        a finer step refines, "" on level 1), step, previous (the step before, "" for none), rate_metric (the
        declared rate between the two, else ""), numerator and denominator (of that rate, declared or not; of
        a factor or KGI that is a rate itself, its own; else ""), is_kpi.
    """
    found = [
        (cycle_row, order, *row)
        for cycle_row, (_, _, cycle, _) in enumerate(layout.each_cycle(inputs))
        for order, row in enumerate(of_cycle(cycle))
    ]
    frame = pd.DataFrame(found, columns=list(_COLUMNS))
    return frame.assign(**{name: frames.texts(frame[name]) for name in _TEXTS})


@once_alike
def of_cycle(cycle: Cycle) -> tuple[Row, ...]:
    """The rows of one cycle's process, in order."""
    return tuple(_rows(cycle))


def _rows(cycle: Cycle) -> Iterator[Row]:
    stages = kpi_tree.stages(cycle)
    yield from _steps(cycle, stages, "")
    steps = {stage.step for stage in kpi_tree.flat(stages)}
    rates = {stage.rate for stage in kpi_tree.flat(stages)}
    tree = kpi_tree.build_tree(cycle)
    if tree.kgi is None:
        return
    for metric in (*tree.below(tree.kgi)[1:], tree.kgi):
        if metric not in steps and metric not in rates:
            yield _other(cycle, metric)


def _steps(cycle: Cycle, stages: tuple[Stage, ...], refined: str) -> Iterator[Row]:
    for stage in stages:
        rate, previous = stage.rate or "", stage.previous or ""
        fraction = (stage.step, previous) if previous else ("", "")
        is_kpi = stage.step in cycle.kpis or rate in cycle.kpis
        yield Row(stage.level, Role.STEP.value, refined, stage.step, rate, previous, *fraction, is_kpi)
        yield from _steps(cycle, stage.parts, stage.step)


def _other(cycle: Cycle, metric: str) -> Row:
    role = Role.KGI if metric == cycle.kgi else Role.FACTOR
    of = cycle.metrics[metric].of
    fraction = (of.numerator, of.denominator) if of else ("", "")
    return Row(1, role.value, "", metric, "", "", *fraction, metric in cycle.kpis)
