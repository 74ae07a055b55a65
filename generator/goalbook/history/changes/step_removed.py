"""A step of practice was removed."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.messages import msg
from goalbook.model.practice import Step

CHANGE = telling.removed(Step, msg("the step of practice {name} goes"))
