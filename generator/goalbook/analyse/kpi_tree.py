"""The KPI tree of a cycle: what its plan is made of, in plain Python (method: relations).

Plan edges (``formula:``, ``funnel:``) carry targets and must not loop.
Measured edges (``of:``) say how a rate is computed from logged numbers and may close a loop.
``supports:`` is an arrow without arithmetic.
Whatever names an unknown metric is passed over here; `goalbook.validate` complains about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from goalbook.analyse.remembered import once_alike
from goalbook.model.cycle import Cycle
from goalbook.model.values import Fraction

_DEEPEST_STAGE: Final = 4
"""Funnels inside funnels are followed so far; the method knows two levels."""

Edges = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiTree:
    """The edges between a cycle's metrics; every id in it is one of the cycle's metrics.

    Attributes:
        kgi: The final result; None when none is named.
        parts: Plan edges, metric to what its plan is made of in the order written: the names of its formula,
            then its funnel's earlier steps, each followed by the declared rate that leads on. A metric in a
            loop has none. A metric may be part of several.
        measured: Rate or ratio to (numerator, denominator).
        supports: Metric to the metrics it leads to without arithmetic.
        roots: The KGI and other metrics with parts, as far as they are part of nothing; the KGI first.
        loops: Ways along plan edges that lead back to where they began; they share no metric, and each begins
            with its first-written one.
        nearer: Metric to the next one on a shortest way to the KGI along plan edges, fractions and arrows, ""
            for the KGI; what has no way to it is absent.
    """

    kgi: str | None
    parts: Edges
    measured: Mapping[str, tuple[str, str]]
    supports: Edges
    roots: tuple[str, ...]
    loops: tuple[tuple[str, ...], ...]
    nearer: Mapping[str, str]

    def children(self, metric: str) -> tuple[str, ...]:
        """What a metric's plan is made of; empty for a leaf and for an unknown metric."""
        return self.parts.get(metric, ())

    def below(self, metric: str) -> tuple[str, ...]:
        """A metric and everything its plan is made of, each once, from the top down in the order written."""
        return tuple(_walk(self.parts, metric))

    def leaves(self) -> tuple[str, ...]:
        """Metrics that are part of a plan and have no parts themselves, in the order they are reached."""
        found = dict.fromkeys(metric for root in self.roots for metric in self.below(root))
        return tuple(metric for metric in found if not self.children(metric))

    def way_to_kgi(self, metric: str) -> tuple[str, ...]:
        """A shortest way from a metric to the KGI along plan edges, fractions and arrows.

        Returns:
            The metric first, the KGI last; empty when there is no way.
        """
        way: list[str] = []
        step = metric if metric in self.nearer else ""
        while step:
            way.append(step)
            step = self.nearer[step]
        return tuple(way)

    def parents_first(self) -> tuple[str, ...]:
        """Every metric, each after all that it is part of."""
        return _peeled(self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One step of a funnel and the link that leads to it.

    Attributes:
        step: The step's metric.
        previous: The step before it; None for the first.
        rate: The declared rate from the step before to this one; None when there is none.
        level: 1 for a funnel of the tree, 2 for a funnel inside one of its links, and so on.
        parts: The finer steps of this link when the step has a funnel of its own that begins with the step
            before it; for a first step with a funnel of its own, that funnel from its beginning.
    """

    step: str
    previous: str | None
    rate: str | None
    level: int
    parts: tuple[Stage, ...] = ()


@once_alike
def build_tree(cycle: Cycle) -> KpiTree:
    """The edges between the metrics of a cycle."""
    rates = declared_rates(cycle)
    written = {metric: _parts(cycle, metric, rates) for metric in cycle.metrics}
    ways = _ways_back(written)
    parts = {metric: () if metric in ways else children for metric, children in written.items()}
    kgi = cycle.kgi if cycle.kgi in cycle.metrics else None
    measured = {
        name: (metric.of.numerator, metric.of.denominator)
        for name, metric in cycle.metrics.items()
        if metric.of and metric.of.numerator in cycle.metrics and metric.of.denominator in cycle.metrics
    }
    supports = {
        name: tuple(other for other in metric.supports if other in cycle.metrics)
        for name, metric in cycle.metrics.items()
        if metric.supports
    }
    return KpiTree(
        kgi=kgi,
        parts=parts,
        measured=measured,
        supports=supports,
        roots=_roots(parts, kgi),
        loops=_apart(ways),
        nearer=_nearer(kgi, parts, measured, supports),
    )


@once_alike
def declared_rates(cycle: Cycle) -> Mapping[Fraction, str]:
    """Fraction to the first rate or ratio that is declared for it."""
    rates: dict[Fraction, str] = {}
    for name, metric in cycle.metrics.items():
        if metric.of and metric.kind.is_fraction:
            rates.setdefault(metric.of, name)
    return rates


def funnel_steps(cycle: Cycle, metric: str) -> tuple[str, ...]:
    """The known steps of a metric's funnel, ending with the metric itself; empty without a funnel."""
    steps = [step for step in cycle.metrics[metric].funnel if step != metric and step in cycle.metrics]
    return (*dict.fromkeys(steps), metric) if steps else ()


@once_alike
def stages(cycle: Cycle) -> tuple[Stage, ...]:
    """The funnels of a cycle, one after the other, each beginning with a stage without a step before it.

    The funnels below the KGI come first, in the order of the tree; a funnel that is a step of another is
    found in that step's `parts`.
    """
    tree = build_tree(cycle)
    whole = {metric: funnel_steps(cycle, metric) for metric in cycle.metrics if tree.parts[metric]}
    funnels = {metric: steps for metric, steps in whole.items() if steps}
    inner = {step for steps in funnels.values() for step in steps[:-1]}
    reached = _walk(tree.parts, *([tree.kgi] if tree.kgi else []), *cycle.metrics)
    grow = _Stages(rates=declared_rates(cycle), funnels=funnels)
    return tuple(
        stage
        for metric in reached
        if metric in funnels and metric not in inner
        for stage in grow.of(metric, level=1)
    )


def flat(found: Iterable[Stage]) -> Iterator[Stage]:
    """Every stage, each followed by its finer ones."""
    for stage in found:
        yield stage
        yield from flat(stage.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stages:
    rates: Mapping[Fraction, str]
    funnels: Edges

    def of(self, metric: str, *, level: int) -> tuple[Stage, ...]:
        steps = self.funnels[metric]
        links = zip((None, *steps), steps, strict=False)
        return tuple(self._stage(previous, step, metric, level) for previous, step in links)

    def _stage(self, previous: str | None, step: str, metric: str, level: int) -> Stage:
        rate = self.rates.get(Fraction(step, previous)) if previous else None
        parts: tuple[Stage, ...] = ()
        if step != metric and level < _DEEPEST_STAGE:
            parts = self._finer(previous, step, level + 1)
        return Stage(step=step, previous=previous, rate=rate, level=level, parts=parts)

    def _finer(self, previous: str | None, step: str, level: int) -> tuple[Stage, ...]:
        own = self.funnels.get(step, ())
        if not own or previous not in {None, own[0]}:
            return ()
        inner = self.of(step, level=level)
        return inner if previous is None else inner[1:]


def _parts(cycle: Cycle, metric: str, rates: Mapping[Fraction, str]) -> tuple[str, ...]:
    formula = cycle.metrics[metric].formula
    parts = [part for part in (formula.parts if formula else ()) if part in cycle.metrics]
    steps = funnel_steps(cycle, metric)
    for step, after in pairwise(steps):
        parts.append(step)
        if (rate := rates.get(Fraction(after, step))) is not None:
            parts.append(rate)
    return tuple(dict.fromkeys(parts))


def _nearer(kgi: str | None, parts: Edges, measured: Edges, supports: Edges) -> Mapping[str, str]:
    found = {kgi: ""} if kgi else {}
    arrows: dict[str, list[str]] = {}
    for source, aims in supports.items():
        for aim in aims:
            arrows.setdefault(aim, []).append(source)
    waiting = list(found)
    for above in waiting:
        for below in (*parts.get(above, ()), *measured.get(above, ()), *arrows.get(above, ())):
            if below not in found:
                found[below] = above
                waiting.append(below)
    return found


def _roots(parts: Edges, kgi: str | None) -> tuple[str, ...]:
    inner = {child for children in parts.values() for child in children}
    tops = [metric for metric, children in parts.items() if children and metric not in inner]
    first = [kgi] if kgi and kgi not in inner else []
    return tuple(dict.fromkeys((*first, *tops)))


def _walk(edges: Edges, *starts: str) -> Iterator[str]:
    seen: set[str] = set()
    waiting = list(reversed(starts))
    while waiting:
        metric = waiting.pop()
        if metric not in seen:
            seen.add(metric)
            yield metric
            waiting.extend(reversed(edges.get(metric, ())))


def _peeled(edges: Edges) -> tuple[str, ...]:
    """Metrics, each after all that it is part of; those in or below a loop never get their turn."""
    parents = dict.fromkeys(edges, 0)
    for children in edges.values():
        for child in children:
            parents[child] += 1
    free = [metric for metric, count in parents.items() if not count]
    for metric in free:
        for child in edges[metric]:
            parents[child] -= 1
            if not parents[child]:
                free.append(child)
    return tuple(free)


def _ways_back(edges: Edges) -> Mapping[str, tuple[str, ...]]:
    """Every metric that is part of itself, and a shortest way from it back to it."""
    found = {metric: _way_back(edges, metric) for metric in _core(edges)}
    return {metric: way for metric, way in found.items() if way}


def _core(edges: Edges) -> tuple[str, ...]:
    """What is left when metrics that are part of nothing are taken away again and again."""
    free = frozenset(_peeled(edges))
    return tuple(metric for metric in edges if metric not in free)


def _way_back(edges: Edges, start: str) -> tuple[str, ...]:
    came: dict[str, str] = {}
    waiting = [start]
    for metric in waiting:
        for child in edges[metric]:
            if child not in came:
                came[child] = metric
                waiting.append(child)
    way = [start] if start in came else []
    while way and (before := came[way[-1]]) != start:
        way.append(before)
    return (*way[:1], *reversed(way[1:]))


def _apart(ways: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Loops that share no metric, each beginning with its first-written one."""
    told: set[str] = set()
    found = []
    for way in ways.values():
        if told.isdisjoint(way):
            found.append(way)
            told.update(way)
    return tuple(found)
