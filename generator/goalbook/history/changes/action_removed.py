"""An action was removed."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.messages import msg
from goalbook.model.review import Action

CHANGE = telling.removed(Action, msg("the action {name} goes"))
