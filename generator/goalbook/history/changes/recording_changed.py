"""How often a number is recorded changed."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.history.telling import Sentences
from goalbook.messages import msg
from goalbook.model.cycle import Cycle
from goalbook.model.metric import Metric

CHANGE = telling.changed(
    {
        Cycle: ("cadence",),
        Metric: (
            "cadence",
            "lag_days",
            "external",
        ),
    },
    Sentences(
        moves=msg("{name}: {field} changes from {old} to {new}"),
        labels={
            "cadence": msg("how often it is recorded"),
            "lag_days": msg("how many days late it may come"),
            "external": msg("recorded elsewhere"),
        },
    ),
)
