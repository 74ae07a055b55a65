"""An action was added."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.messages import msg
from goalbook.model.review import Action

CHANGE = telling.added(Action, msg("new action: {name}"))
