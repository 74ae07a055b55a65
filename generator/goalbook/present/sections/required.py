"""Worked back from the KGI: what the plan asks of each measure, how sure that is, and what was recorded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from goalbook.analyse import kpi_tree, plan, thresholds, volumes
from goalbook.model.values import Kind
from goalbook.present import readings
from goalbook.present.indicator import Indicator
from goalbook.present.readings import Reading, Readings, Stretch
from goalbook.present.section import Section
from goalbook.present.subject import Subject

_HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Sure:
    """How sure a step's volume is to reach a later step's plan, all rates being as planned.

    Attributes:
        step, aim: The step, and the later one.
        volume, target: What the plan asks of both, in whole cases.
        chance: Probability that the volume gives at least the target.
        needed: The volume that gives it with the company's certainty.
        is_whole: Whether it speaks of a whole funnel; else of two steps next to each other.
    """

    step: Indicator
    aim: Indicator
    volume: float
    target: float
    chance: float
    needed: float
    is_whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One measure with a plan.

    Attributes:
        reading: Target and number in the period.
        is_derived: Worked back from the KGI rather than typed.
        is_kgi: Whether it is the KGI.
        sure: How sure its volume is to reach the next step's plan; None for what is no step before another.
    """

    reading: Reading
    is_derived: bool
    is_kgi: bool
    sure: Sure | None = None

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
        certainty: How sure a company wants its volumes to be; None when no volume has a chance.
        whole: Whole funnels, from their first step to their last.
    """

    stretch: Stretch
    needs: tuple[Need, ...]
    has_derived: bool
    certainty: float | None = None
    whole: tuple[Sure, ...] = ()

    @property
    def is_begun(self) -> bool:
        """Whether anything has a number yet."""
        return any(need.reading.actual is not None for need in self.needs)

    @property
    def examples(self) -> tuple[Sure, ...]:
        """What shows how sure the plan is: a step of a chosen KPI, the last step, then whole funnels."""
        links = [need.sure for need in self.needs if need.sure is not None]
        chosen = [link for link in links if link.step.is_kpi or link.aim.is_kpi or self._is_chosen(link)]
        return tuple(dict.fromkeys((*chosen[-1:], *links[:1], *self.whole)))

    @property
    def is_coin_flip(self) -> bool:
        """Whether every chance that is shown is about one half."""
        return all(abs(one.chance - _HALF) <= thresholds.ABOUT_HALF.value for one in self.examples)

    def _is_chosen(self, link: Sure) -> bool:
        rates = (need.reading.indicator for need in self.needs if need.reading.indicator.is_kpi)
        ends = (link.aim.name, link.step.name)
        return any((rate.numerator, rate.denominator) == ends for rate in rates)


def _build(subject: Subject) -> Required | None:
    cycle, stretch = subject.cycle, readings.shown(subject)
    if cycle is None or stretch is None:
        return None
    known = Readings.of(subject, subject.rows("attainment"))
    sources = {row.metric: row.source for row in _of(subject, stretch, "targets")}
    links = tuple(_sure(subject, row) for row in _of(subject, stretch, "certainty"))
    next_to = {link.step.id: link for link in links if not link.is_whole}
    order = dict.fromkeys((*volumes.backwards(cycle, kpi_tree.build_tree(cycle)), *cycle.metrics))
    needs = tuple(
        Need(
            reading=known.at(metric, stretch),
            is_derived=sources[metric] == "derived",
            is_kgi=metric == cycle.kgi,
            sure=next_to.get(metric),
        )
        for metric in order
        if metric in sources
    )
    if not needs:
        return None
    return Required(
        stretch=stretch,
        needs=needs,
        has_derived=any(need.is_derived for need in needs),
        certainty=thresholds.PLAN_CERTAINTY.of(subject.handbook.company.limits) if links else None,
        whole=tuple(link for link in links if link.is_whole),
    )


def _of(subject: Subject, stretch: Stretch, table: str) -> Iterator[Any]:
    """A table's rows of a period."""
    for row in subject.rows(table):
        if row.period == stretch.kind.value and row.first == stretch.first:
            yield row


def _sure(subject: Subject, row: Any) -> Sure:
    return Sure(
        step=subject.indicator(row.step),
        aim=subject.indicator(row.aim),
        volume=row.volume,
        target=row.target,
        chance=row.chance,
        needed=row.needed,
        is_whole=row.is_whole,
    )


SECTION = Section(needs=("attainment", "targets", "certainty", *readings.NEEDS), build=_build)
