"""A step of practice was added."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.messages import msg
from goalbook.model.practice import Step

CHANGE = telling.added(Step, msg("new step of practice: {name}"))
