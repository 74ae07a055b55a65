"""Metrics that are not logged but have a formula: computed from what their parts came to in a period.

Only sums, differences, products and quotients of whole-period values, so a product of pooled rates and sums
stays exact. One missing part leaves the result missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from goalbook.analyse import layout
from goalbook.analyse.inputs import Inputs
from goalbook.model.values import Operator

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DEEPEST: Final = 20
"""Formulas within formulas are followed so far; a loop ends here too."""


def relations(inputs: Inputs, metrics: pd.DataFrame) -> pd.DataFrame:
    """The parts of every formula of which all parts are known.

    Returns:
        Columns metric_row, part_row, power (1, or -1 for a divisor), sign (1, or -1 for what is subtracted),
        is_product.
    """
    keys = zip(metrics["cycle_row"].tolist(), metrics["metric"].tolist(), strict=True)
    known = {key: row for row, key in enumerate(keys)}
    found = [
        (known[cycle, name], known[cycle, part], *_way(formula.operator, place))
        for cycle, (_, _, terms, _) in enumerate(layout.each_cycle(inputs))
        for name, metric in terms.metrics.items()
        if (formula := metric.formula) is not None and not metric.kind.is_fraction
        if all((cycle, part) in known for part in formula.parts)
        for place, part in enumerate(formula.parts)
    ]
    columns = ("metric_row", "part_row", "power", "sign", "is_product")
    types = dict.fromkeys(columns, "int64") | {"is_product": "bool"}
    return pd.DataFrame(found, columns=list(columns)).astype(types)


def _way(operator: Operator, place: int) -> tuple[int, int, bool]:
    """Power and sign of a part at its place, and whether parts are multiplied."""
    power = -1 if place and operator is Operator.QUOTIENT else 1
    sign = -1 if place and operator is Operator.DIFFERENCE else 1
    return power, sign, operator in {Operator.PRODUCT, Operator.QUOTIENT}


def filled(frame: pd.DataFrame, formulas: pd.DataFrame) -> pd.Series:
    """The column ``value`` with what formulas give for metrics without any log row.

    Args:
        frame: Columns metric_row, period_row, value, rows; one row for each pair.
        formulas: What `relations` returns.
    """
    reported = frame.groupby("metric_row")["rows"].sum()
    wanted = formulas[~formulas["metric_row"].isin(reported[reported > 0].index)]
    value = frame["value"]
    for _ in range(_DEEPEST if len(wanted) else 0):
        found = _computed(frame.assign(value=value), wanted)
        if found.notna().sum() == value.notna().sum():
            break
        value = found
    return value


def _computed(frame: pd.DataFrame, formulas: pd.DataFrame) -> pd.Series:
    parts = formulas.merge(
        frame[["metric_row", "period_row", "value"]].rename(columns={"metric_row": "part_row"}), on="part_row"
    )
    factor = np.where(parts["power"] < 0, _inverse(parts["value"].to_numpy()), parts["value"])
    parts = parts.assign(factor=factor, term=parts["sign"] * parts["value"], is_missing=np.isnan(factor))
    each = parts.groupby(["metric_row", "period_row"])
    found = each.agg({"factor": "prod", "term": "sum", "is_missing": "any", "is_product": "any"})
    result = found["factor"].where(found["is_product"], found["term"]).mask(found["is_missing"])
    keys = pd.MultiIndex.from_frame(frame[["metric_row", "period_row"]])
    computed = pd.Series(result.reindex(keys).to_numpy(), index=frame.index)
    return frame["value"].where(frame["value"].notna(), computed)


def _inverse(value: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1.0 / np.where(value == 0, np.nan, value)
