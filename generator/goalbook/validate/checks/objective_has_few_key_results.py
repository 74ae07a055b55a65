"""An objective has a few key results.

At least one, so that it can be seen whether it is reached.
At most ``limits: key_results_per_objective`` in company.yml, 5 when nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.model.ref import Ref
from goalbook.problems import Severity
from goalbook.validate import agreed
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    limit = handbook.company.limits.key_results_per_objective
    for found in agreed.cycles(handbook):
        for name, objective in found.cycle.objectives.items():
            ref = found.ref.at("objectives", name)
            number = len(objective.key_results) + _left_out(handbook, ref.at("key_results"))
            if number == 0:
                yield Finding(
                    ref=ref,
                    message=msg('The objective "{objective}" has no key result.', objective=name),
                    hint=msg("Add key_results: with one that shows in numbers whether it is reached."),
                )
            elif number > limit:
                yield Finding(
                    ref=ref.at("key_results"),
                    message=msg(
                        'The objective "{objective}" has {number} key results; expected at most {limit}.',
                        objective=name,
                        number=number,
                        limit=limit,
                    ),
                    hint=msg("Keep the ones that decide, or make a second objective."),
                )


def _left_out(handbook: Handbook, ref: Ref) -> int:
    """Key results that are written but could not be read, or the whole group of them."""
    places = (place for place in handbook.left_out if place.path == ref.path)
    return sum(place.keys[: len(ref.keys)] == ref.keys for place in places)


CHECK = Check(
    find=_find,
    severity=Severity.WARNING,
    origin="research",
    page="frame-2-okr-smart.md#okr",
    why=msg("An objective without a key result cannot be missed, and one with ten cannot be remembered."),
    bad="""\
objectives:
  trust: {title: Grow by earning customers' trust}
""",
    good="""\
metrics:
  revenue: {name: Revenue, kind: amount}
objectives:
  trust:
    title: Grow by earning customers' trust
    key_results:
      kr1: {title: Revenue of 2.4 million, metric: revenue, target: 240万円}
""",
    alias="check-1",
)
