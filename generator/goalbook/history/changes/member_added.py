"""A member joined."""

from __future__ import annotations

from goalbook.history import telling
from goalbook.messages import msg
from goalbook.model.team import Member

CHANGE = telling.added(Member, msg("{name} joins the team"))
