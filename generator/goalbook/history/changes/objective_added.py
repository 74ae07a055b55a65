"""An objective was added."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.messages import msg
from goalbook.model.objective import Objective

CHANGE = telling.added(Objective, msg("new objective: {name}"))
