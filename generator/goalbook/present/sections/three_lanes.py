"""What to do about it: act, find out, above plan."""

from __future__ import annotations

from goalbook.present import lanes
from goalbook.present.section import Section

SECTION = Section(needs=lanes.NEEDS, build=lanes.lanes)
