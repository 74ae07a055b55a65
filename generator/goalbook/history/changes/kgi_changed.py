"""The KGI changed."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.history.telling import Sentences
from goalbook.messages import msg
from goalbook.model.cycle import Cycle

CHANGE = telling.changed({Cycle: ("kgi",)}, Sentences(moves=msg("the KGI changes from {old} to {new}")))
