"""A member left."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.messages import msg
from goalbook.model.team import Member

CHANGE = telling.removed(Member, msg("{name} leaves the team"))
