"""The levels of a rubric changed."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.history.telling import Sentences
from goalbook.messages import msg
from goalbook.model.objective import KeyResult

CHANGE = telling.changed(
    {KeyResult: ("rubric",)},
    Sentences(
        moves=msg("the levels of {name} change"),
        appears=msg("{name} gets levels in words"),
        vanishes=msg("{name} has no levels in words any more"),
    ),
)
