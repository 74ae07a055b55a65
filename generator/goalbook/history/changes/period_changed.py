"""The period of a target changed."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.history.telling import Sentences
from goalbook.messages import msg
from goalbook.model.metric import Metric
from goalbook.model.objective import KeyResult

CHANGE = telling.changed(
    {
        Metric: ("per",),
        KeyResult: (
            "per",
            "over",
            "each",
        ),
    },
    Sentences(
        moves=msg("{name}, {field}: {old} → {new}"),
        labels={
            "per": msg("period"),
            "over": msg("rolling window"),
            "each": msg("for each member"),
        },
    ),
    is_definition=True,
)
