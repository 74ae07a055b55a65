"""A team moved to another team."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.history.telling import Sentences
from goalbook.messages import msg
from goalbook.model.team import Team

CHANGE = telling.changed(
    {Team: ("parent",)},
    Sentences(
        moves=msg("{name} now belongs to {new}, before to {old}"),
        appears=msg("{name} now belongs to {new}"),
        vanishes=msg("{name} belongs to no team any more; it was {old}"),
    ),
)
