"""The way to the period before and the period after, each a plain page."""

from __future__ import annotations

from goalbook.present import views
from goalbook.present.section import Section

SECTION = Section(needs=views.NEEDS, build=views.views)
