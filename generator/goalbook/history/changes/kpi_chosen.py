"""A KPI was chosen."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.messages import msg
from goalbook.model.metric import ChosenKpi

CHANGE = telling.added(ChosenKpi, msg("{name} is now a chosen KPI"))
