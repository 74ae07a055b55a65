"""The account of a member changed."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.history.telling import Sentences
from goalbook.messages import msg
from goalbook.model.team import Member

CHANGE = telling.changed(
    {Member: ("account",)},
    Sentences(
        moves=msg("the account of {name} changes from {old} to {new}"),
        appears=msg("the account of {name}: {new}"),
        vanishes=msg("{name} has no account any more"),
    ),
)
