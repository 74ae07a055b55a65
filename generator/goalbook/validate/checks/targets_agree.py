"""The targets of a plan agree with each other.

Where a formula or a funnel connects metrics, their targets must too: 6 contracts of 400,000 are 2,400,000.
A target that is left out follows from the others. More than 5 % apart is an error, more than 0.5 % a warning;
what the author rounded is allowed for. Targets of different periods are compared by average lengths and only
warned of, and targets per day are not compared with longer periods.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from goalbook.analyse import figures, plan, threshold_targets
from goalbook.analyse.plan import Relation
from goalbook.messages import Message, msg
from goalbook.model.handbook import Handbook
from goalbook.model.ref import Ref
from goalbook.model.values import Kind, Operator, Period
from goalbook.problems import Severity
from goalbook.validate import planned, rounding
from goalbook.validate.check import Check, Finding
from goalbook.validate.planned import Stretch

_WARNED: Final = threshold_targets.ROUNDED_APART.value
_REFUSED: Final = threshold_targets.REFUSED_APART.value
_WARNED_ACROSS: Final = threshold_targets.WEEKS_APART.value
_ADDING: Final = {Operator.SUM, Operator.DIFFERENCE}


def _find(handbook: Handbook) -> Iterator[Finding]:
    told: set[tuple[Ref, Relation]] = set()
    for stretch in planned.stretches(handbook):
        for relation in stretch.relations:
            key = (stretch.agreed.ref, relation)
            if key not in told and (finding := _compared(stretch, relation)) is not None:
                told.add(key)
                yield finding


def _compared(stretch: Stretch, relation: Relation) -> Finding | None:
    metric = _judged(stretch, relation)
    expected = plan.needed(relation, metric, stretch.values, stretch.scales) if metric else None
    if metric is None or expected is None:
        return None
    found = stretch.values[metric].value
    apart = abs(found - expected) / max(abs(found), abs(expected)) if found != expected else 0.0
    severity = _severity(
        apart, rounding.allowed(stretch, relation, metric, expected), _periods(stretch, relation)
    )
    return None if severity is None else _finding(stretch, metric, expected, severity)


def _judged(stretch: Stretch, relation: Relation) -> str | None:
    """The typed target the author most likely wants to change: a volume, else the result, else a rate."""
    metrics = stretch.agreed.cycle.metrics
    volumes = [part for part in relation.parts if not metrics[part].kind.is_fraction]
    others = [part for part in relation.parts if part not in volumes]
    result = [relation.result]
    order = (result, volumes, others) if relation.operator in _ADDING else (volumes, result, others)
    return next((name for group in order for name in group if stretch.is_typed(name)), None)


def _periods(stretch: Stretch, relation: Relation) -> set[Period]:
    known = (stretch.values.get(name) for name in (relation.result, *relation.parts))
    return {value.per for value in known if value is not None and value.per is not None}


def _severity(apart: float, allowed: float, periods: set[Period]) -> Severity | None:
    if len(periods) > 1 and Period.DAY in periods:
        return None
    if len(periods) > 1 and Period.WEEK in periods:
        return Severity.WARNING if apart > max(_WARNED_ACROSS, allowed) else None
    if apart <= max(_WARNED, allowed):
        return None
    return Severity.ERROR if apart > _REFUSED else Severity.WARNING


def _finding(stretch: Stretch, metric: str, expected: float, severity: Severity) -> Finding:
    return Finding(
        ref=stretch.agreed.metric_ref(metric).at("target"),
        message=_message(stretch, metric, expected),
        hint=msg(
            "Leave this target out, and it follows from the others; or change a target above or below it."
        ),
        severity=severity,
    )


def _message(stretch: Stretch, metric: str, expected: float) -> Message:
    kind: Kind = stretch.agreed.cycle.metrics[metric].kind
    found, needed = figures.typed(stretch.values[metric].value, kind), figures.typed(expected, kind)
    if stretch.since is None:
        return msg(
            'The target of "{metric}" is {found}; the rest of the plan needs {expected}.',
            metric=metric,
            found=found,
            expected=needed,
        )
    return msg(
        'From {day} on, the target of "{metric}" is {found}; the rest of the plan needs {expected}.',
        day=stretch.since,
        metric=metric,
        found=found,
        expected=needed,
    )


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="column",
    page="frame-1-process.md#working-back",
    why=msg(
        "When the targets agree, a miss of the KGI shows which step fell short; otherwise it shows nothing."
    ),
    bad="""\
metrics:
  revenue: {name: Revenue, kind: amount, formula: contracts × average_deal, target: 240万円, per: month}
  contracts: {name: Contracts, kind: count, target: 5, per: month}
  average_deal: {name: Average deal, kind: ratio, of: revenue / contracts, target: 40万円}
""",
    good="""\
metrics:
  revenue: {name: Revenue, kind: amount, formula: contracts × average_deal, target: 240万円, per: month}
  contracts: {name: Contracts, kind: count, target: 6, per: month}
  average_deal: {name: Average deal, kind: ratio, of: revenue / contracts, target: 40万円}
""",
    alias="tree-03",
)
