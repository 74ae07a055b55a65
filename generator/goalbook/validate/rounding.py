"""How far targets may be apart because an author rounded them."""

from __future__ import annotations

import re
from typing import Final

from goalbook.analyse.plan import Relation
from goalbook.model.values import Kind, Quantity
from goalbook.model.width import narrow
from goalbook.validate.planned import Stretch

_FIGURES: Final = re.compile(r"[0-9][0-9,]*(?:\.([0-9]+))?")


def allowed(stretch: Stretch, relation: Relation, judged: str, expected: float) -> float:
    """The share of its value by which a target may miss: what rounding the typed targets can make together.

    Half a unit of the last digit written; for the judged target, if it is a count, less than a whole case,
    since volumes are rounded up.

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
        if name == judged and metrics[name].kind is Kind.COUNT:
            share += (1 - 1e-9) / max(value, abs(expected), 1.0)
        elif stretch.is_typed(name) and value:
            share += _half_unit(metrics[name].targets.steps[-1].value) / value
    return share


def _half_unit(quantity: Quantity) -> float:
    figures = list(_FIGURES.finditer(narrow(quantity.text)))
    number = float(figures[0][0].replace(",", "")) if len(figures) == 1 else 0.0
    if not number:
        return 0.0
    return abs(quantity.value) / number * 10.0 ** -len(figures[0][1] or "") / 2
