"""The links of a plan's funnels as chances: so many trials, each a success with the planned rate.

A link leads from a step by its declared rate to the next step. The whole funnel is one more link, from its
first step to its last by the product of all rates: when cases are independent, its successes are binomial
too. Only counts of cases have chances in this sense; a rate above 1 or money has none.

Source: method: the plan at expected value is a coin flip.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from goalbook.analyse import kpi_tree
from goalbook.analyse.kpi_tree import Stage
from goalbook.analyse.remembered import once_alike
from goalbook.model.cycle import Cycle
from goalbook.model.values import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A step and the one it leads to.

    Attributes:
        step: Metric of the trials.
        aim: Metric of the successes.
        rates: The declared rates between them; several for a whole funnel.
        is_whole: Whether it is the whole funnel of several links.
    """

    step: str
    aim: str
    rates: tuple[str, ...]
    is_whole: bool = False

    def share(self, values: Mapping[str, float]) -> float | None:
        """The planned share of successes; None when a rate is unknown."""
        known = [values[rate] for rate in self.rates if rate in values]
        return math.prod(known) if len(known) == len(self.rates) else None


@once_alike
def links(cycle: Cycle) -> tuple[Link, ...]:
    """The links of every funnel below or beside the KGI, each with its whole funnel last.

    A link with finer steps is told by these.
    """
    return tuple(link for chain in _chains(cycle) for link in _of_chain(cycle, chain))


def _chains(cycle: Cycle) -> Iterator[list[Stage]]:
    """Each funnel from its first step to its last, finer steps in place of what they refine."""
    number = 0

    def funnel(stage: Stage) -> int:
        nonlocal number
        number += stage.previous is None
        return number

    for _, stages in groupby(kpi_tree.stages(cycle), key=funnel):
        yield [part for stage in stages for part in _finest(stage)]


def _finest(stage: Stage) -> Iterator[Stage]:
    if not stage.parts:
        yield stage
    for part in stage.parts:
        yield from _finest(part)


def _of_chain(cycle: Cycle, chain: list[Stage]) -> Iterator[Link]:
    found = [
        Link(step=stage.previous, aim=stage.step, rates=(stage.rate,))
        for stage in chain
        if stage.previous and stage.rate and _are_counts(cycle, stage.previous, stage.step)
    ]
    yield from found
    is_unbroken = len(found) == sum(stage.previous is not None for stage in chain)
    if len(found) > 1 and is_unbroken:
        rates = tuple(rate for link in found for rate in link.rates)
        yield Link(step=found[0].step, aim=found[-1].aim, rates=rates, is_whole=True)


def _are_counts(cycle: Cycle, *metrics: str) -> bool:
    return all(cycle.metrics[metric].kind is Kind.COUNT for metric in metrics)
