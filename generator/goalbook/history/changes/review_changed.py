"""The minutes of a review changed."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.history.telling import Sentences
from goalbook.messages import msg
from goalbook.model.review import Review

CHANGE = telling.changed(
    {
        Review: (
            "kind",
            "held",
            "present",
            "decisions",
            "prose",
        )
    },
    Sentences(
        moves=msg("the review {name}, {field}: changed"),
        labels={
            "kind": msg("kind"),
            "held": msg("day"),
            "present": msg("who took part"),
            "decisions": msg("what was decided"),
            "prose": msg("text"),
        },
    ),
)
