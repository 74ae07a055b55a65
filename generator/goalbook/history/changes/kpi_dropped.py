"""A KPI was dropped."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.messages import msg
from goalbook.model.metric import ChosenKpi

CHANGE = telling.removed(ChosenKpi, msg("{name} is no longer a chosen KPI"))
