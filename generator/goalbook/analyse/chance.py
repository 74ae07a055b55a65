"""How often a result as bad as this happens by chance alone, at the strength that was planned.

The KGI itself is tested when it is a share or a count; an amount by the count in its formula, contracts of
proposals for revenue: 4 contracts or fewer of 27 proposals at 20 % happen in 35 % of months. A count at the
end of a funnel is a Binomial of the cases before it, any other a Poisson of what was planned.

Source: exact Binomial and Poisson tail probabilities; method: is the gap real.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from goalbook.analyse import distributions, evidence, lines
from goalbook.analyse.arrays import FloatArray, together
from goalbook.analyse.lines import LineKind
from goalbook.model.cycle import Cycle
from goalbook.model.values import Kind, Operator


class ChanceKind(StrEnum):
    """Which distribution it is."""

    BINOMIAL = "binomial"
    POISSON = "poisson"
    NONE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """What a KGI is tested by.

    Attributes:
        kind: The distribution.
        factor: The share of cases, or the count; "" for none.
    """

    kind: ChanceKind = ChanceKind.NONE
    factor: str = ""


def tested(cycle: Cycle) -> Tested:
    """What the KGI of a cycle is tested by."""
    tree = lines.tree_of(cycle)
    if tree is None:
        return Tested()
    if cycle.metrics[tree.root].kind is Kind.RATE:
        return Tested(kind=ChanceKind.BINOMIAL, factor=tree.root)
    relation = tree.relations.get(tree.root)
    parts = relation.parts if relation and relation.operator is Operator.PRODUCT else ()
    counts = [name for name in (tree.root, *parts) if name in cycle.metrics and _is_count(cycle, name)]
    if not counts:
        return Tested()
    rate = _rate_to(cycle, counts[0])
    if rate:
        return Tested(kind=ChanceKind.BINOMIAL, factor=rate)
    return Tested(kind=ChanceKind.POISSON, factor=counts[0])


def p_as_bad(
    kind: ArrayLike, hits: ArrayLike, cases: ArrayLike, planned: ArrayLike, is_more_worse: ArrayLike
) -> FloatArray:
    """Probability of a result at least as far on the bad side.

    Args:
        kind: Values of `ChanceKind`.
        hits: What was counted.
        cases: Of what; not read for a Poisson count.
        planned: The planned share, or the planned count.
        is_more_worse: Whether more hits are the bad side.

    Returns:
        NaN where a number is missing or there is nothing to test.
    """
    k, n, plan = together(hits, cases, planned)
    is_binomial, is_poisson = (
        np.asarray(kind) == word.value for word in (ChanceKind.BINOMIAL, ChanceKind.POISSON)
    )
    fewer = np.where(is_binomial, evidence.p_at_most(k, n, plan), distributions.poisson_cdf(k, plan))
    more = np.where(is_binomial, evidence.p_at_least(k, n, plan), distributions.poisson_sf(k - 1, plan))
    found = np.where(np.asarray(is_more_worse, dtype=np.bool_), more, fewer)
    return np.where(is_binomial | is_poisson, found, np.nan)


def _is_count(cycle: Cycle, name: str) -> bool:
    return cycle.metrics[name].kind is Kind.COUNT


def _rate_to(cycle: Cycle, step: str) -> str:
    """The share that leads to a step of a funnel, when both sides are counts."""
    for line in lines.of_cycle(cycle):
        if line.step == step and line.is_step and line.parent < 0 and line.kind is LineKind.LEAF:
            sides = (line.numerator, line.denominator)
            if all(side in cycle.metrics and _is_count(cycle, side) for side in sides):
                return line.factor
    return ""
