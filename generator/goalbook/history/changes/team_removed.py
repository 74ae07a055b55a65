"""A team was removed."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.messages import msg
from goalbook.model.team import Team

CHANGE = telling.removed(Team, msg("the team {name} goes"))
