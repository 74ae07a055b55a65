"""Whether the newest number of a chart over time is a usual one, in words for its title.

Read from the table ``signals``. A period that still runs, or that its cycle's end cuts, is not judged;
without enough past the words say so. A number outside the band only because its period has more or fewer
working days than others is not called unusual.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from goalbook.messages import Message, msg
from goalbook.model.values import Period
from goalbook.present.timeline import Slot

_OF_SLOT: Final = {
    "above": msg("{actual}, above its usual range"),
    "below": msg("{actual}, below its usual range"),
    "days": msg("{actual}, within its usual range per working day"),
    "signal": msg("{actual}, within its usual range, but with a signal"),
    "none": msg("{actual}, within its usual range"),
    "thin": msg("{actual}, too few cases to judge"),
    "unknown": msg("{actual}, no usual range yet"),
}
_OF_WEEK: Final = {
    "above": msg("{finding}; newest week above its usual range"),
    "below": msg("{finding}; newest week below its usual range"),
    "days": msg("{finding}; newest week within its usual range per working day"),
    "signal": msg("{finding}; newest week within its usual range, but with a signal"),
    "none": msg("{finding}; newest week within its usual range"),
    "thin": msg("{finding}; newest week with too few cases to judge"),
    "unknown": msg("{finding}; no usual range yet"),
}
_OF_MONTH: Final = {
    "above": msg("{finding}; newest month above its usual range"),
    "below": msg("{finding}; newest month below its usual range"),
    "days": msg("{finding}; newest month within its usual range per working day"),
    "signal": msg("{finding}; newest month within its usual range, but with a signal"),
    "none": msg("{finding}; newest month within its usual range"),
    "thin": msg("{finding}; newest month with too few cases to judge"),
    "unknown": msg("{finding}; no usual range yet"),
}
_SHORTER: Final[Mapping[str, Mapping[str, Message]]] = {
    Period.MONTH.value: _OF_MONTH,
    Period.WEEK.value: _OF_WEEK,
}


def of_slot(slot: Slot, actual: str) -> Message | None:
    """A period's number beside its usual range; None for what is not judged.

    Args:
        slot: The period.
        actual: Its number as written.
    """
    if slot.signal is None or slot.value is None or slot.is_running:
        return None
    verdict = _verdict(slot.signal)
    return None if verdict is None else Message(_OF_SLOT[verdict].text, {"actual": actual})


def of_shorter(finding: str, metric: str, signals: Sequence[Any], slot: Slot) -> Message | None:
    """A title with what the newest shorter period says, for numbers that are judged week by week; or None.

    Args:
        finding: The title so far.
        metric: The chart's metric.
        signals: Rows of the table ``signals``.
        slot: The period that the title speaks of.
    """
    judged = [
        row
        for row in signals
        if row.metric == metric
        and row.period in _SHORTER
        and slot.first <= row.last <= slot.last
        and row.last - row.first < slot.last - slot.first
        and row.is_complete
        and row.value is not None
        and _verdict(row) is not None
    ]
    if not judged:
        return None
    newest = max(judged, key=lambda row: (row.last, row.first))
    said = _SHORTER[newest.period][_verdict(newest) or ""]
    return Message(said.text, {"finding": finding})


def _verdict(row: Any) -> str | None:
    """What a point of a series says; None for one that is cut, or between limits without width."""
    if row.lower is None or row.upper is None:
        return "unknown"
    if row.signal == "unknown" or not row.lower < row.upper:
        return None
    if row.is_thin:
        return "thin"
    if row.signal in {"above", "below"}:
        return str(row.signal)
    noise = 1e-9 * max(abs(row.lower), abs(row.upper))
    if not row.lower - noise <= row.value <= row.upper + noise:
        return "days"
    return "none" if row.signal == "none" else "signal"
