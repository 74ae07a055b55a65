"""Ranges in a chart over time: where numbers usually lie, and where a running period will end at this pace.

Both are drawn as bars with a foot of their own, because limits may differ from period to period.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from goalbook.messages import Message, msg
from goalbook.present import figure
from goalbook.present.figure import Json
from goalbook.present.measure import Scale
from goalbook.present.timeline import Slot
from goalbook.words import Words

_BAND: Final = 0.45
_FAN: Final = 0.6
_WIDE: Final = 1.0
_NARROW: Final = 0.3


def usual(slots: Sequence[Slot]) -> list[Json]:
    """The band of the usual range, to lie behind the numbers."""
    known = [(place, *slot.usual) for place, slot in enumerate(slots) if slot.usual]
    return [_bars(known, _WIDE, figure.LINE, _BAND)] if known else []


def ahead(slots: Sequence[Slot]) -> list[Json]:
    """The forecast's interval with its middle, in front of a number that is still growing."""
    known = [(place, *slot.forecast) for place, slot in enumerate(slots) if slot.forecast]
    if not known:
        return []
    middle = {
        "type": "scatter",
        "mode": "markers",
        "x": [place for place, *_ in known],
        "y": [figure.number(mean) for _, _, mean, _ in known],
        "marker": {"color": figure.PLAN, "size": 8},
        "hoverinfo": "skip",
    }
    return [_bars([(place, low, high) for place, low, _, high in known], _NARROW, figure.PLAN, _FAN), middle]


def said(slots: Sequence[Slot], words: Words) -> tuple[str, ...]:
    """What the two are, for the line under the title."""
    found: list[Message] = []
    if any(slot.usual for slot in slots):
        is_provisional = any(slot.signal.is_provisional for slot in slots if slot.usual)
        found.append(
            msg("light band: usual range (provisional)") if is_provisional else msg("light band: usual range")
        )
    if any(slot.forecast for slot in slots):
        found.append(msg("narrow bar: forecast at this pace, 80 % interval"))
    return tuple(words.say(message) for message in found)


def of(pair: tuple[float, float] | None, scale: Scale) -> str:
    """A range as text: ``¥1.63–2.65M``, ``162.6〜265.5万円``; empty without one."""
    return "" if pair is None else scale.prefix + scale.between(*pair) + scale.suffix


def forecast(slot: Slot, scale: Scale) -> str:
    """A forecast as text: ``43 (37–50)``; empty without one."""
    found = slot.forecast
    return "" if found is None else f"{scale.bare(found[1])} ({scale.between(found[0], found[2])})"


def _bars(ranges: Sequence[tuple[int, float, float]], wide: float, colour: str, opacity: float) -> Json:
    return {
        "type": "bar",
        "x": [place for place, _, _ in ranges],
        "y": [figure.number(high - low) for _, low, high in ranges],
        "base": [figure.number(low) for _, low, _ in ranges],
        "width": wide,
        "offset": -wide / 2,
        "marker": {"color": colour, "opacity": [opacity] * len(ranges)},
        "hoverinfo": "skip",
    }
