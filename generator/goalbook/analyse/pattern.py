"""What kind of shortfall it is: too little, not good enough, both, or numbers chased at the cost of quality.

Judged only where there is evidence; what cannot be told from chance is "too few". Source: method: is the gap
real, rules R2 to R6.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from goalbook.analyse import thresholds


class Pattern(Enum):
    """The kinds of shortfall."""

    VOLUME = "volume"
    QUALITY = "quality"
    BOTH = "both"
    CHASED = "chased"
    TOO_FEW = "too-few"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A volume or a rate beside its plan.

    Attributes:
        is_short: Whether it is on the bad side of its plan; None when not known.
        p_worse: Probability that this is no chance; None when not known.
    """

    is_short: bool | None
    p_worse: float | None


def pattern(
    volume: Comparison,
    rates: Sequence[Comparison],
    *,
    enough: float = thresholds.EVIDENCE_MODERATE.value,
) -> Pattern:
    """The kind of shortfall of one funnel and period.

    Args:
        volume: The first step's count beside its plan.
        rates: The rates after it.
        enough: Probability from which a side is believed.
    """
    has_little = _is_sure(volume, enough)
    is_poor = any(_is_sure(rate, enough) for rate in rates)
    if has_little:
        return Pattern.BOTH if is_poor else Pattern.VOLUME
    if is_poor:
        return Pattern.CHASED if _is_surplus(volume, enough) else Pattern.QUALITY
    # Unknown is not a pass: it could still be short.
    is_open = any(one.is_short is not False for one in (volume, *rates))
    return Pattern.TOO_FEW if is_open else Pattern.NONE


def _is_sure(one: Comparison, enough: float) -> bool:
    return bool(one.is_short) and one.p_worse is not None and one.p_worse >= enough


def _is_surplus(volume: Comparison, enough: float) -> bool:
    return volume.is_short is False and volume.p_worse is not None and volume.p_worse <= 1 - enough
