"""A key result asks for a change.

Its target is not where the number stands already. To hold a value, use ``direction: band``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.model.values import Direction, Form
from goalbook.problems import Severity
from goalbook.validate import agreed
from goalbook.validate.agreed import Agreed, AgreedResult
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    for found in agreed.cycles(handbook):
        for entry in agreed.key_results(found):
            if _asks_for_nothing(found, entry):
                yield Finding(
                    ref=entry.ref.at("target" if entry.result.target else "baseline"),
                    message=msg(
                        'The target of "{id}" is its baseline; there is nothing to reach.', id=entry.id
                    ),
                    hint=msg("Write what is to be reached; to hold a value use direction: band."),
                )


def _asks_for_nothing(found: Agreed, entry: AgreedResult) -> bool:
    metric = found.cycle.metrics.get(entry.result.metric or "")
    if metric is None or metric.direction is Direction.BAND:
        return False
    baseline = entry.result.baseline or metric.baseline
    targets = entry.result.target or metric.targets
    if not targets:
        return False
    if baseline is None or entry.result.baseline_from is not None:
        last = targets.steps[-1].value
        return last.form in {Form.RELATIVE, Form.POINTS} and last.value == 0
    value = targets.steps[-1].value.resolved(baseline.value)
    return value is not None and math.isclose(value, baseline.value, rel_tol=1e-9, abs_tol=1e-9)


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="research",
    page="frame-2-okr-smart.md#smart",
    why=msg("Progress is the way from the baseline to the target; without a way there is no progress."),
    bad="""\
metrics:
  win_rate: {name: Win rate, kind: rate, of: contracts / proposals}
objectives:
  trust:
    title: Grow by earning customers' trust
    key_results:
      kr1: {title: A win rate of 15 %, metric: win_rate, baseline: 15%, target: 15%}
""",
    good="""\
metrics:
  win_rate: {name: Win rate, kind: rate, of: contracts / proposals}
objectives:
  trust:
    title: Grow by earning customers' trust
    key_results:
      kr1: {title: A win rate of 15 %, metric: win_rate, baseline: 12%, target: 15%}
""",
    alias="smart-m1",
)
