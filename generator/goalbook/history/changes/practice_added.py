"""A practice ladder was added."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.messages import msg
from goalbook.model.practice import Practice

CHANGE = telling.added(Practice, msg("new practice ladder: {name}"))
