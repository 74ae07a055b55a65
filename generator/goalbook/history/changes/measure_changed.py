"""It is measured by something else."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.history.telling import Sentences
from goalbook.messages import msg
from goalbook.model.objective import KeyResult
from goalbook.model.practice import Practice

CHANGE = telling.changed(
    {KeyResult: ("metric",), Practice: ("metric",)},
    Sentences(
        moves=msg("{name} is now measured by {new}, before by {old}"),
        appears=msg("{name} is now measured by {new}"),
        vanishes=msg("{name} is no longer measured by {old}"),
    ),
)
