"""A cycle names its final result.

The plan is worked back from the KGI, and every page answers whether it is reached.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.problems import Severity
from goalbook.validate import agreed
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    for found in agreed.cycles(handbook):
        is_named = found.cycle.kgi is not None or found.is_left_out(found.ref.at("kgi"))
        if found.cycle.metrics and not is_named:
            yield Finding(
                ref=found.ref,
                message=msg("The cycle has metrics but no final result (kgi)."),
                hint=msg(
                    "Add a line with the metric that all others lead to, for example kgi: {metric}.",
                    metric=next(iter((*found.tree.roots, *found.cycle.metrics))),
                ),
            )


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="column",
    page="frame-1-process.md#kgi",
    why=msg("Without a final result nobody can say which step of the process holds it back."),
    bad="""\
metrics:
  revenue: {name: Revenue, kind: amount, target: "2,400,000"}
""",
    good="""\
kgi: revenue
metrics:
  revenue: {name: Revenue, kind: amount, target: "2,400,000"}
""",
    alias="tree-01",
)
