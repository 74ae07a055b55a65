"""A formula of the plan changed."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.history.telling import Sentences
from goalbook.messages import msg
from goalbook.model.metric import Metric

CHANGE = telling.changed(
    {Metric: ("formula",)},
    Sentences(
        moves=msg("the plan of {name} is now {new}, before {old}"),
        appears=msg("the plan of {name} is now {new}"),
        vanishes=msg("the plan of {name} is no longer {old}"),
    ),
    is_definition=True,
)
