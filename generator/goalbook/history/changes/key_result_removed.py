"""A key result was removed."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.history.change import Bar
from goalbook.messages import msg
from goalbook.model.objective import KeyResult

CHANGE = telling.removed(KeyResult, msg("the key result {name} goes"), bar=Bar.LOWERS)
