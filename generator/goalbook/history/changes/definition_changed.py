"""A definition changed."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.history.telling import Sentences
from goalbook.messages import msg
from goalbook.model.metric import Metric
from goalbook.model.objective import KeyResult

CHANGE = telling.changed(
    {
        Metric: (
            "kind",
            "direction_",
            "aggregate_",
            "band",
        ),
        KeyResult: ("scope",),
    },
    Sentences(
        moves=msg("{name}: {field} changes from {old} to {new}"),
        labels={
            "kind": msg("the sort of number"),
            "direction_": msg("the better direction"),
            "aggregate_": msg("how days add up"),
            "band": msg("the band"),
            "scope": msg("who is meant"),
        },
    ),
    is_definition=True,
)
