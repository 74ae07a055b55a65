"""What kind of shortfall it is."""

from __future__ import annotations

import pytest

from goalbook.analyse.pattern import Comparison, Pattern, pattern

SHORT = Comparison(is_short=True, p_worse=0.9)
MAYBE = Comparison(is_short=True, p_worse=0.6)
FINE = Comparison(is_short=False, p_worse=0.4)
SURPLUS = Comparison(is_short=False, p_worse=0.05)
UNKNOWN = Comparison(is_short=None, p_worse=None)


@pytest.mark.parametrize(
    ("volume", "rates", "expected"),
    [
        (SHORT, [FINE, FINE], Pattern.VOLUME),
        (FINE, [FINE, SHORT], Pattern.QUALITY),
        (SHORT, [SHORT], Pattern.BOTH),
        (SURPLUS, [FINE, SHORT], Pattern.CHASED),
        (MAYBE, [FINE], Pattern.TOO_FEW),
        (FINE, [MAYBE], Pattern.TOO_FEW),
        (FINE, [UNKNOWN], Pattern.TOO_FEW),
        (FINE, [FINE], Pattern.NONE),
    ],
)
def test_kinds(volume: Comparison, rates: list[Comparison], expected: Pattern) -> None:
    assert pattern(volume, rates) is expected
