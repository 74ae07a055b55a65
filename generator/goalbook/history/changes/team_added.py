"""A team was added."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.messages import msg
from goalbook.model.team import Team

CHANGE = telling.added(Team, msg("new team: {name}"))
