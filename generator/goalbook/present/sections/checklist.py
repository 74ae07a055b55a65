"""The seven items of the checklist for one team."""

from __future__ import annotations

from goalbook.present import checklists
from goalbook.present.section import Section

SECTION = Section(needs=checklists.NEEDS, build=checklists.of)
