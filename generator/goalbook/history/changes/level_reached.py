"""A level of a rubric was judged."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.history.telling import Sentences
from goalbook.messages import msg
from goalbook.model.objective import KeyResult

CHANGE = telling.changed(
    {
        KeyResult: (
            "level",
            "evidence",
        )
    },
    Sentences(
        moves=msg("{name}, {field}: {old} → {new}"),
        appears=msg("{name}, {field}: {new}"),
        labels={
            "level": msg("level reached"),
            "evidence": msg("what shows it"),
        },
    ),
)
