"""A name changed."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.history.telling import Sentences
from goalbook.messages import msg
from goalbook.model.company import Company
from goalbook.model.metric import Metric
from goalbook.model.objective import KeyResult, Objective
from goalbook.model.team import Member, Team

CHANGE = telling.changed(
    {
        Company: ("name",),
        Team: ("name",),
        Member: ("name",),
        Metric: ("name",),
        Objective: ("title",),
        KeyResult: ("title",),
    },
    Sentences(moves=msg('"{old}" is now called "{new}"')),
)
