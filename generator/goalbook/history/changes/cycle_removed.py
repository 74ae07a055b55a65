"""Goals for a cycle were removed."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.messages import msg
from goalbook.model.cycle import Cycle

CHANGE = telling.removed(Cycle, msg("the goals for {name} go"))
