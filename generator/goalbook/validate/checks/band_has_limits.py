"""A band has a lower and an upper limit.

``direction: band`` is for numbers that should stay between two limits, such as stock or temperature.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalbook.messages import msg
from goalbook.model.handbook import Handbook
from goalbook.model.values import Direction
from goalbook.problems import Severity
from goalbook.validate import agreed
from goalbook.validate.check import Check, Finding


def _find(handbook: Handbook) -> Iterator[Finding]:
    for found in agreed.cycles(handbook):
        for name, metric in found.cycle.metrics.items():
            ref = found.metric_ref(name)
            is_missing = metric.band is None and not found.is_left_out(ref.at("band"))
            if metric.direction is Direction.BAND and is_missing:
                yield Finding(
                    ref=ref.at("direction"),
                    message=msg('"{metric}" is to stay in a band, but has no limits.', metric=name),
                    hint=msg("Add band: with the lowest and the highest value, for example band: [10, 20]."),
                )
            elif metric.band is not None and metric.band[0].value > metric.band[1].value:
                yield Finding(
                    ref=ref.at("band"),
                    message=msg('The lower limit of "{metric}" is above the upper one.', metric=name),
                    hint=msg("Write the lower limit first."),
                )


CHECK = Check(
    find=_find,
    severity=Severity.ERROR,
    origin="house",
    page="format.md#metric",
    why=msg("Without limits nobody can say whether the number is where it should be."),
    bad="""\
metrics:
  stock: {name: Stock, kind: level, direction: band}
""",
    good="""\
metrics:
  stock: {name: Stock, kind: level, direction: band, band: [10, 20]}
""",
)
