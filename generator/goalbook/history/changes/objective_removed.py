"""An objective was removed."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.messages import msg
from goalbook.model.objective import Objective

CHANGE = telling.removed(Objective, msg("the objective {name} goes"))
