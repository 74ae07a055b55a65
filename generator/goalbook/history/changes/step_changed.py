"""A step of practice changed."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.history.telling import Sentences
from goalbook.messages import msg
from goalbook.model.practice import Step

CHANGE = telling.changed(
    {
        Step: (
            "text",
            "success",
            "needs",
            "begins",
            "minutes",
            "per_week",
            "feedback",
            "members",
        )
    },
    Sentences(
        moves=msg("{name}, {field}: {old} → {new}"),
        labels={
            "text": msg("task"),
            "success": msg("what counts as a success"),
            "needs": msg("what must come first"),
            "begins": msg("first day"),
            "minutes": msg("minutes"),
            "per_week": msg("times a week"),
            "feedback": msg("feedback"),
            "members": msg("who practises it"),
        },
    ),
)
