"""What a key result promises changed."""

from __future__ import annotations

from typing import Final

from goalbook.history import telling
from goalbook.history.both import Both
from goalbook.history.change import Bar
from goalbook.history.telling import Moved, Sentences
from goalbook.messages import msg
from goalbook.model.objective import Ambition, KeyResult

_BARS: Final = {
    (Ambition.COMMITTED, Ambition.ASPIRATIONAL): Bar.LOWERS,
    (Ambition.ASPIRATIONAL, Ambition.COMMITTED): Bar.RAISES,
}


def _bar(_both: Both, moved: Moved) -> Bar:
    return _BARS.get((moved.old, moved.new), Bar.NEUTRAL) if moved.field == "type" else Bar.NEUTRAL


CHANGE = telling.changed(
    {KeyResult: ("type", "weight", "smart")},
    Sentences(
        moves=msg("{name}, {field}: {old} → {new}"),
        labels={
            "type": msg("promise"),
            "weight": msg("weight"),
            "smart": msg("stressed SMART letters"),
        },
    ),
    bar=_bar,
)
