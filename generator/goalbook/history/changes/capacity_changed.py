"""The working time of a member changed."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.history.telling import Sentences
from goalbook.messages import msg
from goalbook.model.team import Member

CHANGE = telling.changed(
    {Member: ("capacity",)}, Sentences(moves=msg("the working time of {name} changes from {old} to {new}"))
)
