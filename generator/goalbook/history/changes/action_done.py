"""An action was done."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.history.telling import Sentences
from goalbook.messages import msg
from goalbook.model.review import Action

CHANGE = telling.changed(
    {Action: ("done",)},
    Sentences(
        moves=msg("the action {name} was done on {new}, not on {old}"),
        appears=msg("the action {name} is done"),
        vanishes=msg("the action {name} is open again"),
    ),
)
