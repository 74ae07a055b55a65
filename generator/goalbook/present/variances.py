"""A gap divided as accountants do it: by quantity and by price (method: attribution, worked example)."""

from __future__ import annotations

from dataclasses import dataclass

from goalbook.analyse import sequential
from goalbook.model.cycle import Cycle
from goalbook.model.values import Kind, Operator
from goalbook.present.indicator import Indicator
from goalbook.present.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Variances:
    """Of a KGI that is a quantity times a price.

    Attributes:
        quantity, price: Which measures.
        by_quantity: What the quantity's difference comes to at the base's price.
        by_price: What the price's difference comes to at this period's quantity; the two add up to the gap.
    """

    quantity: Indicator
    price: Indicator
    by_quantity: float
    by_price: float


def priced(cycle: Cycle) -> tuple[str, str] | None:
    """The quantity and the price of which the KGI is the product; None when it is anything else."""
    kgi = cycle.metrics.get(cycle.kgi or "")
    formula = kgi.formula if kgi else None
    if formula is None or formula.operator is not Operator.PRODUCT:
        return None
    parts = {metric.kind: name for name in formula.parts if (metric := cycle.metrics.get(name))}
    is_pair = len(formula.parts) == len(parts) and parts.keys() == {Kind.COUNT, Kind.RATIO}
    return (parts[Kind.COUNT], parts[Kind.RATIO]) if is_pair else None


def of(
    subject: Subject,
    kgi: tuple[float | None, float | None],
    prices: tuple[float | None, float | None],
) -> Variances | None:
    """The two variances; None where a price is missing or 0, for then no quantity is known.

    Args:
        subject: The team.
        kgi: Of the base and now.
        prices: Likewise.
    """
    pair = priced(subject.cycle) if subject.cycle else None
    if pair is None or None in kgi or not all(prices):
        return None
    before, now = (
        (whole / price, price)
        for whole, price in zip(kgi, prices, strict=True)
        if price and whole is not None
    )
    by_quantity, by_price = sequential.contributions(before, now).tolist()
    quantity, price = (subject.indicator(name) for name in pair)
    return Variances(quantity=quantity, price=price, by_quantity=by_quantity, by_price=by_price)
