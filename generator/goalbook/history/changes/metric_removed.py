"""A measure was removed."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.messages import msg
from goalbook.model.metric import Metric

CHANGE = telling.removed(Metric, msg("the measure {name} goes"))
