"""A practice ladder was removed."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.messages import msg
from goalbook.model.practice import Practice

CHANGE = telling.removed(Practice, msg("the practice ladder {name} goes"))
