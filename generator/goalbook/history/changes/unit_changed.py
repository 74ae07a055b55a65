"""A unit changed."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.history.telling import Sentences
from goalbook.messages import msg
from goalbook.model.metric import Metric

CHANGE = telling.changed(
    {Metric: ("unit",)},
    Sentences(moves=msg("the unit of {name} changes from {old} to {new}")),
    is_definition=True,
)
