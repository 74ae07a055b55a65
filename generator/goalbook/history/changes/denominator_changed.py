"""What a rate is a share of changed."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.history.telling import Sentences
from goalbook.messages import msg
from goalbook.model.metric import Metric

CHANGE = telling.changed(
    {Metric: ("of",)},
    Sentences(
        moves=msg("{name} is now computed as {new}, before as {old}"),
        appears=msg("{name} is now computed as {new}"),
        vanishes=msg("{name} is no longer computed as {old}"),
    ),
    is_definition=True,
)
