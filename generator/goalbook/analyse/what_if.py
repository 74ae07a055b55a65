"""The KGI's plan as a small tree that can be worked both ways: up to the KGI, and back from it.

Everything speaks of one period. The page's panel asks two things of it when somebody moves a leaf:

- up: the KGI and every step that the leaves, as they are set, come to;
- back: what each metric would have to be for the KGI to meet its plan, all that is beside its way as set.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from goalbook.analyse import plan
from goalbook.analyse.plan import Relation
from goalbook.analyse.volumes import Work
from goalbook.model.values import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """A plan that can be tried out.

    Attributes:
        kgi: The KGI's id.
        relations: One for each metric that is made of others, results before parts; the KGI's first.
        leaves: What can be moved, in the order it is reached.
        plan: Metric to what the plan asks in the period; counts exact, rates as shares.
        start: Leaf to what it is set to at first: the plan, else what was recorded.
        ways: Metrics to which exactly one way leads from the KGI, so that "back" has one answer.
    """

    kgi: str
    relations: tuple[Relation, ...]
    leaves: tuple[str, ...]
    plan: Mapping[str, float]
    start: Mapping[str, float]
    ways: frozenset[str]


def what_if(work: Work, period: Span, recorded: Mapping[str, float]) -> WhatIf | None:
    """The tree below the KGI with its plan.

    Args:
        work: The team's cycle.
        period: Whole months of it.
        recorded: Metric to what was recorded in the period, for leaves that the plan leaves open.

    Returns:
        None without a planned KGI, when it is made of nothing, or when nothing is known of a leaf.
    """
    kgi = work.tree.kgi
    relations = tuple(_below(kgi, plan.made_by(plan.equations(work.cycle)))) if kgi else ()
    if kgi is None or not relations:
        return None
    made = {relation.result for relation in relations}
    reached = dict.fromkeys(part for relation in relations for part in relation.parts)
    leaves = tuple(metric for metric in reached if metric not in made)
    asked = {**_constant(work, period), **work.asked(period)}
    start = {leaf: known[leaf] for leaf in leaves for known in (recorded, asked) if leaf in known}
    if kgi not in asked or len(start) < len(leaves):
        return None
    names = (kgi, *reached)
    return WhatIf(
        kgi=kgi,
        relations=relations,
        leaves=leaves,
        plan={metric: asked[metric] for metric in names if metric in asked},
        start=start,
        ways=_single(kgi, relations),
    )


def _constant(work: Work, period: Span) -> Mapping[str, float]:
    """Rates and levels on the period's last day."""
    values = work.values(period.last)
    return {metric: planned.value for metric, planned in values.items() if planned.per is None}


def _below(kgi: str, made_by: Mapping[str, Relation]) -> Iterator[Relation]:
    """The relations that make up the KGI, results before parts."""
    reached = {kgi}
    for result, relation in made_by.items():
        if result in reached:
            reached.update(relation.parts)
            yield relation


def _single(kgi: str, relations: tuple[Relation, ...]) -> frozenset[str]:
    times = Counter(part for relation in relations for part in relation.parts)
    single = {kgi}
    for relation in relations:
        if relation.result in single:
            single.update(part for part in relation.parts if times[part] == 1)
    return frozenset(single)
