"""Somebody looks after every end of the tree.

An end of the tree is what the plan is made of: the first step and the rates.
It has an owner, or the metric it is part of has one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from goalbook.analyse.kpi_tree import KpiTree
from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.problems import Severity
from goalbook.validate import agreed
from goalbook.validate.agreed import Agreed
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    for found in agreed.cycles(handbook):
        tree = found.tree
        parents = _parents(tree)
        bare = tuple(
            leaf
            for leaf in tree.leaves()
            if not any(_has_owner(found, name) for name in (leaf, *parents.get(leaf, ())))
        )
        if bare:
            yield Finding(
                ref=found.metric_ref(bare[0]),
                message=msg("Nobody looks after {metrics}.", metrics=bare),
                hint=msg("Add owner: with a member, there or at the metric it is part of."),
            )


def _parents(tree: KpiTree) -> Mapping[str, list[str]]:
    parents: dict[str, list[str]] = {}
    for metric, children in tree.parts.items():
        for child in children:
            parents.setdefault(child, []).append(metric)
    return parents


def _has_owner(found: Agreed, metric: str) -> bool:
    chosen = found.cycle.kpis.get(metric)
    is_written = found.is_left_out(found.metric_ref(metric).at("owner"))
    return bool(found.cycle.metrics[metric].owner or (chosen and chosen.owner)) or is_written


CHECK = Check(
    find=_find,
    severity=Severity.WARNING,
    origin="column",
    page="frame-1-process.md#chosen",
    why=msg("The ends of the tree are where somebody can act; without a person nobody will."),
    bad="""\
kgi: contracts
metrics:
  contracts: {name: Contracts, kind: count, funnel: [calls, contracts]}
  calls: {name: Calls, kind: count}
""",
    good="""\
kgi: contracts
metrics:
  contracts: {name: Contracts, kind: count, funnel: [calls, contracts]}
  calls: {name: Calls, kind: count, owner: sato}
""",
    alias="tree-09",
)
