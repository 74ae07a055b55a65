"""The lines of a process table and what each is judged by: its *factor*.

A factor is a metric, or a link of a funnel for which no rate is declared, written ``appointments/calls``. No
metric's id has a slash in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from goalbook.analyse import kpi_tree, plan, process
from goalbook.analyse.formula_tree import FormulaTree
from goalbook.analyse.plan import Relation
from goalbook.analyse.process import Role
from goalbook.analyse.remembered import once_alike
from goalbook.model.cycle import Cycle
from goalbook.model.values import Operator


class LineKind(StrEnum):
    """What a line is in the sum: leaves add up to the KGI, a stage is the sum of its parts."""

    LEAF = "leaf"
    STAGE = "stage"
    INNER = "inner"
    KGI = "kgi"
    KPI = "kpi"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a process table.

    Attributes:
        order: From 0.
        kind: What it is in the sum, when all numbers are there.
        stage: The step that a finer line refines, "" on level 1.
        step: The step's metric; of other factors and the KGI the metric itself.
        factor: What the line is judged by.
        numerator: Metric of the factor's fraction, "" when it is none.
        denominator: Likewise.
        parent: Order of the stage's line, -1 on level 1.
        is_step: Whether it is a step of a funnel.
    """

    order: int
    kind: LineKind
    stage: str
    step: str
    factor: str
    numerator: str
    denominator: str
    parent: int
    is_step: bool


def link(step: str, previous: str) -> str:
    """The factor of a link without a declared rate."""
    return f"{step}/{previous}"


@once_alike
def of_cycle(cycle: Cycle) -> tuple[Line, ...]:
    """The lines of a cycle in the order of the table ``steps``; the KGI always has one, at the end."""
    found: list[Line] = []
    rows = list(process.of_cycle(cycle))
    levels = [row.level for row in rows]
    stages: dict[int, int] = {}
    for order, row in enumerate(rows):
        stages[row.level] = order
        is_stage = order + 1 < len(rows) and levels[order + 1] > row.level
        found.append(
            Line(
                order=order,
                kind=_kind(row, is_stage=is_stage),
                stage=row.stage,
                step=row.step,
                factor=_factor(row),
                numerator=row.numerator,
                denominator=row.denominator,
                parent=stages[row.level - 1] if row.level > 1 else -1,
                is_step=row.role == Role.STEP.value,
            )
        )
    if cycle.kgi in cycle.metrics and not any(line.kind is LineKind.KGI for line in found):
        found.append(_last(cycle, cycle.kgi or "", len(found)))
    return tuple(found)


@once_alike
def tree_of(cycle: Cycle) -> FormulaTree | None:
    """What the KGI is made of, links without a declared rate included; None without a KGI."""
    known = kpi_tree.build_tree(cycle)
    if known.kgi is None:
        return None
    links = _undeclared(cycle, kpi_tree.stages(cycle))
    try:
        return FormulaTree.of(known.kgi, (*plan.equations(cycle), *links))
    except ValueError:  # a loop, which `check` names
        return FormulaTree(root=known.kgi, relations={}, leaves=(known.kgi,))


def logged_for(cycle: Cycle, tree: FormulaTree | None) -> frozenset[str]:
    """The metrics that are logged for a KGI: those of its tree and the parts of their fractions; else all."""
    if tree is None:
        return frozenset(cycle.metrics)
    named = [*tree.relations, *tree.leaves]
    for name in [*named]:
        metric = cycle.metrics.get(name)
        if metric and metric.of:
            named += [metric.of.numerator, metric.of.denominator]
    return frozenset(name for name in named if name in cycle.metrics)


def _undeclared(cycle: Cycle, stages: tuple[kpi_tree.Stage, ...]) -> Iterator[Relation]:
    for stage in kpi_tree.flat(stages):
        if stage.previous and not stage.rate and not stage.parts:
            yield Relation(
                result=stage.step,
                operator=Operator.PRODUCT,
                parts=(stage.previous, link(stage.step, stage.previous)),
                owner=stage.step if cycle.metrics[stage.step].funnel else "",
            )


def _kind(row: process.Row, *, is_stage: bool) -> LineKind:
    if row.role == Role.KGI.value:
        return LineKind.KGI
    return LineKind.STAGE if is_stage else LineKind.LEAF


def _factor(row: process.Row) -> str:
    if row.rate_metric or not row.previous:
        return row.rate_metric or row.step
    return link(row.step, row.previous)


def _last(cycle: Cycle, kgi: str, order: int) -> Line:
    of = cycle.metrics[kgi].of
    return Line(
        order=order,
        kind=LineKind.KGI,
        stage="",
        step=kgi,
        factor=kgi,
        numerator=of.numerator if of else "",
        denominator=of.denominator if of else "",
        parent=-1,
        is_step=False,
    )
