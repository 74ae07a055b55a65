"""An agreement was reworded."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.history.telling import Sentences
from goalbook.messages import msg
from goalbook.model.agreement import Agreement

CHANGE = telling.changed(
    {
        Agreement: (
            "will_do",
            "concern",
            "recorded_by",
        )
    },
    Sentences(
        moves=msg("{name}, {field}: worded anew"),
        labels={
            "will_do": msg("agreement"),
            "concern": msg("concern"),
            "recorded_by": msg("who wrote it down"),
        },
    ),
)
