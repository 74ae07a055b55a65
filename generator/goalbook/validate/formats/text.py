"""Lines for people."""

from __future__ import annotations

from goalbook.validate import report
from goalbook.validate.format import Format, Report


def _render(found: Report) -> str:
    return report.text(found.problems, found.words)


FORMAT = Format(render=_render, is_for_people=True)
