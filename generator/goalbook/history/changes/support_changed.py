"""What a measure leads to changed."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.history.telling import Sentences
from goalbook.messages import msg
from goalbook.model.metric import Metric

CHANGE = telling.changed(
    {Metric: ("supports",)},
    Sentences(
        moves=msg("{name} now leads to {new}, before to {old}"),
        appears=msg("{name} now leads to {new}"),
        vanishes=msg("{name} no longer leads to {old}"),
    ),
)
