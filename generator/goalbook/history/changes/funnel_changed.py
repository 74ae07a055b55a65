"""The steps of a funnel changed."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.history.telling import Sentences
from goalbook.messages import msg
from goalbook.model.metric import Metric

CHANGE = telling.changed(
    {Metric: ("funnel",)},
    Sentences(
        moves=msg("the steps to {name} are now {new}; before {old}"),
        appears=msg("the steps to {name} are now {new}"),
        vanishes=msg("the steps to {name} go: {old}"),
    ),
    is_definition=True,
)
