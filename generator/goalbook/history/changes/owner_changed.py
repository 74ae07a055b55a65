"""Somebody else looks after it."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.history.telling import Sentences
from goalbook.messages import msg
from goalbook.model.metric import ChosenKpi, Metric
from goalbook.model.objective import KeyResult, Objective
from goalbook.model.team import Team

CHANGE = telling.changed(
    {
        Team: ("lead",),
        Metric: ("owner",),
        ChosenKpi: ("owner",),
        Objective: ("owner",),
        KeyResult: ("owner",),
    },
    Sentences(
        moves=msg("{new} looks after {name}, before {old}"),
        appears=msg("{new} looks after {name}"),
        vanishes=msg("nobody looks after {name} any more; it was {old}"),
    ),
)
