"""The KPI tree has one root, the final result.

Every formula and every funnel is part of the way to the KGI, or leads there with an arrow.
A second tree beside it is shown, but nothing says how it matters.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.analyse.kpi_tree import KpiTree
from goalbook.messages import Message, msg
from goalbook.model.handbook import Handbook
from goalbook.problems import Severity
from goalbook.validate import agreed
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    for found in agreed.cycles(handbook):
        tree = found.tree
        if tree.kgi is None:
            continue
        for root in tree.roots:
            if not tree.way_to_kgi(root):
                yield Finding(
                    ref=found.metric_ref(root), message=_message(tree, root), hint=_hint(tree, root)
                )


def _message(tree: KpiTree, root: str) -> Message:
    if tree.kgi in tree.below(root):
        return msg(
            'The KGI "{kgi}" is itself part of "{metric}"; expected nothing above it.',
            kgi=tree.kgi,
            metric=root,
        )
    return msg(
        '"{metric}" has a plan of its own that does not lead to the KGI "{kgi}".',
        metric=root,
        kgi=tree.kgi or "",
    )


def _hint(tree: KpiTree, root: str) -> Message:
    if tree.kgi in tree.below(root):
        return msg("Write kgi: {metric}, or take the KGI out of its plan.", metric=root)
    return msg("Name it in a formula below the KGI, or let it lead there with supports:.")


CHECK = Check(
    find=_find,
    severity=Severity.WARNING,
    origin="column",
    page="frame-1-process.md#kgi",
    why=msg("The method works back from one final result; a second one divides attention."),
    bad="""\
kgi: revenue
metrics:
  revenue: {name: Revenue, kind: amount, target: 100}
  contacts: {name: Contacts, kind: count, formula: calls + visits}
  calls: {name: Calls, kind: count}
  visits: {name: Visits, kind: count}
""",
    good="""\
kgi: revenue
metrics:
  revenue: {name: Revenue, kind: amount, target: 100}
  contacts: {name: Contacts, kind: count, formula: calls + visits, supports: revenue}
  calls: {name: Calls, kind: count}
  visits: {name: Visits, kind: count}
""",
    alias="tree-01",
)
