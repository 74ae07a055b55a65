"""The answer: the first screen of a team's page."""

from __future__ import annotations

from goalbook.present import answers
from goalbook.present.section import Section

SECTION = Section(needs=answers.NEEDS, build=answers.answer)
