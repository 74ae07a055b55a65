"""The KPI tree: the KGI, what it is made of, and what leads there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from goalbook.analyse import kpi_tree, threshold_telling
from goalbook.analyse.kpi_tree import KpiTree, Stage
from goalbook.model.cycle import Cycle
from goalbook.present import readings
from goalbook.present.readings import Reading, Readings, Stretch
from goalbook.present.section import Section
from goalbook.present.subject import Subject

_MANY: Final = threshold_telling.TREE_FOLDED.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A measure that leads to another without arithmetic.

    Attributes:
        box: Its numbers.
        leads: What leads to it in turn.
    """

    box: Reading
    leads: tuple[Lead, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A step of a funnel and the way to it.

    Attributes:
        box: The step's numbers; None for the last finer step, which is the step itself.
        rate: The declared rate from the step before, or None.
        finer: Steps inside this link.
        leads: What leads to the step or its rate.
    """

    box: Reading | None
    rate: Reading | None = None
    finer: tuple[Link, ...] = ()
    leads: tuple[Lead, ...] = ()

    @property
    def inside(self) -> int:
        """How many measures stand in its finer steps."""
        return sum(_size(link) for link in self.finer)

    @property
    def leading(self) -> int:
        """How many measures lead to it."""
        return sum(_weight(lead) for lead in self.leads)


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A measure, and what its plan is made of.

    Attributes:
        box: Its numbers.
        joined: What joins it to the branch before: ``×``, ``+``, ``-`` or ``÷``; empty for the first.
        branches: The parts of its formula.
        chain: Its funnel, from the first step to itself.
        leads: What leads to it.
    """

    box: Reading
    joined: str = ""
    branches: tuple[Branch, ...] = ()
    chain: tuple[Link, ...] = ()
    leads: tuple[Lead, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """All of it.

    Attributes:
        stretch: The period of its numbers.
        roots: The KGI first, then measures with parts of their own that lead nowhere.
        others: Measures without a place in the tree.
        size: How many measures stand in it.
    """

    stretch: Stretch
    roots: tuple[Branch, ...]
    others: tuple[Reading, ...]
    size: int

    @property
    def is_large(self) -> bool:
        """Whether finer steps begin folded."""
        return self.size > _MANY


def _build(subject: Subject) -> Tree | None:
    cycle, stretch = subject.cycle, readings.shown(subject)
    if cycle is None or stretch is None or not cycle.metrics:
        return None
    edges = kpi_tree.build_tree(cycle)
    known = Readings.of(subject, subject.rows("attainment"))
    growing = _Growing(cycle=cycle, edges=edges, known=known, stretch=stretch)
    tops = dict.fromkeys((*([edges.kgi] if edges.kgi else []), *edges.roots))
    roots = tuple(growing.branch(metric) for metric in tops)
    others = tuple(known.at(metric, stretch) for metric in cycle.metrics if metric not in growing.placed)
    return Tree(stretch=stretch, roots=roots, others=others, size=len(growing.placed))


@dataclass(slots=True, kw_only=True)
class _Growing:
    cycle: Cycle
    edges: KpiTree
    known: Readings
    stretch: Stretch
    placed: set[str] = field(default_factory=set)
    funnels: dict[str, tuple[Stage, ...]] = field(init=False)
    leading: dict[str, list[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.funnels = {group[-1].step: group for group in _groups(kpi_tree.stages(self.cycle))}
        self.leading = defaultdict(list)
        for metric, targets in self.edges.supports.items():
            for target in targets:
                self.leading[target].append(metric)

    def box(self, metric: str) -> Reading:
        self.placed.add(metric)
        return self.known.at(metric, self.stretch)

    def branch(self, metric: str, joined: str = "") -> Branch:
        box = self.box(metric)
        formula = self.cycle.metrics[metric].formula
        parts = [part for part in (formula.parts if formula else ()) if part in self.edges.children(metric)]
        sign = formula.operator.value if formula else ""
        return Branch(
            box=box,
            joined=joined,
            branches=tuple(
                self.branch(part, sign if place else "") for place, part in enumerate(dict.fromkeys(parts))
            ),
            chain=self.chain(self.funnels.get(metric, ()), inside=""),
            leads=self.leads(metric),
        )

    def chain(self, stages: Iterable[Stage], inside: str) -> tuple[Link, ...]:
        return tuple(
            Link(
                box=self.box(stage.step) if stage.step != inside else None,
                rate=self.box(stage.rate) if stage.rate else None,
                finer=self.chain(stage.parts, stage.step),
                leads=(*self.leads(stage.step), *(self.leads(stage.rate) if stage.rate else ())),
            )
            for stage in stages
        )

    def leads(self, metric: str) -> tuple[Lead, ...]:
        fresh = [lead for lead in self.leading.get(metric, ()) if lead not in self.placed]
        return tuple(Lead(box=self.box(lead), leads=self.leads(lead)) for lead in fresh)


def _groups(stages: Iterable[Stage]) -> Iterator[tuple[Stage, ...]]:
    """Funnel by funnel; each begins with a stage without one before it."""
    group: list[Stage] = []
    for stage in stages:
        if stage.previous is None and group:
            yield tuple(group)
            group = []
        group.append(stage)
    if group:
        yield tuple(group)


def _size(link: Link) -> int:
    return (link.box is not None) + (link.rate is not None) + link.inside + link.leading


def _weight(lead: Lead) -> int:
    return 1 + sum(_weight(inner) for inner in lead.leads)


SECTION = Section(needs=("attainment", *readings.NEEDS), build=_build)
