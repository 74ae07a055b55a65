"""Goals for a cycle were added."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.messages import msg
from goalbook.model.cycle import Cycle

CHANGE = telling.added(Cycle, msg("new goals for {name}"))
