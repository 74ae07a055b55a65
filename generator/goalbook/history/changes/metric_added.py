"""A measure was added."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.messages import msg
from goalbook.model.metric import Metric

CHANGE = telling.added(Metric, msg("new measure: {name}"))
