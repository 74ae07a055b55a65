"""Computed numbers as an author would type them."""

from __future__ import annotations

import pytest

from goalbook.analyse import figures
from goalbook.model.values import Kind


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (0.2, Kind.RATE, "20%"),
        (0.625, Kind.RATE, "62.5%"),
        (1.2, Kind.RATE, "120%"),
        (1 / 3, Kind.RATE, "33.3333%"),
        (2_400_000, Kind.AMOUNT, "2,400,000"),
        (1_234_567.8, Kind.AMOUNT, "1,234,568"),
        (20 / 3, Kind.COUNT, "6.66667"),
        (60, Kind.COUNT, "60"),
        (2571.428571, Kind.COUNT, "2,571.43"),
        (0, Kind.COUNT, "0"),
        (-3.5, Kind.AMOUNT, "-3.5"),
        (0.00001, Kind.RATIO, "0.00001"),
    ],
)
def test_a_number_reads_as_typed(value: float, kind: Kind, text: str) -> None:
    assert figures.typed(value, kind) == text
