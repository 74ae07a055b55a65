"""Worked back from the KGI: what the plan asks of each measure, and what was recorded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from goalbook.analyse import kpi_tree, plan
from goalbook.model.cycle import Cycle
from goalbook.model.values import Kind
from goalbook.present import readings
from goalbook.present.readings import Reading, Readings, Stretch
from goalbook.present.section import Section
from goalbook.present.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One measure with a plan.

    Attributes:
        reading: Target and number in the period.
        is_derived: Worked back from the KGI rather than typed.
        is_kgi: Whether it is the KGI.
    """

    reading: Reading
    is_derived: bool
    is_kgi: bool

    @property
    def required(self) -> float | None:
        """The target as a volume that can be reached: a count in whole cases."""
        target = self.reading.target
        if target is None or self.reading.indicator.kind is not Kind.COUNT:
            return target
        return float(plan.required_whole(target))


@dataclass(frozen=True, slots=True, kw_only=True)
class Required:
    """The table.

    Attributes:
        stretch: The period of its numbers.
        needs: From the KGI down, then measures outside the tree that have a target.
        has_derived: Whether any was worked back.
    """

    stretch: Stretch
    needs: tuple[Need, ...]
    has_derived: bool


def _build(subject: Subject) -> Required | None:
    cycle, stretch = subject.cycle, readings.shown(subject)
    if cycle is None or stretch is None:
        return None
    known = Readings.of(subject, subject.rows("attainment"))
    sources = {
        row.metric: row.source
        for row in subject.rows("targets")
        if row.period == stretch.kind.value and row.first == stretch.first
    }
    order = dict.fromkeys((*_backwards(cycle), *cycle.metrics))
    needs = tuple(
        Need(
            reading=known.at(metric, stretch),
            is_derived=sources[metric] == "derived",
            is_kgi=metric == cycle.kgi,
        )
        for metric in order
        if metric in sources
    )
    if not needs:
        return None
    return Required(stretch=stretch, needs=needs, has_derived=any(need.is_derived for need in needs))


def _backwards(cycle: Cycle) -> Iterator[str]:
    """From the KGI by its formula, then against the course of every funnel, each step before its rate."""
    tree = kpi_tree.build_tree(cycle)
    formula = cycle.metrics[tree.kgi].formula if tree.kgi else None
    yield from (tree.kgi,) if tree.kgi else ()
    steps = {stage.step for stage in kpi_tree.stages(cycle)}
    yield from (
        part for part in (formula.parts if formula else ()) if part in cycle.metrics and part not in steps
    )
    for stage in reversed(kpi_tree.stages(cycle)):
        for link in (stage, *reversed(stage.parts)):
            yield link.step
            yield from (link.rate,) if link.rate else ()


SECTION = Section(needs=("attainment", "targets"), build=_build)
