"""How far targets may be apart because an author rounded them."""

from __future__ import annotations

import re
from typing import Final

from goalbook.analyse.plan import Relation
from goalbook.model.values import Kind, Quantity
from goalbook.model.width import narrow
from goalbook.validate.planned import Stretch

_NOISE: Final = 1e-9
_FIGURES: Final = re.compile(r"[0-9][0-9,]*(?:\.([0-9]+))?")


def allowed(stretch: Stretch, relation: Relation, judged: str, expected: float) -> float:
    """The share of its value by which a target may miss because of rounding.

    Half a unit of the last digit of each typed target together; or, when the judged target is a count, less
    than one case, since volumes are rounded up.

    Args:
        stretch: The plan.
        relation: One of its equations.
        judged: The typed target that is compared.
        expected: What the others need it to be.
    """
    metrics = stretch.agreed.cycle.metrics
    share = 0.0
    for name in dict.fromkeys((relation.result, *relation.parts)):
        value = abs(stretch.values[name].value)
        if stretch.is_typed(name) and value and (name != judged or metrics[name].kind is not Kind.COUNT):
            share += _half_unit(metrics[name].targets.steps[-1].value) / value
    if metrics[judged].kind is not Kind.COUNT:
        return share
    return max(share, (1 - _NOISE) / max(abs(stretch.values[judged].value), abs(expected), 1.0))


def _half_unit(quantity: Quantity) -> float:
    figures = list(_FIGURES.finditer(narrow(quantity.text)))
    number = float(figures[0][0].replace(",", "")) if len(figures) == 1 else 0.0
    if not number:
        return 0.0
    return abs(quantity.value) / number * 10.0 ** -len(figures[0][1] or "") / 2
