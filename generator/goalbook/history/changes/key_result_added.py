"""A key result was added."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.history.change import Bar
from goalbook.messages import msg
from goalbook.model.objective import KeyResult

CHANGE = telling.added(KeyResult, msg("new key result: {name}"), bar=Bar.RAISES)
