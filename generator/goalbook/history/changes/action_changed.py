"""An action changed."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.history.telling import Sentences
from goalbook.messages import msg
from goalbook.model.review import Action

CHANGE = telling.changed(
    {
        Action: (
            "what",
            "owner",
            "due",
            "metric",
            "for_",
            "by",
            "dropped",
        )
    },
    Sentences(
        moves=msg("the action {name}, {field}: {old} → {new}"),
        labels={
            "what": msg("task"),
            "owner": msg("who does it"),
            "due": msg("due day"),
            "metric": msg("measure it should move"),
            "for_": msg("for whom"),
            "by": msg("who proposed it"),
            "dropped": msg("no longer wanted"),
        },
    ),
)
